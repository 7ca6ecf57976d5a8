import bcrypt from 'bcrypt';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { LOGIN } from '../support/operations.js';

const gatehouse = useGatehouse();

async function storedHash(email: string): Promise<string> {
  const user = await gatehouse.em.findOneOrFail(User, { email }, { populate: ['passwordHash'] });
  return user.passwordHash ?? '';
}

describe('login', () => {
  test('login with the right password starts a new session', async () => {
    const { user, session } = await gatehouse.api.newUser();
    const answer = await gatehouse.api.login({ email: ` ${user.email.toUpperCase()}` });
    expect(answer).toMatchObject({ __typename: 'AuthPayload', user: { id: user.id } });
    expect(answer.session.id).not.toBe(session.id);
  });

  test('login gives one response for a wrong password, an unknown email address and an invalid one', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    const wrong = await gatehouse.api.login({ email, password: 'not the password' });
    expect(wrong).toMatchObject({ __typename: 'InvalidCredentialsError', code: 'INVALID_CREDENTIALS' });
    expect(await gatehouse.api.login({ email: someEmail() })).toEqual(wrong);
    expect(await gatehouse.api.login({ email: 'ada\u0000' })).toEqual(wrong);
  });

  test('login reports that an account is deactivated only to someone who knows its password', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    await gatehouse.em.nativeUpdate(User, { email }, { deactivatedAt: gatehouse.clock.now() });
    const wrong = await gatehouse.api.login({ email, password: 'not the password' });
    const right = await gatehouse.api.login({ email });
    expect([wrong.code, right.code]).toEqual(['INVALID_CREDENTIALS', 'ACCOUNT_DEACTIVATED']);
  });

  test.each([
    ['no email address', { email: ' ' }, 'email', 'REQUIRED'],
    ['no password', { password: '' }, 'password', 'REQUIRED'],
    ['a long password', { password: 'x'.repeat(1025) }, 'password', 'TOO_LONG'],
  ])('login rejects %s', async (_, input, field, code) => {
    const { fieldErrors } = await gatehouse.api.login({ email: someEmail(), ...input });
    expect(fieldErrors).toEqual([{ field, code, message: expect.any(String) }]);
  });

  test('login takes the username in place of the email address, case-insensitively', async () => {
    const { user } = await gatehouse.api.register({ email: someEmail(), username: 'Ada.Lovelace' });
    for (const username of ['Ada.Lovelace', ' ada.lovelace', 'ADA.LOVELACE'])
      expect(await gatehouse.api.loginByUsername(username)).toMatchObject({ user: { id: user.id } });
  });

  test('login gives one response for the wrong password of a username, an unknown one and an invalid one', async () => {
    await gatehouse.api.register({ email: someEmail(), username: 'grace' });
    const wrong = await gatehouse.api.loginByUsername('grace', 'not the password');
    expect(wrong).toMatchObject({ code: 'INVALID_CREDENTIALS', message: expect.stringContaining('username') });
    for (const username of ['nobody', 'x', 'grace\u0000', 'ada@example.com', 'g'.repeat(5000)])
      expect(await gatehouse.api.loginByUsername(username)).toEqual(wrong);
  });

  test('login by an email address takes no username, nor the other way round', async () => {
    const { user } = await gatehouse.api.register({ email: someEmail(), username: 'hopper' });
    expect((await gatehouse.api.login({ email: 'hopper' })).code).toBe('INVALID_CREDENTIALS');
    expect((await gatehouse.api.loginByUsername(user.email)).code).toBe('INVALID_CREDENTIALS');
  });

  test('login refuses an email address together with a username', async () => {
    const input = { email: someEmail(), username: 'ada', password: PASSWORD };
    const { errors } = await gatehouse.api.send(LOGIN, { input });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test.each([
    ['neither an email address nor a username', {}, 'email'],
    ['a username that is empty', { username: ' ' }, 'username'],
  ])('login rejects %s', async (_, names, field) => {
    const { data } = await gatehouse.api.send(LOGIN, { input: { ...names, password: PASSWORD } });
    expect(data.login.fieldErrors).toEqual([{ field, code: 'REQUIRED', message: expect.any(String) }]);
  });

  test('login works however long the email address is', async () => {
    const { code } = await gatehouse.api.login({ email: `${'a'.repeat(5000)}@example.com` });
    expect(code).toBe('INVALID_CREDENTIALS');
  });

  test('login ignores a bad Authorization header', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    const { __typename } = await gatehouse.api.login({ email }, { headers: { authorization: 'Bearer rubbish' } });
    expect(__typename).toBe('AuthPayload');
  });

  test.each(['$2a$', '$2b$', '$2y$'])('login accepts a plain %s hash from elsewhere and renews it', async (prefix) => {
    const { email } = (await gatehouse.api.newUser()).user;
    const passwordHash = bcrypt.hashSync(PASSWORD, 4).replace('$2b$', prefix);
    await gatehouse.em.nativeUpdate(User, { email }, { passwordHash });
    expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
    expect(await storedHash(email)).toMatch(/^hmac-sha384\$2b\$04\$/);
    expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
  });

  test('two simultaneous logins that renew the hash both succeed', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    await gatehouse.em.nativeUpdate(User, { email }, { passwordHash: bcrypt.hashSync(PASSWORD, 4) });
    const answers = await Promise.all([gatehouse.api.login({ email }), gatehouse.api.login({ email })]);
    expect(answers.map(({ __typename }) => __typename)).toEqual(['AuthPayload', 'AuthPayload']);
  });

  test.each(['a@\u2003xample.com', '"a\r\nBcc: x"@example.com'])('login knows no account of %j', async (email) => {
    expect((await gatehouse.api.login({ email })).code).toBe('INVALID_CREDENTIALS');
    expect((await gatehouse.api.register({ email })).fieldErrors[0].code).toBe('NOT_AN_EMAIL');
  });

  test('login does not renew a hash that is up to date', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    const before = await storedHash(email);
    await gatehouse.api.login({ email });
    expect(await storedHash(email)).toBe(before);
  });
});

describe('login while too many passwords wait to be checked', () => {
  const busy = useGatehouse({ passwordHashQueueLimit: 1, passwordHashThreads: 1, bcryptCost: 8 });

  test('login on a busy server asks to try again shortly, and recovers', async () => {
    const email = someEmail();
    const answers = await Promise.all(Array.from({ length: 8 }, () => busy.api.login({ email })));
    const refused = answers.filter(({ __typename }) => __typename === 'ServerBusyError');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ code: 'SERVER_BUSY' });
    expect((await busy.api.login({ email })).code).toBe('INVALID_CREDENTIALS');
  });
});
