import { randomUUID } from 'node:crypto';
import { Identity } from '../../src/credentials/social/social.entities.js';
import { OutgoingMail } from '../../src/mail/mail.entities.js';
import { AuditEvent } from '../../src/security/audit-event.entity.js';
import { BlacklistedToken } from '../../src/sessions/blacklisted-token.entity.js';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { addPasskey, login as loginByPasskey } from '../support/passkeys.js';

const THIEFS_PASSWORD = 'the password of the thief';

const gatehouse = useGatehouse({
  rateLimitsDisabled: false,
  loginFailuresPerAccountPerHour: 3,
  trustProxy: '127.0.0.1',
});

let hosts = 0;
/** At an address of its own: nobody uses up the mails of another test. */
const api = () => gatehouse.api.at(`198.51.100.${++hosts}`);
const mutate = (field: string, input: object, token?: string) => api().mutate(field, input, token);
const verify = (input: object, token?: string) => mutate('verifyEmail', input, token);
const undo = (token: string) => mutate('undoEmailChange', { token });
const isLoggedIn = async (email: string, password = PASSWORD) =>
  (await api().login({ email, password })).__typename === 'AuthPayload';
const emailOf = async ({ user }: SignedIn) => (await gatehouse.em.findOneOrFail(User, user.id)).email;
const subjects = (address: string) => gatehouse.mail.to(address).map(({ subject }) => subject);

/** Asks for another address, and returns the token that is mailed there. */
async function changeToken({ accessToken }: SignedIn, newEmail: string, password = PASSWORD): Promise<string> {
  await mutate('changeEmail', { newEmail, password }, accessToken);
  return gatehouse.mailedToken(newEmail);
}

/** Changes the address, and returns the token that undoes it. */
async function change(who: SignedIn, newEmail: string): Promise<string> {
  const previous = await emailOf(who);
  await verify({ token: await changeToken(who, newEmail) }, who.accessToken);
  return gatehouse.mailedToken(previous);
}

async function someVerifiedUser(): Promise<SignedIn> {
  const signedIn = await api().newUser();
  await verify({ token: await gatehouse.mailedToken(signedIn.user.email) });
  return signedIn;
}

let ada: SignedIn;
beforeEach(async () => {
  ada = await someVerifiedUser();
});

describe('confirming a new address', () => {
  let newEmail: string;
  let token: string;
  beforeEach(async () => {
    newEmail = someEmail();
    token = await changeToken(ada, newEmail);
  });

  test('a new address takes effect for someone who is signed in to the account', async () => {
    expect((await verify({ token }, ada.accessToken)).user).toMatchObject({ id: ada.user.id, email: newEmail });
  });

  test('a new address takes effect for someone who sends the password', async () => {
    expect((await verify({ token, password: PASSWORD })).user).toMatchObject({ id: ada.user.id, email: newEmail });
  });

  test('a new address takes effect for someone who sends the password while signed in to another account', async () => {
    const eve = await someVerifiedUser();
    expect((await verify({ token, password: PASSWORD }, eve.accessToken)).user.email).toBe(newEmail);
  });

  test('a new address does not take effect for someone who only follows the link, and the link stays valid', async () => {
    expect(await api().refusedMutation('verifyEmail', { token })).toEqual({
      code: 'UNAUTHENTICATED',
      reason: 'TOKEN_MISSING',
    });
    expect(await emailOf(ada)).toBe(ada.user.email);
    expect((await verify({ token }, ada.accessToken)).__typename).toBe('AccountPayload');
  });

  test('a new address does not take effect for someone who is signed in to another account', async () => {
    const eve = await someVerifiedUser();
    const refusal = await api().refusedMutation('verifyEmail', { token }, eve.accessToken);
    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'TOKEN_MISSING' });
    expect(await emailOf(ada)).toBe(ada.user.email);
  });

  test('a new address does not take effect for a rejected access token, and the error says why', async () => {
    await gatehouse.api.logoutAll(ada.accessToken);
    const refusal = await api().refusedMutation('verifyEmail', { token }, ada.accessToken);
    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'TOKEN_BLACKLISTED' });
  });

  test('a new address does not take effect with a wrong password: it is on record, and the link stays valid', async () => {
    expect((await verify({ token, password: 'a guess' })).code).toBe('WRONG_PASSWORD');
    const failure = { subjectId: ada.user.id, kind: 'EMAIL_CHANGED', outcome: 'FAILURE' } as object;
    expect(await gatehouse.em.count(AuditEvent, failure)).toBe(1);
    expect((await verify({ token, password: PASSWORD })).__typename).toBe('AccountPayload');
  });

  test('a new address does not take effect with an empty password', async () => {
    expect((await verify({ token, password: '' })).code).toBe('WRONG_PASSWORD');
  });

  test('confirming a new address cannot be used to guess the password, nor to hinder the owner', async () => {
    for (let time = 0; time < 3; time += 1) await verify({ token, password: `guess ${time}` });
    expect(await verify({ token, password: PASSWORD })).toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
      retryAfterSeconds: 2,
    });
    const input = { currentPassword: PASSWORD, newPassword: 'another password of Ada' };
    expect((await mutate('changePassword', input, ada.accessToken)).__typename).toBe('ChangePasswordPayload');
  });

  test('a new address does not take effect once the account is deactivated', async () => {
    await gatehouse.em.nativeUpdate(User, ada.user.id, { deactivatedAt: new Date() });
    expect((await verify({ token, password: PASSWORD })).reason).toBe('UNKNOWN');
  });

  test('confirming a new address with an expired token says nothing about the password', async () => {
    gatehouse.clock.advance({ days: 1 });
    expect((await verify({ token, password: 'a guess' })).reason).toBe('EXPIRED');
  });
});

describe('verifying the first address', () => {
  test('the first address is verified without signing in', async () => {
    const { user } = await api().newUser();
    const answer = await verify({ token: await gatehouse.mailedToken(user.email) });
    expect(answer.user.emailVerifiedAt).not.toBeNull();
  });

  test('verifying the first address shows nothing else of its account to someone signed in to another', async () => {
    const [{ user }, eve] = [await api().newUser(), await someVerifiedUser()];
    const query = `mutation ($input: VerifyEmailInput!) {
      verifyEmail(input: $input) { ... on AccountPayload { user { id sessions { totalCount } } } }
    }`;
    const input = { token: await gatehouse.mailedToken(user.email) };
    const { data, errors } = await api().send(query, { input }, { token: eve.accessToken });
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(data.verifyEmail.user.sessions).toBeNull();
  });
});

describe('verification by a password reset', () => {
  const reset = async (email: string) => {
    await mutate('requestPasswordReset', { email });
    const token = await gatehouse.mailedToken(email);
    return mutate('resetPassword', { token, newPassword: 'only mine from now on' });
  };

  test('a password reset by email verifies the address, on record', async () => {
    const { user } = await api().newUser();
    await reset(user.email);
    expect((await gatehouse.em.findOneOrFail(User, user.id)).emailVerifiedAt).toEqual(gatehouse.clock.now());
    const verified = { subjectId: user.id, kind: 'EMAIL_VERIFIED' } as object;
    expect(await gatehouse.em.count(AuditEvent, verified)).toBe(1);
  });

  test('a password reset does not change when an address was verified before', async () => {
    const { emailVerifiedAt } = await gatehouse.em.findOneOrFail(User, ada.user.id);
    gatehouse.clock.advance({ minutes: 1 });
    await reset(ada.user.email);
    expect((await gatehouse.em.findOneOrFail(User, ada.user.id)).emailVerifiedAt).toEqual(emailVerifiedAt);
  });
});

describe('undoing a change of the address', () => {
  let newEmail: string;
  beforeEach(() => {
    newEmail = someEmail();
  });

  test('a change of the address is reported to the previous one, with a link and a code, without the new one', async () => {
    const token = await change(ada, newEmail);
    const mail = gatehouse.mail.to(ada.user.email).at(-1);
    expect(mail?.subject).toBe('Your email address was changed');
    expect(mail?.text).toContain(`http://localhost:4000/account/undo-email-change?token=${token}`);
    expect(mail?.text).not.toContain(newEmail);
  });

  test('a change of the address is not reported to an address that was never verified', async () => {
    const eve = await api().newUser();
    await change(eve, newEmail);
    expect(subjects(eve.user.email)).not.toContain('Your email address was changed');
  });

  test('undoing a change restores and verifies the previous address, and ends every session', async () => {
    const token = await change(ada, newEmail);
    gatehouse.clock.advance({ minutes: 1 });
    const emailVerifiedAt = gatehouse.clock.now().toISOString();
    expect((await undo(token)).user).toEqual({ id: ada.user.id, email: ada.user.email, emailVerifiedAt });
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_BLACKLISTED');
    const { reason } = await gatehouse.em.findOneOrFail(BlacklistedToken, ada.session.id);
    expect(reason).toBe('EMAIL_CHANGE_UNDONE');
    expect([await isLoggedIn(newEmail), await isLoggedIn(ada.user.email)]).toEqual([false, true]);
  });

  test('undoing a change of the address is on record', async () => {
    await undo(await change(ada, newEmail));
    const event = await gatehouse.em.findOneOrFail(AuditEvent, {
      kind: 'EMAIL_CHANGE_UNDONE',
      subjectId: ada.user.id,
    } as object);
    expect(event).toMatchObject({ outcome: 'SUCCESS', actorId: null });
  });

  test('a change of the address can be undone once, and within 7 days', async () => {
    const token = await change(ada, newEmail);
    gatehouse.clock.advance({ days: 7, seconds: -1 });
    await undo(token);
    expect((await undo(token)).reason).toBe('USED');
    const eve = await someVerifiedUser();
    const late = await change(eve, someEmail());
    gatehouse.clock.advance({ days: 7 });
    expect((await undo(late)).reason).toBe('EXPIRED');
  });

  test('only the token for it undoes a change of the address, and it does nothing else', async () => {
    const other = await changeToken(ada, newEmail);
    expect((await undo(other)).reason).toBe('UNKNOWN');
    await verify({ token: other }, ada.accessToken);
    const token = await gatehouse.mailedToken(ada.user.email);
    expect((await verify({ token, password: PASSWORD })).reason).toBe('UNKNOWN');
    expect((await mutate('resetPassword', { token, newPassword: THIEFS_PASSWORD })).reason).toBe('UNKNOWN');
  });

  test('a change of the address is not undone while the account is deactivated', async () => {
    const token = await change(ada, newEmail);
    await gatehouse.em.nativeUpdate(User, ada.user.id, { deactivatedAt: new Date() });
    expect((await undo(token)).reason).toBe('UNKNOWN');
    await gatehouse.em.nativeUpdate(User, ada.user.id, { deactivatedAt: null });
    expect((await undo(token)).__typename).toBe('AccountPayload');
  });

  test('undoing a change of the address sends an email to choose a new password', async () => {
    await undo(await change(ada, newEmail));
    const token = await gatehouse.mailedToken(ada.user.email);
    expect(subjects(ada.user.email).at(-1)).toBe('Reset your password');
    expect((await mutate('resetPassword', { token, newPassword: 'only Ada knows this' })).__typename).toBe(
      'ResetPasswordPayload',
    );
    expect(await isLoggedIn(ada.user.email, 'only Ada knows this')).toBe(true);
  });

  describe('a change by a thief who knows the password', () => {
    let token: string;
    beforeEach(async () => {
      token = await change(ada, newEmail);
    });

    test('a change by a thief is undone even after the password was changed', async () => {
      await mutate('changePassword', { currentPassword: PASSWORD, newPassword: THIEFS_PASSWORD }, ada.accessToken);
      expect((await undo(token)).user.email).toBe(ada.user.email);
    });

    test('a thief who has added a passkey, before a change or after it, cannot sign in with it once the change is undone', async () => {
      const before = await addPasskey(gatehouse, await api().login({ email: newEmail }));
      const later = await addPasskey(gatehouse, await api().login({ email: newEmail }));
      gatehouse.clock.advance({ days: 1 });
      await undo(token);
      for (const passkey of [before, later])
        expect((await loginByPasskey(api(), passkey)).reason).toBe('UNKNOWN_CREDENTIAL');
    });

    test('a thief who has linked an identity cannot sign in by it once the change is undone', async () => {
      const thief = await api().login({ email: newEmail });
      const identity = { id: randomUUID(), issuer: 'https://login.example.com', subject: randomUUID() };
      await gatehouse.em.insert(Identity, { ...identity, user: thief.user.id, createdAt: gatehouse.clock.now() });
      await undo(token);
      expect(await gatehouse.em.count(Identity, { user: thief.user.id })).toBe(0);
    });

    test('a passkey that a user has had for long outlasts a change that is undone', async () => {
      const grace = await addPasskey(gatehouse, await someVerifiedUser());
      gatehouse.clock.advance({ days: 30 });
      const again = await api().login({ email: grace.user.email });
      await undo(await change(again, someEmail()));
      expect((await loginByPasskey(api(), grace)).__typename).toBe('AuthPayload');
    });

    test('a change by a thief is undone even after the password was reset by email', async () => {
      await mutate('requestPasswordReset', { email: newEmail });
      await mutate('resetPassword', { token: await gatehouse.mailedToken(newEmail), newPassword: THIEFS_PASSWORD });
      expect((await undo(token)).user.email).toBe(ada.user.email);
    });

    test('a change by a thief is undone even if its email was sent only after the password was changed', async () => {
      const third = someEmail();
      const toThird = await changeToken(ada, third);
      await gatehouse.mail.stop();
      await verify({ token: toThird }, ada.accessToken);
      await mutate('changePassword', { currentPassword: PASSWORD, newPassword: THIEFS_PASSWORD }, ada.accessToken);
      await gatehouse.app.deliverMail();
      await gatehouse.mail.start();
      gatehouse.clock.advance({ minutes: 1 });
      expect((await undo(await gatehouse.mailedToken(newEmail))).user.email).toBe(newEmail);
    });

    test('undoing a change voids all emails that were sent to the new address', async () => {
      await mutate('requestPasswordReset', { email: newEmail });
      const reset = await gatehouse.mailedToken(newEmail);
      const next = await changeToken(ada, someEmail());
      await undo(token);
      expect((await mutate('resetPassword', { token: reset, newPassword: THIEFS_PASSWORD })).reason).toBe('UNKNOWN');
      expect((await verify({ token: next, password: PASSWORD })).reason).toBe('UNKNOWN');
    });

    test('undoing a change deletes the emails that wait for the new address', async () => {
      await mutate('requestPasswordReset', { email: newEmail });
      await mutate('changeEmail', { newEmail: someEmail(), password: PASSWORD }, ada.accessToken);
      await undo(token);
      const waiting = await gatehouse.em.find(OutgoingMail, {});
      expect(waiting.filter(({ userId }) => userId === ada.user.id)).toEqual([]);
      expect(waiting.map(({ recipient, template }) => `${template} ${recipient}`)).not.toContain(
        `RESET_PASSWORD ${newEmail}`,
      );
    });

    test('a change by a thief is undone even if the thief has registered the previous address', async () => {
      const squatter = await api().newUser(ada.user.email);
      expect((await undo(token)).user).toMatchObject({ id: ada.user.id, email: ada.user.email });
      expect(await gatehouse.api.refusal(squatter.accessToken)).toBe('TOKEN_INVALID');
    });

    test('a change is not undone if another account has verified the previous address, and the token stays valid', async () => {
      const { user } = await api().newUser(ada.user.email);
      await gatehouse.em.nativeUpdate(User, user.id, { emailVerifiedAt: new Date() });
      expect((await undo(token)).code).toBe('EMAIL_TAKEN');
      expect(await emailOf(ada)).toBe(newEmail);
      await gatehouse.em.nativeDelete(User, user.id);
      expect((await undo(token)).__typename).toBe('AccountPayload');
    });
  });

  describe('two changes', () => {
    let third: string;
    let [first, second]: string[] = [];
    beforeEach(async () => {
      third = someEmail();
      first = await change(ada, newEmail);
      second = await change(ada, third);
    });

    test('two changes are undone at once by the token of the first, which voids that of the second', async () => {
      expect((await undo(first as string)).user.email).toBe(ada.user.email);
      expect((await undo(second as string)).reason).toBe('UNKNOWN');
      expect(await emailOf(ada)).toBe(ada.user.email);
    });

    test('two changes are undone one by one, beginning with the last', async () => {
      expect((await undo(second as string)).user.email).toBe(newEmail);
      expect((await undo(first as string)).user.email).toBe(ada.user.email);
    });
  });

  test('undoing a change deletes the email about a later change if it is still waiting', async () => {
    const token = await change(ada, newEmail);
    const later = await changeToken(ada, someEmail());
    await verify({ token: later }, ada.accessToken);
    await undo(token);
    const waiting = await gatehouse.em.find(OutgoingMail, { recipient: newEmail });
    expect(waiting.map(({ template }) => template)).not.toContain('EMAIL_CHANGED');
  });

  test('the order of changes is kept even if the clock was set back in between', async () => {
    const token = await change(ada, newEmail);
    gatehouse.clock.advance({ seconds: -30 });
    const later = await change(ada, someEmail());
    gatehouse.clock.advance({ seconds: 30 });
    await undo(token);
    expect((await undo(later)).reason).toBe('UNKNOWN');
  });
});
