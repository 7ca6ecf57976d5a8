import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import bcrypt from 'bcrypt';
import { openImportFile } from '../../src/accounts/import/import-file.js';
import { UserImport } from '../../src/accounts/import/user-import.js';
import { secretKeyFromText } from '../../src/config/secret-keys.js';
import { TotpFactor } from '../../src/credentials/totp/totp-factor.entity.js';
import { parseTotpSecret, TotpImport } from '../../src/credentials/totp/totp-import.js';
import { Announcements } from '../../src/security/announcements.js';
import { AuditEvent } from '../../src/security/audit-event.entity.js';
import { AuditTrail, OPERATOR } from '../../src/security/audit-trail.js';
import { EncryptedSecrets } from '../../src/security/encrypted-secrets.js';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { createDataFolder } from '../support/databases.js';
import { useGatehouse } from '../support/gatehouse.js';
import { leakDetector } from '../support/leaks.js';
import { totpCode } from '../support/second-factor.js';

const KEY = 'a key of the tests, which encrypts secrets: 0123456789';
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
leakDetector.addSecret(SECRET);

const gatehouse = useGatehouse({ secretsKeys: [KEY] });
const hash = bcrypt.hashSync(PASSWORD, 4);

const problems: string[] = [];

async function importApp(email: string, totpSecret: string, hasKeys = true) {
  const file = join(await createDataFolder(), 'users.jsonl');
  writeFileSync(file, JSON.stringify({ email, password_hash: hash, totp_secret: totpSecret }));
  const audit = new AuditTrail(gatehouse.clock.now, new Announcements());
  const secrets = new EncryptedSecrets(async () => (hasKeys ? [secretKeyFromText(KEY)] : undefined));
  const onProblem = (_: number, problem: string) => void problems.push(problem);
  const totp = new TotpImport(secrets, audit);
  const options = { now: gatehouse.clock.now(), actor: OPERATOR, audit, totp, onProblem, onProgress: () => {} };
  return new UserImport(gatehouse.em, options).run(openImportFile(file));
}

const complete = (challengeToken: string, code: string) =>
  gatehouse.api.mutate('completeLogin', { challengeToken, totpCode: code });
const codeNow = (secret = SECRET) => totpCode(secret, gatehouse.clock.now());

beforeEach(() => void problems.splice(0));

describe('users who are imported with an authenticator app', () => {
  test('a user who is imported with an app logs in with its codes, and not without', async () => {
    const email = someEmail();
    expect(await importApp(email, SECRET)).toEqual({ imported: 1, alreadyThere: 0, bad: 0 });
    gatehouse.clock.advance({ seconds: 30 });
    const { code, methods, challengeToken } = await gatehouse.api.login({ email });
    expect([code, methods]).toEqual(['SECOND_FACTOR_REQUIRED', ['TOTP']]);
    expect((await complete(challengeToken, codeNow())).session.assuranceLevel).toBe('AAL2');
  });

  test('a user who is imported with an app cannot use a code that it showed before, perhaps to the other system', async () => {
    const email = someEmail();
    await importApp(email, SECRET);
    const { challengeToken } = await gatehouse.api.login({ email });
    expect((await complete(challengeToken, codeNow())).code).toBe('WRONG_CODE');
  });

  test.each([
    ['in lowercase, in groups of four', 'jbsw y3dp ehpk 3pxp jbsw y3dp ehpk 3pxp'],
    ['with padding', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJA======'],
    ['of 80 bits', 'JBSWY3DPEHPK3PXP'],
    ['with hyphens', 'JBSWY3DP-EHPK3PXP'],
  ])('an imported app may have a secret %s', async (_, secret) => {
    const email = someEmail();
    await importApp(email, secret);
    gatehouse.clock.advance({ seconds: 30 });
    const { challengeToken } = await gatehouse.api.login({ email });
    const canonical = secret.toUpperCase().replace(/[\s=-]/g, '');
    expect((await complete(challengeToken, codeNow(canonical))).__typename).toBe('AuthPayload');
  });

  test('the secret of an imported app is encrypted in the database, and the app is on record', async () => {
    const email = someEmail();
    await importApp(email, SECRET);
    const user = await gatehouse.em.findOneOrFail(User, { email });
    const { secret } = await gatehouse.em.findOneOrFail(TotpFactor, { user: user.id }, { populate: ['secret'] });
    expect(secret).toMatch(/^v1\./);
    expect(secret).not.toContain(Buffer.from(parseTotpSecret(SECRET) ?? []).toString('base64url'));
    const events = await gatehouse.em.find(AuditEvent, { subjectId: user.id }, { orderBy: { id: 'asc' } });
    expect(events.map(({ kind }) => kind)).toEqual(['REGISTER', 'SECOND_FACTOR_ENROLLED']);
  });
});

describe('lines of an import with an authenticator app', () => {
  test.each([
    ['too short', 'JBSWY3DPEHPK3PX'],
    ['too long', 'JBSWY3DP'.repeat(17)],
    ['no base 32', 'JBSWY3DPEHPK3PX1'],
    ['hexadecimal', '48656c6c6f21deadbeef48656c6c6f21'],
    ['no whole number of bytes', 'JBSWY3DPEHPK3PXPJ'],
    ['a URI', `otpauth://totp/x?secret=${SECRET}`],
    ['other letters', 'ＪＢＳＷＹ３ＤＰＥＨＰＫ３ＰＸＰ'],
  ])('a line of an import is bad if the secret is %s, and the report does not repeat it', async (_, secret) => {
    const email = someEmail();
    expect(await importApp(email, secret)).toMatchObject({ imported: 0, bad: 1 });
    expect(problems).toEqual([expect.stringMatching(/^totp_secret: Use base 32/)]);
    expect(problems.join()).not.toContain(secret);
    expect(await gatehouse.em.count(User, { email })).toBe(0);
  });

  test('a line of an import with an app is bad on a server without SECRETS_KEYS', async () => {
    expect(await importApp(someEmail(), SECRET, false)).toMatchObject({ imported: 0, bad: 1 });
    expect(problems).toEqual([expect.stringMatching(/^totp_secret: Set SECRETS_KEYS/)]);
  });

  test('an import adds no app to an account that already exists', async () => {
    const { user } = await gatehouse.api.newUser();
    expect(await importApp(user.email, SECRET)).toMatchObject({ imported: 0, alreadyThere: 1 });
    expect(await gatehouse.em.count(TotpFactor, { user: user.id })).toBe(0);
    expect((await gatehouse.api.login(user)).__typename).toBe('AuthPayload');
  });

  test('an imported user without a secret has no app', async () => {
    const email = someEmail();
    await importApp(email, '  ');
    expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
  });
});
