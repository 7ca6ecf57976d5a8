import { User } from '../../src/users/user.entity.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

describe('register', () => {
  test('register signs the new user in', async () => {
    const email = someEmail();
    const { accessToken, user, ...rest } = await gatehouse.api.register({ email, username: 'Grace.Hopper' });
    expect(rest).toMatchObject({ __typename: 'AuthPayload', tokenType: 'Bearer', refreshToken: expect.any(String) });
    expect(user).toEqual({ id: expect.any(String), email, username: 'Grace.Hopper', role: 'USER' });
    expect((await gatehouse.api.me({ token: accessToken })).data.me).toMatchObject({ email });
  });

  test('register returns when the tokens expire', async () => {
    const answer = await gatehouse.api.register({ email: someEmail() });
    expect(answer.accessTokenExpiresAt).toBe('2026-03-01T12:15:00.000Z');
    expect(answer.refreshTokenExpiresAt).toBe('2026-03-31T12:00:00.000Z');
    expect(answer.session.expiresAt).toBe(answer.refreshTokenExpiresAt);
  });

  test('register remembers the device of the session', async () => {
    const headers = { 'user-agent': 'Lynx/2.9' };
    const { session } = await gatehouse.api.register({ email: someEmail() }, { headers });
    expect(session).toMatchObject({ userAgent: 'Lynx/2.9', ipAddress: '127.0.0.1' });
  });

  test('register stores the email address trimmed and in lower case', async () => {
    const email = someEmail();
    const { user } = await gatehouse.api.register({ email: `  ${email.toUpperCase()} ` });
    expect(user.email).toBe(email);
  });

  test.each(['as it is', 'in capitals', 'with blanks around it'])(
    'register rejects an email address that is taken, %s',
    async (spelling) => {
      const { email } = (await gatehouse.newVerifiedUser()).user;
      const spelled =
        { 'in capitals': email.toUpperCase(), 'with blanks around it': ` \t${email} ` }[spelling] ?? email;
      expect(await gatehouse.api.register({ email: spelled })).toMatchObject({
        __typename: 'EmailTakenError',
        code: 'EMAIL_TAKEN',
      });
    },
  );

  test('register rejects a username that is taken, case-insensitively, and creates no account', async () => {
    await gatehouse.api.register({ email: someEmail(), username: 'ada' });
    const email = someEmail();
    const answer = await gatehouse.api.register({ email, username: 'ADA' });
    expect(answer).toMatchObject({ __typename: 'UsernameTakenError', code: 'USERNAME_TAKEN' });
    expect(await gatehouse.em.count(User, { email })).toBe(0);
  });

  test('register requires no username', async () => {
    const none = await gatehouse.api.register({ email: someEmail(), username: null });
    const blank = await gatehouse.api.register({ email: someEmail(), username: ' ' });
    expect([none.user.username, blank.user.username]).toEqual([null, null]);
  });

  test('register lists every wrong field, each once', async () => {
    const answer = await gatehouse.api.register({ email: 'no-address', password: 'short', username: 'a b' });
    expect(answer).toMatchObject({ __typename: 'InvalidInputError', code: 'INVALID_INPUT' });
    expect(answer.fieldErrors.map(({ field, code }: { field: string; code: string }) => [field, code])).toEqual([
      ['email', 'NOT_AN_EMAIL'],
      ['password', 'TOO_SHORT'],
      ['username', 'FORBIDDEN_CHARACTER'],
    ]);
  });

  test.each([
    ['no email address', { email: '' }, 'email', 'REQUIRED'],
    ['an email address without a domain', { email: 'a@b' }, 'email', 'NOT_AN_EMAIL'],
    ['an email address with a NUL', { email: 'ada\u0000@example.com' }, 'email', 'NOT_AN_EMAIL'],
    ['a long email address', { email: `${'a'.repeat(250)}@example.com` }, 'email', 'TOO_LONG'],
    ['no password', { password: '' }, 'password', 'REQUIRED'],
    ['a long password', { password: 'x'.repeat(1025) }, 'password', 'TOO_LONG'],
    ['a short username', { username: 'ab' }, 'username', 'TOO_SHORT'],
    ['a long username', { username: 'a'.repeat(31) }, 'username', 'TOO_LONG'],
    ['a username like an email address', { username: 'ada@home' }, 'username', 'FORBIDDEN_CHARACTER'],
  ])('register rejects %s', async (_, input, field, code) => {
    const { fieldErrors } = await gatehouse.api.register({ email: someEmail(), ...input });
    expect(fieldErrors).toEqual([{ field, code, message: expect.any(String) }]);
  });

  test('50 racing registrations of one email address leave one account, and one session', async () => {
    const email = someEmail();
    const answers = await Promise.all(Array.from({ length: 50 }, () => gatehouse.api.register({ email })));
    expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(['AuthPayload']));
    const refusals = await Promise.all(answers.map(({ accessToken }) => gatehouse.api.refusal(accessToken)));
    expect(refusals.filter((refusal) => refusal === undefined)).toHaveLength(1);
    expect(await gatehouse.em.count(User, { email })).toBe(1);
  });

  test('register stores nothing of the password but a bcrypt hash', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    const user = await gatehouse.em.findOneOrFail(User, { email }, { populate: ['passwordHash'] });
    expect(user.passwordHash).toMatch(/^hmac-sha384\$2b\$04\$/);
    expect(JSON.stringify(user)).not.toContain('$2b$');
    expect(JSON.stringify(gatehouse.log)).not.toContain(PASSWORD);
  });
});
