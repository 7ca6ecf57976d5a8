import { PASSWORD, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

/** What is wrong with a password: the code, or undefined if it is accepted. */
async function problem(gatehouse: ReturnType<typeof useGatehouse>, password: string): Promise<string | undefined> {
  const answer = await gatehouse.api.register({ email: someEmail(), password });
  return answer.fieldErrors?.[0].code;
}

describe('password rules', () => {
  const gatehouse = useGatehouse();

  test.each(['short', 'seven77', '1234567', '\ufdfa'])(
    'a new password may not be %s, it has under 8 characters',
    async (password) => {
      expect(await problem(gatehouse, password)).toBe('TOO_SHORT');
    },
  );

  test.each(['password', 'Password1', '12345678', 'iloveyou', 'QWERTYUIOP', 'ｐａｓｓｗｏｒｄ１'])(
    'a new password may not be %s, it is common',
    async (password) => {
      expect(await problem(gatehouse, password)).toBe('COMMON_PASSWORD');
    },
  );

  test.each([
    ['lower-case letters and a blank', 'nur kleine'],
    ['eight pictures', '🐎🔋📎🪨🐎🔋📎🪨'],
    ['one letter, 128 times', 'y'.repeat(128)],
    ['one letter, 1024 times', 'z'.repeat(1024)],
  ])('no kinds of characters are required in a new password: %s', async (_, password) => {
    expect(await problem(gatehouse, password)).toBeUndefined();
  });

  test('passwords that differ only after the 72nd byte are different', async () => {
    const email = someEmail();
    await gatehouse.api.register({ email, password: `${'a'.repeat(100)}1` });
    const { __typename } = await gatehouse.api.login({ email, password: `${'a'.repeat(100)}2` });
    expect(__typename).toBe('InvalidCredentialsError');
  });

  test('passwords that differ only after a NUL are different', async () => {
    const email = someEmail();
    await gatehouse.api.register({ email, password: 'abcdefgh\u0000one' });
    const { __typename } = await gatehouse.api.login({ email, password: 'abcdefgh\u0000two' });
    expect(__typename).toBe('InvalidCredentialsError');
  });

  test('a password typed on two different keyboards is the same password', async () => {
    const email = someEmail();
    await gatehouse.api.register({ email, password: 'cr\u00e8me br\u00fbl\u00e9e' });
    const { __typename } = await gatehouse.api.login({ email, password: 'cre\u0300me bru\u0302le\u0301e' });
    expect(__typename).toBe('AuthPayload');
  });
});

describe('a password that is also part of the account’s identity', () => {
  const gatehouse = useGatehouse();
  const account = { email: 'ada.lovelace@b\u00fccher.example', username: 'Countess-1815' };
  const SAME = { field: 'newPassword', code: 'SAME_AS_IDENTITY' };

  test.each([
    ['the email address', 'ada.lovelace@b\u00fccher.example'],
    ['the email address in the ASCII form of its domain', 'ada.lovelace@xn--bcher-kva.example'],
    ['its local part', 'ada.lovelace'],
    ['the username', 'countess-1815'],
    ['the local part in capitals', 'ADA.LOVELACE'],
    ['the local part in full-width letters', '\uff21\uff24\uff21.lovelace'],
    ['the username with spaces around it', '  Countess-1815 '],
  ])('a password that is part of the identity is rejected at registration: %s', async (_, password) => {
    const { fieldErrors } = await gatehouse.api.register({ ...account, password });
    expect(fieldErrors).toEqual([expect.objectContaining({ field: 'password', code: 'SAME_AS_IDENTITY' })]);
  });

  test.each(['ada.lovelace1', 'lovelace@', 'countess-1815 ada.lovelace'])(
    'a password that only contains a part of the identity is accepted: %j',
    async (password) => {
      const email = `ada.lovelace@${crypto.randomUUID()}.example`;
      expect((await gatehouse.api.register({ email, password })).__typename).toBe('AuthPayload');
    },
  );

  test('a password that is part of the identity is rejected by changePassword', async () => {
    const { user, accessToken } = await gatehouse.api.newUser();
    const input = { currentPassword: PASSWORD, newPassword: user.email.toUpperCase() };
    expect((await gatehouse.api.mutate('changePassword', input, accessToken)).fieldErrors).toEqual([SAME]);
  });

  test('a password that is part of the identity is rejected by resetPassword, and the token can be used again', async () => {
    const { user, accessToken } = await gatehouse.api.newUser();
    await gatehouse.api.mutate('updateProfile', { username: 'Babbage-1791' }, accessToken);
    await gatehouse.api.mutate('requestPasswordReset', { email: user.email });
    const token = await gatehouse.mailedToken(user.email);
    const reset = (newPassword: string) => gatehouse.api.mutate('resetPassword', { token, newPassword });
    expect((await reset('babbage-1791')).fieldErrors).toEqual([SAME]);
    expect((await reset('a whole new password')).__typename).toBe('ResetPasswordPayload');
  });
});

describe('a stricter password policy', () => {
  const gatehouse = useGatehouse({ passwordRequiredCharacters: ['upper', 'digit', 'symbol'], passwordMinLength: 10 });

  test.each(['no capitals 1!', 'No Digits!', 'NoSymbols1'])(
    'a password that lacks a required kind of character is rejected: %s',
    async (password) => {
      expect(await problem(gatehouse, password)).toBe('MISSING_CHARACTER_CLASS');
    },
  );

  test('a password with all required kinds of characters and the required length is accepted', async () => {
    expect(await problem(gatehouse, 'Schöne 9 Tage!')).toBeUndefined();
    expect(await problem(gatehouse, 'Kurz 1!')).toBe('TOO_SHORT');
  });
});

describe('PASSWORD_FORBIDDEN_WORDS', () => {
  const gatehouse = useGatehouse({ passwordForbiddenWords: ['Acme'] });

  test('words that an operator forbids are rejected in passwords, case-insensitively', async () => {
    expect(await problem(gatehouse, 'i love ACME rockets')).toBe('FORBIDDEN_WORD');
    expect(await problem(gatehouse, 'i love rockets')).toBeUndefined();
  });
});
