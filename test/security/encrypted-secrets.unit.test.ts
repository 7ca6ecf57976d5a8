import { type SecretKeys, secretKeyFromText } from '../../src/config/secret-keys.js';
import { EncryptedSecrets, SecretKeyMissingError } from '../../src/security/encrypted-secrets.js';

const [first, second] = ['a first key of 32 bytes or more ...', 'a second key of 32 bytes or more ..'].map(
  secretKeyFromText,
) as [SecretKeys[0], SecretKeys[0]];
const secretsOf = (...keys: SecretKeys[0][]) => new EncryptedSecrets(async () => keys as unknown as SecretKeys);
const [byFirst, bySecond, byBoth] = [secretsOf(first), secretsOf(second), secretsOf(second, first)];
const SECRET = Buffer.from('what nobody may read');

test('an encrypted secret is decrypted by each of the keys', async () => {
  for (const encrypting of [byFirst, bySecond])
    expect(await byBoth.decrypt(await encrypting.encrypt(SECRET, 'ada'), 'ada')).toEqual(SECRET);
});

test('an encrypted secret names its key, and contains nothing in the clear', async () => {
  const text = await byFirst.encrypt(SECRET, 'ada');
  expect(text.startsWith(`v1.${first.id}.`)).toBe(true);
  expect(Buffer.from(text.split('.')[2] ?? '', 'base64url').includes(SECRET)).toBe(false);
});

test('a secret is encrypted to a different text each time', async () => {
  expect(await byFirst.encrypt(SECRET, 'ada')).not.toBe(await byFirst.encrypt(SECRET, 'ada'));
});

test('an encrypted secret whose key is gone is rejected, and the key is named', async () => {
  const text = await byFirst.encrypt(SECRET, 'ada');
  expect([await bySecond.canDecrypt(text), await byBoth.canDecrypt(text)]).toEqual([false, true]);
  await expect(bySecond.decrypt(text, 'ada')).rejects.toThrow(SecretKeyMissingError);
  await expect(bySecond.decrypt(text, 'ada')).rejects.toThrow(first.id);
});

test('an encrypted secret that was changed, or belongs to another user, is rejected', async () => {
  const text = await byFirst.encrypt(SECRET, 'ada');
  await expect(byFirst.decrypt(text, 'eve')).rejects.toThrow();
  const last = text.at(-1) === 'A' ? 'B' : 'A';
  for (const changed of [`${text.slice(0, -2)}${last}${text.at(-1)}`, text.slice(0, -8), `v1.${first.id}.`])
    await expect(byFirst.decrypt(changed, 'ada')).rejects.toThrow();
});

test('an encrypted secret is encrypted again with the first key, unless it already is', async () => {
  const old = await byFirst.encrypt(SECRET, 'ada');
  const renewed = (await byBoth.renew(old, 'ada')) ?? '';
  expect(await bySecond.decrypt(renewed, 'ada')).toEqual(SECRET);
  expect(await byBoth.renew(renewed, 'ada')).toBeUndefined();
});

test('without keys nothing is encrypted, and the missing setting is named', async () => {
  const none = new EncryptedSecrets(async () => undefined);
  await expect(none.encrypt(SECRET, 'ada')).rejects.toThrow('SECRETS_KEYS');
});
