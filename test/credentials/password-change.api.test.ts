import { addSeconds } from '../../src/clock.js';
import { MailToken } from '../../src/mail/mail.entities.js';
import { PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { addPasskey, login as loginByPasskey, newUserWithPasskey, outcomeOf } from '../support/passkeys.js';
import { addApp } from '../support/second-factor.js';

const gatehouse = useGatehouse();

const NEW_PASSWORD = 'staple battery horse';

let ada: SignedIn;
beforeEach(async () => {
  ada = await gatehouse.api.newUser();
});

const change = (input: object, token = ada.accessToken) =>
  gatehouse.api.mutate('changePassword', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD, ...input }, token);
const reset = (token: string, newPassword = NEW_PASSWORD) =>
  gatehouse.api.mutate('resetPassword', { token, newPassword });

async function resetToken(email = ada.user.email): Promise<string> {
  await gatehouse.api.mutate('requestPasswordReset', { email });
  return gatehouse.mailedToken(email);
}

describe('changePassword', () => {
  test('after changePassword the user can log in with the new password only', async () => {
    expect((await change({})).__typename).toBe('ChangePasswordPayload');
    expect((await gatehouse.api.login(ada.user)).code).toBe('INVALID_CREDENTIALS');
    expect((await gatehouse.api.login({ ...ada.user, password: NEW_PASSWORD })).__typename).toBe('AuthPayload');
  });

  test('changePassword ends every other session, access and refresh tokens together', async () => {
    const phone = await gatehouse.api.login(ada.user);
    expect((await change({})).endedSessionCount).toBe(1);
    expect(await gatehouse.api.refusal(phone.accessToken)).toBe('TOKEN_BLACKLISTED');
    expect((await gatehouse.api.refresh(phone.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });

  test('changePassword replaces the session of this device, so that copies of its tokens are worthless', async () => {
    await change({});
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_BLACKLISTED');
    expect((await gatehouse.api.refresh(ada.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });

  test('changePassword returns new tokens of a new session for this device', async () => {
    const { accessToken, refreshToken, session, ...times } = await change({});
    expect(session.id).not.toBe(ada.session.id);
    expect(await gatehouse.api.refusal(accessToken)).toBeUndefined();
    expect((await gatehouse.api.refresh(refreshToken)).session.id).toBe(session.id);
    expect(times).toMatchObject({
      accessTokenExpiresAt: addSeconds(gatehouse.clock.now(), 15 * 60).toISOString(),
      refreshTokenExpiresAt: addSeconds(gatehouse.clock.now(), 30 * 86_400).toISOString(),
    });
  });

  test('changePassword counts as a fresh login', async () => {
    gatehouse.clock.advance({ minutes: 14 });
    const { accessToken, session } = await change({});
    expect(session.createdAt).toBe(gatehouse.clock.now().toISOString());
    const input = { password: NEW_PASSWORD };
    expect((await gatehouse.api.mutate('deleteAccount', input, accessToken)).deletedUserId).toBe(ada.user.id);
  });

  test('changePassword requires the current password', async () => {
    expect(await change({ currentPassword: 'a guess' })).toMatchObject({
      __typename: 'WrongPasswordError',
      code: 'WRONG_PASSWORD',
    });
    expect((await gatehouse.api.login(ada.user)).__typename).toBe('AuthPayload');
  });

  test('changePassword applies the password rules', async () => {
    const { fieldErrors } = await change({ newPassword: 'password' });
    expect(fieldErrors).toEqual([{ field: 'newPassword', code: 'COMMON_PASSWORD' }]);
  });

  test('changePassword notifies the user by email', async () => {
    const { user, accessToken } = await gatehouse.newVerifiedUser();
    await change({}, accessToken);
    await gatehouse.app.deliverMail();
    expect(gatehouse.mail.to(user.email).at(-1)?.subject).toBe('Your password was changed');
  });

  test('changePassword requires a signed-in user', async () => {
    const input = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    expect(await gatehouse.api.refusedMutation('changePassword', input)).toMatchObject({ reason: 'TOKEN_MISSING' });
  });

  test('a login with the old password that races with changePassword leaves no session', async () => {
    const [, login] = await Promise.all([change({}), gatehouse.api.login(ada.user)]);
    if (login.__typename === 'AuthPayload')
      expect(await gatehouse.api.refusal(login.accessToken)).toBe('TOKEN_BLACKLISTED');
    else expect(login.code).toBe('INVALID_CREDENTIALS');
  });
});

describe('resetPassword', () => {
  test('resetPassword with the token from the email sets the new password and ends every session', async () => {
    expect(await reset(await resetToken())).toMatchObject({ __typename: 'ResetPasswordPayload' });
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_BLACKLISTED');
    expect((await gatehouse.api.login({ ...ada.user, password: NEW_PASSWORD })).__typename).toBe('AuthPayload');
  });

  test('only a digest of a reset token is stored', async () => {
    const token = await resetToken();
    const rows = JSON.stringify(await gatehouse.em.find(MailToken, { user: ada.user.id }));
    expect(rows).not.toContain(token);
  });

  test('resetPassword accepts a token once', async () => {
    const token = await resetToken();
    await reset(token);
    expect(await reset(token)).toMatchObject({ code: 'INVALID_MAIL_TOKEN', reason: 'USED' });
  });

  test('only one of two simultaneous requests with a reset token succeeds', async () => {
    const token = await resetToken();
    const answers = await Promise.all([reset(token, 'the first password'), reset(token, 'the second password')]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'InvalidMailTokenError',
      'ResetPasswordPayload',
    ]);
  });

  test('resetPassword accepts a token for an hour', async () => {
    const token = await resetToken();
    gatehouse.clock.advance({ minutes: 60 });
    expect(await reset(token)).toMatchObject({ code: 'INVALID_MAIL_TOKEN', reason: 'EXPIRED' });
  });

  test.each(['', 'garbage', '\u0000', 'A'.repeat(43)])('resetPassword rejects %j as a token', async (token) => {
    expect(await reset(token)).toMatchObject({ code: 'INVALID_MAIL_TOKEN', reason: 'UNKNOWN' });
  });

  test('resetPassword rejects tokens that were sent for something else, access tokens and refresh tokens', async () => {
    await gatehouse.api.mutate('requestEmailVerification', { email: ada.user.email });
    const others = [await gatehouse.mailedToken(ada.user.email), ada.accessToken, ada.refreshToken];
    for (const token of others) expect((await reset(token)).reason).toBe('UNKNOWN');
  });

  test('a password that breaks the rules does not use up the reset token', async () => {
    const token = await resetToken();
    expect((await reset(token, 'short')).fieldErrors).toEqual([{ field: 'newPassword', code: 'TOO_SHORT' }]);
    expect((await reset(token)).__typename).toBe('ResetPasswordPayload');
  });

  test('of several reset tokens used at once one succeeds, and the others fail with nothing worse', async () => {
    const tokens = [await resetToken(), await resetToken(), await resetToken()];
    const answers = await Promise.all(tokens.map((token) => reset(token)));
    const kinds = answers.map(({ __typename }) => __typename).sort();
    expect(kinds).toEqual(['InvalidMailTokenError', 'InvalidMailTokenError', 'ResetPasswordPayload']);
  });

  test('a reset email that was requested before the password was changed is not sent afterwards', async () => {
    await gatehouse.mail.stop();
    await gatehouse.api.mutate('requestPasswordReset', { email: ada.user.email });
    await gatehouse.app.deliverMail();
    await change({});
    await gatehouse.mail.start();
    gatehouse.clock.advance({ minutes: 1 });
    await gatehouse.app.deliverMail();
    expect(gatehouse.mail.to(ada.user.email).map(({ subject }) => subject)).not.toContain('Reset your password');
  });

  test('resetPassword invalidates earlier reset tokens', async () => {
    const earlier = await resetToken();
    await reset(await resetToken());
    expect((await reset(earlier)).reason).toBe('UNKNOWN');
  });

  test('resetPassword takes the passkey and the app of a stranger who registered the address', async () => {
    const stranger = await addPasskey(gatehouse, ada);
    await addApp(gatehouse, ada);
    await reset(await resetToken());
    expect(outcomeOf(await loginByPasskey(gatehouse.api, stranger))).toBe('UNKNOWN_CREDENTIAL');
    expect((await gatehouse.api.login({ ...ada.user, password: NEW_PASSWORD })).__typename).toBe('AuthPayload');
  });

  test('resetPassword keeps the passkeys of a user whose address was verified before', async () => {
    const owner = await newUserWithPasskey(gatehouse);
    await reset(await resetToken(owner.user.email));
    expect(outcomeOf(await loginByPasskey(gatehouse.api, owner))).toBe('AuthPayload');
  });
});

describe('resetPassword without a valid token', () => {
  const busy = useGatehouse({ passwordHashQueueLimit: 1, passwordHashThreads: 1, bcryptCost: 8 });

  test('resetPassword without a valid token hashes nothing, so it does not keep anyone from logging in', async () => {
    const input = { token: 'garbage', newPassword: NEW_PASSWORD };
    const answers = await Promise.all(Array.from({ length: 8 }, () => busy.api.mutate('resetPassword', input)));
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['INVALID_MAIL_TOKEN']));
  });
});

describe('requestPasswordReset', () => {
  test('requestPasswordReset responds the same for every address, and sends emails to accounts only', async () => {
    const stranger = someEmail();
    const known = await gatehouse.api.mutate('requestPasswordReset', { email: ` ${ada.user.email.toUpperCase()}` });
    expect(await gatehouse.api.mutate('requestPasswordReset', { email: stranger })).toEqual(known);
    await gatehouse.app.deliverMail();
    expect(gatehouse.mail.to(ada.user.email).at(-1)?.subject).toBe('Reset your password');
    expect(gatehouse.mail.to(stranger)).toEqual([]);
  });

  test('requestPasswordReset requires an email address', async () => {
    const { fieldErrors } = await gatehouse.api.mutate('requestPasswordReset', { email: 'nobody' });
    expect(fieldErrors).toEqual([{ field: 'email', code: 'NOT_AN_EMAIL' }]);
  });
});
