import { someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

/** What is wrong with a password: the code, or undefined if it is accepted. */
async function problem(gatehouse: ReturnType<typeof useGatehouse>, password: string): Promise<string | undefined> {
  const answer = await gatehouse.api.register({ email: someEmail(), password });
  return answer.fieldErrors?.[0].code;
}

describe('password rules', () => {
  const gatehouse = useGatehouse();

  test.each(['short', 'seven77', '1234567', '\ufdfa'])('refuse %s, it has under 8 characters', async (password) => {
    expect(await problem(gatehouse, password)).toBe('TOO_SHORT');
  });

  test.each(['password', 'Password1', '12345678', 'iloveyou', 'QWERTYUIOP', 'ｐａｓｓｗｏｒｄ１'])(
    'refuse %s, it is common',
    async (password) => {
      expect(await problem(gatehouse, password)).toBe('COMMON_PASSWORD');
    },
  );

  test.each([
    ['lower-case letters and a blank', 'nur kleine'],
    ['eight pictures', '🐎🔋📎🪨🐎🔋📎🪨'],
    ['one letter, 128 times', 'y'.repeat(128)],
    ['one letter, 1024 times', 'z'.repeat(1024)],
  ])('ask for no kinds of characters: %s', async (_, password) => {
    expect(await problem(gatehouse, password)).toBeUndefined();
  });

  test('tell passwords apart that differ after the 72nd byte only', async () => {
    const email = someEmail();
    await gatehouse.api.register({ email, password: `${'a'.repeat(100)}1` });
    const { __typename } = await gatehouse.api.login({ email, password: `${'a'.repeat(100)}2` });
    expect(__typename).toBe('InvalidCredentialsError');
  });

  test('tell passwords apart that differ after a NUL only', async () => {
    const email = someEmail();
    await gatehouse.api.register({ email, password: 'abcdefgh\u0000one' });
    const { __typename } = await gatehouse.api.login({ email, password: 'abcdefgh\u0000two' });
    expect(__typename).toBe('InvalidCredentialsError');
  });

  test('take one password typed on two keyboards for the same', async () => {
    const email = someEmail();
    await gatehouse.api.register({ email, password: 'cr\u00e8me br\u00fbl\u00e9e' });
    const { __typename } = await gatehouse.api.login({ email, password: 'cre\u0300me bru\u0302le\u0301e' });
    expect(__typename).toBe('AuthPayload');
  });
});

describe('password rules of a stricter policy', () => {
  const gatehouse = useGatehouse({ passwordRequiredCharacters: ['upper', 'digit', 'symbol'], passwordMinLength: 10 });

  test.each(['no capitals 1!', 'No Digits!', 'NoSymbols1'])('refuse %s', async (password) => {
    expect(await problem(gatehouse, password)).toBe('MISSING_CHARACTER_CLASS');
  });

  test('accept what has all of them', async () => {
    expect(await problem(gatehouse, 'Schöne 9 Tage!')).toBeUndefined();
    expect(await problem(gatehouse, 'Kurz 1!')).toBe('TOO_SHORT');
  });
});

describe('the words that an operator forbids', () => {
  const gatehouse = useGatehouse({ passwordForbiddenWords: ['Acme'] });

  test('are in no password, in whatever letter case', async () => {
    expect(await problem(gatehouse, 'i love ACME rockets')).toBe('FORBIDDEN_WORD');
    expect(await problem(gatehouse, 'i love rockets')).toBeUndefined();
  });
});
