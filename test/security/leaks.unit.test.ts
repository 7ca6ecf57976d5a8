import bcrypt from 'bcrypt';
import jwt from 'jsonwebtoken';
import { digestOf } from '../../src/security/token-derivation.js';
import { LeakDetector } from '../support/leaks.js';

const PASSWORD = 'correct horse battery';
const REFRESH_TOKEN = 'Zm9vYmFyYmF6cXV4LXRoaXMtaXMtYS10b2tlbg';

function leaksOf(line: string): string[] {
  const detector = new LeakDetector();
  detector.addSecretsIn({ input: { email: 'a@example.com', newPassword: PASSWORD } });
  detector.addSecretsIn({ login: { refreshToken: REFRESH_TOKEN } });
  detector.addOutput(`{"msg":"request"}\n${line}\n`);
  return detector.leaks();
}

test.each([
  ['a password that was sent', `{"msg":"login with ${PASSWORD}"}`],
  ['a token that was received', `{"token":"${REFRESH_TOKEN}"}`],
  ["a token's digest", `insert into refresh_tokens values ('${digestOf(REFRESH_TOKEN)}')`],
  ['any bcrypt hash', bcrypt.hashSync('whatever', 4)],
  ['any JWT', jwt.sign({ sub: 'whatever' }, 'k'.repeat(32))],
])('the check for leaked secrets finds %s', (_, line) => {
  expect(leaksOf(line)).toEqual([line]);
});

test('the check for leaked secrets finds nothing where there is nothing', () => {
  expect(leaksOf('{"msg":"request","operation":"login","outcome":"INVALID_CREDENTIALS"}')).toEqual([]);
});

test('the check for leaked secrets ignores the emails that are shown in development', () => {
  expect(leaksOf(`{"text":"?token=${REFRESH_TOKEN}","msg":"email (development only)"}`)).toEqual([]);
});
