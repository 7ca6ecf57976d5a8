import { signingKeyFromSecret } from '../../src/config/signing-key.js';
import { digestOf, TokenDerivation } from '../../src/security/token-derivation.js';
import { newKey } from '../support/keys.js';

const [older, newer] = [newKey('HS256'), newKey('RS256')];
const before = new TokenDerivation([older], 'rotation');
const after = new TokenDerivation([newer, older], 'rotation');

test('a derived token stays the same across an update if JWT_SECRET stays the same', () => {
  const key = signingKeyFromSecret('a secret of at least thirty-two bytes');
  const token = new TokenDerivation([key], 'refresh token rotation').derive('predecessor');
  expect(token).toBe('3z6z00DJxxCcmgvgPCAQaX7xc3hx1LW6bU6be48-P3U');
});

test('a derived token is recognized by the same key, for the same purpose only', () => {
  const digest = digestOf(before.derive('source'));
  expect(before.rederive('source', digest)).toBe(before.derive('source'));
  expect(before.rederive('another', digest)).toBeUndefined();
  expect(new TokenDerivation([older], 'mail').rederive('source', digest)).toBeUndefined();
});

test('a derived token is recognized as long as its key is listed', () => {
  const token = before.derive('source');
  expect(after.derive('source')).not.toBe(token);
  expect(after.rederive('source', digestOf(token))).toBe(token);
  expect(new TokenDerivation([newer], 'rotation').rederive('source', digestOf(token))).toBeUndefined();
});
