import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { AccessTokens } from '../../src/tokens/access-token.js';
import { signingKeyFromSecret } from '../../src/tokens/signing-key.js';
import { Dice } from '../support/fuzz/dice.js';
import { effort, FUZZ_TIMEOUT_MILLIS } from '../support/fuzz/effort.js';
import { mangle } from '../support/fuzz/mangled-token.js';
import { TestClock } from '../support/test-clock.js';

const clock = new TestClock();
const key = signingKeyFromSecret('a secret of at least thirty-two bytes');
const tokens = new AccessTokens({ key, issuer: 'gatehouse', audience: 'gatehouse', clock: clock.now });

function newToken(): string {
  const ids = { sub: randomUUID(), sid: randomUUID(), jti: randomUUID() };
  const expiresAt = new Date(clock.now().getTime() + 900_000);
  return tokens.sign({ ...ids, role: 'USER', authTime: clock.now(), expiresAt });
}

describe('an access token', () => {
  test(
    'is refused as invalid, however it was mangled',
    () => {
      const [token, other] = [newToken(), newToken()];
      const property = fc.property(fc.gen(), (generate) => {
        const { way, text } = mangle(token, other, new Dice(generate));
        const verdict = tokens.verify(text);
        if (verdict !== 'TOKEN_INVALID') throw new Error(`${way}: ${JSON.stringify({ text, token, verdict })}`);
      });
      fc.assert(property, effort(30_000));
      expect([token, other].map((each) => typeof tokens.verify(each))).toEqual(['object', 'object']);
    },
    FUZZ_TIMEOUT_MILLIS,
  );
});
