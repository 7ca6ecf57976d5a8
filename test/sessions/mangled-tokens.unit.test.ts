import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { PASSWORD_PROOF } from '../../src/api/assurance.js';
import { addSeconds } from '../../src/clock.js';
import { AccessTokens } from '../../src/sessions/access-token.js';
import { Dice } from '../support/fuzz/dice.js';
import { effort, FUZZ_TIMEOUT_MILLIS } from '../support/fuzz/effort.js';
import { mangle } from '../support/fuzz/mangled-token.js';
import { newKey } from '../support/keys.js';
import { TestClock } from '../support/test-clock.js';

const clock = new TestClock();

function newToken(tokens: AccessTokens): string {
  const ids = { sub: randomUUID(), sid: randomUUID(), jti: randomUUID() };
  const expiresAt = addSeconds(clock.now(), 900);
  const proven = { authTime: clock.now(), proof: PASSWORD_PROOF };
  return tokens.sign({ ...ids, role: 'USER', ...proven, issuedAt: clock.now(), expiresAt });
}

test.each([
  ['HS256', 80_000],
  ['ES256', 10_000],
  ['RS256', 10_000],
] as const)(
  'an access token signed by %s is invalid in whichever of %i ways it was mangled',
  (algorithm, ways) => {
    const keys = [newKey(algorithm)] as const;
    const tokens = new AccessTokens({ keys, issuer: 'gatehouse', audience: 'gatehouse', clock: clock.now });
    const [token, other] = [newToken(tokens), newToken(tokens)];
    const property = fc.property(fc.gen(), (generate) => {
      const { way, text } = mangle(token, other, new Dice(generate));
      const verdict = tokens.verify(text);
      if (verdict !== 'TOKEN_INVALID') throw new Error(`${way}: ${JSON.stringify({ text, token, verdict })}`);
    });
    fc.assert(property, effort(ways));
    expect([token, other].map((each) => typeof tokens.verify(each))).toEqual(['object', 'object']);
  },
  FUZZ_TIMEOUT_MILLIS,
);
