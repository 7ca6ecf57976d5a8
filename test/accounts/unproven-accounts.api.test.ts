import { addSeconds } from '../../src/clock.js';
import { MailTemplate, OutgoingMail } from '../../src/mail/mail.entities.js';
import { AuditEvent, AuditEventKind } from '../../src/security/audit-event.entity.js';
import { User } from '../../src/users/user.entity.js';
import { someEmail } from '../support/api-client.js';
import { type Gatehouse, useGatehouse } from '../support/gatehouse.js';

const OTHER_PASSWORD = 'only the owner knows this';

const verify = async (gatehouse: Gatehouse, email: string) =>
  gatehouse.api.mutate('verifyEmail', { token: await gatehouse.mailedToken(email) });

describe('registering the address of an unverified account again', () => {
  const gatehouse = useGatehouse();
  const register = (email: string, more = {}) => gatehouse.api.register({ email, ...more });
  let email: string;
  beforeEach(() => {
    email = someEmail();
  });

  test('after two registrations of an unverified address only the last password works', async () => {
    await register(email);
    await register(email, { password: OTHER_PASSWORD });
    expect((await gatehouse.api.login({ email })).code).toBe('INVALID_CREDENTIALS');
    expect((await gatehouse.api.login({ email, password: OTHER_PASSWORD })).__typename).toBe('AuthPayload');
  });

  test('a second registration creates a new account, so that no one inherits the data of the first', async () => {
    const first = await register(email, { username: `first.${Date.now()}` });
    const second = await register(email);
    expect(second.user).toMatchObject({ email, username: null });
    expect(second.user.id).not.toBe(first.user.id);
    expect(await gatehouse.em.count(User, { id: first.user.id })).toBe(0);
  });

  test('a second registration ends the sessions of the first account', async () => {
    const first = await register(email);
    await register(email);
    expect(await gatehouse.api.refusal(first.accessToken)).toBe('TOKEN_INVALID');
    expect((await gatehouse.api.refresh(first.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });

  test.each(['verifyEmail', 'resetPassword'])('a second registration voids earlier tokens for %s', async (field) => {
    await register(email);
    if (field === 'resetPassword') await gatehouse.api.mutate('requestPasswordReset', { email });
    const token = await gatehouse.mailedToken(email);
    await register(email);
    const answer = await gatehouse.api.mutate(
      field,
      field === 'verifyEmail' ? { token } : { token, newPassword: 'x'.repeat(9) },
    );
    expect(answer).toMatchObject({ code: 'INVALID_MAIL_TOKEN', reason: 'UNKNOWN' });
  });

  test('one email is sent for two registrations if the first one is still waiting', async () => {
    await register(email);
    // A second ago this email was not due yet, so it waits.
    gatehouse.clock.advance({ seconds: -1 });
    await register(email);
    gatehouse.clock.advance({ seconds: 1 });
    await gatehouse.app.deliverMail();
    expect(gatehouse.mail.to(email)).toHaveLength(1);
  });

  test('a second registration frees the username of the first account, even for the second one', async () => {
    const username = `ada.${Date.now()}`;
    await register(email, { username });
    expect((await register(email, { username })).user.username).toBe(username);
    await register(email);
    expect((await register(someEmail(), { username })).user.username).toBe(username);
  });

  test('a second registration is on record, without the data of the person who is gone', async () => {
    const { user } = await register(email);
    await register(email);
    const events = await gatehouse.em.find(AuditEvent, { subjectId: user.id }, { orderBy: { id: 'asc' } });
    expect(events.map(({ kind, ipAddress }) => [kind, ipAddress])).toEqual([
      ['REGISTER', null],
      ['ACCOUNT_DELETED', null],
    ]);
  });

  test('a second registration is rejected once the address is verified', async () => {
    await register(email);
    await verify(gatehouse, email);
    expect((await register(email, { password: OTHER_PASSWORD })).code).toBe('EMAIL_TAKEN');
    expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
  });

  test.each([
    ['an import or an administrator made', { selfRegistered: false }],
    ['administers', { role: 'ADMIN' }],
    ['is deactivated', { deactivatedAt: new Date() }],
  ] as const)('a second registration is rejected if the account is one that %s', async (_, change) => {
    const { user } = await register(email);
    await gatehouse.em.nativeUpdate(User, user.id, change as object);
    expect((await register(email)).code).toBe('EMAIL_TAKEN');
  });

  test('a registration does not delete an email about an account that had the address before', async () => {
    const { id: userId } = (await gatehouse.api.newUser()).user;
    const [createdAt, nextAttemptAt] = [gatehouse.clock.now(), addSeconds(gatehouse.clock.now(), 60)];
    const mail = { id: crypto.randomUUID(), recipient: email, userId, createdAt, nextAttemptAt, attempts: 1 };
    await gatehouse.em.insert(OutgoingMail, { ...mail, template: MailTemplate.EMAIL_CHANGED });
    for (let time = 0; time < 2; time += 1) await register(email);
    expect(await gatehouse.em.count(OutgoingMail, mail.id)).toBe(1);
  });
});

describe('registering someone else’s address with REQUIRE_VERIFIED_EMAIL', () => {
  const gatehouse = useGatehouse({ requireVerifiedEmail: true });
  const register = (email: string, more = {}) => gatehouse.api.register({ email, ...more });

  test('if a stranger registered an address first, only the password works that its owner registers and verifies', async () => {
    const email = someEmail();
    await register(email);
    const early = await gatehouse.mailedToken(email);
    await register(email, { password: OTHER_PASSWORD });
    await verify(gatehouse, email);
    expect((await gatehouse.api.login({ email })).code).toBe('INVALID_CREDENTIALS');
    expect((await gatehouse.api.login({ email, password: OTHER_PASSWORD })).__typename).toBe('AuthPayload');
    expect((await gatehouse.api.mutate('verifyEmail', { token: early })).reason).toBe('UNKNOWN');
  });

  test('register responds the same to new, unverified and verified addresses with REQUIRE_VERIFIED_EMAIL', async () => {
    const [unverified, verified] = [someEmail(), someEmail()];
    for (const email of [unverified, verified]) await register(email);
    await verify(gatehouse, verified);
    const answers = [await register(someEmail()), await register(unverified), await register(verified)];
    expect(answers.map((answer) => JSON.stringify(answer))).toEqual(Array(3).fill(JSON.stringify(answers[0])));
  });

  test('registering the address of a verified account does not change it, and notifies its owner', async () => {
    const email = someEmail();
    await register(email);
    await verify(gatehouse, email);
    await register(email, { password: OTHER_PASSWORD });
    await gatehouse.app.deliverMail();
    expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
    expect(gatehouse.mail.to(email).at(-1)?.subject).toBe('You already have an account');
  });
});

describe('unverified accounts with MAIL_DISABLED', () => {
  const gatehouse = useGatehouse({ mailDisabled: true });

  test('with MAIL_DISABLED an unverified account is not replaced: no one can ever verify an address', async () => {
    const { user } = await gatehouse.api.newUser();
    expect((await gatehouse.api.register({ email: user.email })).code).toBe('EMAIL_TAKEN');
  });

  test('with MAIL_DISABLED an unverified account does not expire', async () => {
    const { user } = await gatehouse.api.newUser();
    gatehouse.clock.advance({ days: 400 });
    await gatehouse.app.prune();
    expect(await gatehouse.em.count(User, user.id)).toBe(1);
  });
});

describe('the expiry of unverified accounts', () => {
  const gatehouse = useGatehouse({ accessTokenTtlSeconds: 40 * 86_400 });
  const isThere = async ({ id }: { id: string }) => (await gatehouse.em.count(User, { id })) === 1;

  test('an unverified account expires 30 days after it was registered, and frees address and username', async () => {
    const username = `ada.${Date.now()}`;
    const { user, accessToken } = await gatehouse.api.register({ email: someEmail(), username });
    gatehouse.clock.advance({ days: 30 });
    await gatehouse.app.prune();
    expect(await isThere(user)).toBe(true);
    gatehouse.clock.advance({ seconds: 1 });
    expect(await gatehouse.app.prune()).toMatchObject({ unverifiedAccounts: expect.any(Number) });
    expect([await isThere(user), await gatehouse.api.refusal(accessToken)]).toEqual([false, 'TOKEN_INVALID']);
    expect((await gatehouse.api.register({ email: user.email, username })).__typename).toBe('AuthPayload');
  });

  test('an unverified account expires counted from its last registration', async () => {
    const { user } = await gatehouse.api.newUser();
    gatehouse.clock.advance({ days: 20 });
    const second = await gatehouse.api.newUser(user.email);
    gatehouse.clock.advance({ days: 20 });
    await gatehouse.app.prune();
    expect(await isThere(second.user)).toBe(true);
  });

  test('an unverified account expires even among hundreds, without a trace of the person', async () => {
    const { user } = await gatehouse.api.newUser();
    const { passwordHash, ...row } = await gatehouse.em.findOneOrFail(User, user.id, { populate: ['passwordHash'] });
    const rows = Array.from({ length: 250 }, () => ({
      ...row,
      passwordHash,
      id: crypto.randomUUID(),
      email: someEmail(),
    }));
    await gatehouse.em.insertMany(User, rows);
    gatehouse.clock.advance({ days: 31 });
    expect((await gatehouse.app.prune()).unverifiedAccounts).toBeGreaterThan(250);
    const [event] = await gatehouse.em.find(AuditEvent, { subjectId: user.id, kind: AuditEventKind.REGISTER });
    expect([await isThere(user), event?.ipAddress]).toEqual([false, null]);
  });

  test.each([
    ['is verified', { emailVerifiedAt: new Date() }],
    ['was made by an import or an administrator', { selfRegistered: false }],
    ['administers', { role: 'ADMIN' }],
    ['is deactivated', { deactivatedAt: new Date() }],
  ] as const)('an account does not expire if it %s', async (_, change) => {
    const { user } = await gatehouse.api.newUser();
    await gatehouse.em.nativeUpdate(User, user.id, change as object);
    gatehouse.clock.advance({ days: 31 });
    await gatehouse.app.prune();
    expect(await isThere(user)).toBe(true);
  });
});

describe('UNVERIFIED_ACCOUNT_DAYS=0', () => {
  const gatehouse = useGatehouse({ unverifiedAccountDays: 0 });

  test('with UNVERIFIED_ACCOUNT_DAYS=0 an unverified account never expires', async () => {
    const { user } = await gatehouse.api.newUser();
    gatehouse.clock.advance({ days: 4000 });
    await gatehouse.app.prune();
    expect(await gatehouse.em.count(User, user.id)).toBe(1);
  });
});
