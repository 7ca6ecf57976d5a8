import { User } from '../../src/users/user.entity.js';
import { PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const verifyAt = (gatehouse: ReturnType<typeof useGatehouse>) => (token: string) =>
  gatehouse.api.mutate('verifyEmail', { token, password: PASSWORD });

describe('email addresses', () => {
  const gatehouse = useGatehouse();
  const verify = verifyAt(gatehouse);

  let ada: SignedIn;
  beforeEach(async () => {
    ada = await gatehouse.api.newUser();
  });

  const requestChange = (newEmail: string, password = PASSWORD) =>
    gatehouse.api.mutate('changeEmail', { newEmail, password }, ada.accessToken);

  test('an email address is verified by the token from the email that register sends', async () => {
    const { user } = await verify(await gatehouse.mailedToken(ada.user.email));
    expect(user).toEqual({ id: ada.user.id, email: ada.user.email, emailVerifiedAt: '2026-03-01T12:00:00.000Z' });
  });

  test('an email address is verified once, and within a day', async () => {
    const token = await gatehouse.mailedToken(ada.user.email);
    await verify(token);
    expect((await verify(token)).reason).toBe('USED');
    const { user } = await gatehouse.api.newUser();
    const late = await gatehouse.mailedToken(user.email);
    gatehouse.clock.advance({ days: 1 });
    expect((await verify(late)).reason).toBe('EXPIRED');
  });

  test('a verified email address gets no other email on request', async () => {
    await verify(await gatehouse.mailedToken(ada.user.email));
    const before = gatehouse.mail.to(ada.user.email).length;
    const answer = await gatehouse.api.mutate('requestEmailVerification', { email: ada.user.email });
    await gatehouse.app.deliverMail();
    expect([answer.__typename, gatehouse.mail.to(ada.user.email).length]).toEqual(['MailRequestedPayload', before]);
  });

  test('a new email address takes effect when it is confirmed, not before', async () => {
    const newEmail = someEmail();
    expect((await requestChange(newEmail)).__typename).toBe('MailRequestedPayload');
    const me = async () => (await gatehouse.api.me({ token: ada.accessToken })).data.me;
    expect((await me()).email).toBe(ada.user.email);
    await verify(await gatehouse.mailedToken(newEmail));
    expect(await me()).toMatchObject({ email: newEmail, emailVerifiedAt: expect.any(String) });
  });

  test('the previous email address is notified when a change is requested', async () => {
    ada = await gatehouse.newVerifiedUser();
    await requestChange(someEmail());
    await gatehouse.app.deliverMail();
    expect(gatehouse.mail.to(ada.user.email).at(-1)?.subject).toBe('Your email address is being changed');
  });

  test('an email address cannot be changed without the password', async () => {
    expect((await requestChange(someEmail(), 'a guess')).code).toBe('WRONG_PASSWORD');
  });

  test('an email address cannot be changed to one that is taken, or that is taken in the meantime', async () => {
    expect((await requestChange((await gatehouse.api.newUser()).user.email)).code).toBe('EMAIL_TAKEN');
    const newEmail = someEmail();
    await requestChange(newEmail);
    const token = await gatehouse.mailedToken(newEmail);
    await gatehouse.api.newUser(newEmail);
    expect((await verify(token)).code).toBe('EMAIL_TAKEN');
  });

  test('an email address cannot be changed to something that is not an address', async () => {
    expect((await requestChange('nobody')).fieldErrors).toEqual([{ field: 'newEmail', code: 'NOT_AN_EMAIL' }]);
  });

  test('an email address cannot be brought back by an email from before it was changed', async () => {
    const early = await gatehouse.mailedToken(ada.user.email);
    const newEmail = someEmail();
    await requestChange(newEmail);
    await verify(await gatehouse.mailedToken(newEmail));
    expect((await verify(early)).reason).toBe('UNKNOWN');
  });

  test('an email address is not verified by a token that was sent to another one', async () => {
    const token = await gatehouse.mailedToken(ada.user.email);
    await gatehouse.em.nativeUpdate(User, ada.user.id, { email: someEmail() });
    expect((await verify(token)).reason).toBe('UNKNOWN');
  });

  test('an email address stays the same if the password is reset after a change was requested', async () => {
    const thief = someEmail();
    await requestChange(thief);
    const token = await gatehouse.mailedToken(thief);
    await gatehouse.api.mutate('requestPasswordReset', { email: ada.user.email });
    const resetToken = await gatehouse.mailedToken(ada.user.email);
    await gatehouse.api.mutate('resetPassword', { token: resetToken, newPassword: 'mine again, only mine' });
    expect((await verify(token)).reason).toBe('UNKNOWN');
  });

  test('changing the email address requires a login of the last 10 minutes, and a refresh does not count', async () => {
    gatehouse.clock.advance({ minutes: 11 });
    const { accessToken } = await gatehouse.api.refresh(ada.refreshToken);
    const input = { newEmail: someEmail(), password: PASSWORD };
    expect(await gatehouse.api.refusedMutation('changeEmail', input, accessToken)).toMatchObject({
      code: 'REAUTHENTICATION_REQUIRED',
    });
    const fresh = await gatehouse.api.login(ada.user);
    expect((await gatehouse.api.mutate('changeEmail', input, fresh.accessToken)).__typename).toBe(
      'MailRequestedPayload',
    );
  });
});

describe('REQUIRE_VERIFIED_EMAIL', () => {
  const gatehouse = useGatehouse({ requireVerifiedEmail: true });
  const verify = verifyAt(gatehouse);
  const register = (email: string, more = {}) => gatehouse.api.register({ email, ...more });

  test('register responds the same to a new and to a taken email address', async () => {
    const email = someEmail();
    const first = await register(email);
    expect(first).toMatchObject({ __typename: 'VerificationRequired' });
    expect(await register(email.toUpperCase())).toEqual(first);
    expect(await gatehouse.em.count(User, { email })).toBe(1);
  });

  test('the owner of an email address is notified when someone registers it again', async () => {
    const email = someEmail();
    await register(email);
    await verify(await gatehouse.mailedToken(email));
    await register(email);
    await gatehouse.app.deliverMail();
    expect(
      gatehouse.mail
        .to(email)
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(['Verify your email address', 'You already have an account']);
  });

  test('a taken username does not reveal whether the email address is taken', async () => {
    const email = someEmail();
    await register(email, { username: 'sherlock' });
    const answers = [
      await register(email, { username: 'Sherlock' }),
      await register(someEmail(), { username: 'Sherlock' }),
    ];
    expect(answers.map(({ code }) => code)).toEqual(['USERNAME_TAKEN', 'USERNAME_TAKEN']);
  });

  test('a login before verification is rejected, but only with the right password', async () => {
    const email = someEmail();
    await register(email);
    expect((await gatehouse.api.login({ email, password: 'a guess' })).code).toBe('INVALID_CREDENTIALS');
    expect(await gatehouse.api.login({ email })).toMatchObject({
      __typename: 'EmailNotVerifiedError',
      code: 'EMAIL_NOT_VERIFIED',
    });
    await verify(await gatehouse.mailedToken(email));
    expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
  });

  test('changeEmail reports that an address is taken to its owner only', async () => {
    const [email, taken] = [someEmail(), someEmail()];
    await register(taken);
    await verify(await gatehouse.mailedToken(taken));
    await register(email);
    await verify(await gatehouse.mailedToken(email));
    const { accessToken } = await gatehouse.api.login({ email });
    const answer = await gatehouse.api.mutate('changeEmail', { newEmail: taken, password: PASSWORD }, accessToken);
    await gatehouse.app.deliverMail();
    expect(answer.__typename).toBe('MailRequestedPayload');
    expect(gatehouse.mail.to(taken).at(-1)?.subject).toBe('You already have an account');
  });
});

describe('MAIL_DISABLED', () => {
  const gatehouse = useGatehouse({ mailDisabled: true });

  test('with MAIL_DISABLED operations that need email say so', async () => {
    const { user, accessToken } = await gatehouse.api.newUser();
    const { email } = user;
    const changeEmail = { newEmail: someEmail(), password: PASSWORD };
    expect((await gatehouse.api.mutate('requestPasswordReset', { email })).code).toBe('MAIL_UNAVAILABLE');
    expect((await gatehouse.api.mutate('requestEmailVerification', { email })).code).toBe('MAIL_UNAVAILABLE');
    expect((await gatehouse.api.mutate('changeEmail', changeEmail, accessToken)).code).toBe('MAIL_UNAVAILABLE');
  });
});
