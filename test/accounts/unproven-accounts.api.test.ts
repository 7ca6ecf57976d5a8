import { addSeconds } from '../../src/clock.js';
import { MailTemplate, OutgoingMail } from '../../src/mail/mail.entities.js';
import { AuditEvent, AuditEventKind } from '../../src/security/audit-event.entity.js';
import { User } from '../../src/users/user.entity.js';
import { someEmail } from '../support/api-client.js';
import { type Gatehouse, useGatehouse } from '../support/gatehouse.js';

const OTHER_PASSWORD = 'only the owner knows this';

const verify = async (gatehouse: Gatehouse, email: string) =>
  gatehouse.api.mutate('verifyEmail', { token: await gatehouse.mailedToken(email) });

describe('registering the address of an unverified account', () => {
  const gatehouse = useGatehouse();
  const register = (email: string, more = {}) => gatehouse.api.register({ email, ...more });
  let email: string;
  beforeEach(() => {
    email = someEmail();
  });

  test('makes the password of the last registration the only one that works', async () => {
    await register(email);
    await register(email, { password: OTHER_PASSWORD });
    expect((await gatehouse.api.login({ email })).code).toBe('INVALID_CREDENTIALS');
    expect((await gatehouse.api.login({ email, password: OTHER_PASSWORD })).__typename).toBe('AuthPayload');
  });

  test('makes a new account, so that nobody inherits the data of the first one', async () => {
    const first = await register(email, { username: `first.${Date.now()}` });
    const second = await register(email);
    expect(second.user).toMatchObject({ email, username: null });
    expect(second.user.id).not.toBe(first.user.id);
    expect(await gatehouse.em.count(User, { id: first.user.id })).toBe(0);
  });

  test('ends the sessions of the first account', async () => {
    const first = await register(email);
    await register(email);
    expect(await gatehouse.api.refusal(first.accessToken)).toBe('TOKEN_INVALID');
    expect((await gatehouse.api.refresh(first.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });

  test.each(['verifyEmail', 'resetPassword'])('voids the tokens for %s that were mailed before', async (field) => {
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

  test('sends one mail for the two registrations if the first one is still waiting', async () => {
    await register(email);
    await register(email);
    await gatehouse.app.deliverMail();
    expect(gatehouse.mail.to(email)).toHaveLength(1);
  });

  test('frees the username of the first account, also for the second one', async () => {
    const username = `ada.${Date.now()}`;
    await register(email, { username });
    expect((await register(email, { username })).user.username).toBe(username);
    await register(email);
    expect((await register(someEmail(), { username })).user.username).toBe(username);
  });

  test('is on record, without the data of the person who is gone', async () => {
    const { user } = await register(email);
    await register(email);
    const events = await gatehouse.em.find(AuditEvent, { subjectId: user.id }, { orderBy: { id: 'asc' } });
    expect(events.map(({ kind, ipAddress }) => [kind, ipAddress])).toEqual([
      ['REGISTER', null],
      ['ACCOUNT_DELETED', null],
    ]);
  });

  test('is refused once the address is verified', async () => {
    await register(email);
    await verify(gatehouse, email);
    expect((await register(email, { password: OTHER_PASSWORD })).code).toBe('EMAIL_TAKEN');
    expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
  });

  test.each([
    ['an import or an administrator made', { selfRegistered: false }],
    ['administers', { role: 'ADMIN' }],
    ['is deactivated', { deactivatedAt: new Date() }],
  ] as const)('is refused if the account is one that %s', async (_, change) => {
    const { user } = await register(email);
    await gatehouse.em.nativeUpdate(User, user.id, change as object);
    expect((await register(email)).code).toBe('EMAIL_TAKEN');
  });

  test('does not delete a mail about an account that had the address before', async () => {
    const { id: userId } = (await gatehouse.api.newUser()).user;
    const [createdAt, nextAttemptAt] = [gatehouse.clock.now(), addSeconds(gatehouse.clock.now(), 60)];
    const mail = { id: crypto.randomUUID(), recipient: email, userId, createdAt, nextAttemptAt, attempts: 1 };
    await gatehouse.em.insert(OutgoingMail, { ...mail, template: MailTemplate.EMAIL_CHANGED });
    for (let time = 0; time < 2; time += 1) await register(email);
    expect(await gatehouse.em.count(OutgoingMail, mail.id)).toBe(1);
  });
});

describe('with REQUIRE_VERIFIED_EMAIL, registering a stranger’s address', () => {
  const gatehouse = useGatehouse({ requireVerifiedEmail: true });
  const register = (email: string, more = {}) => gatehouse.api.register({ email, ...more });

  test('gains nothing: when the owner registers and follows the newest link, only their password works', async () => {
    const email = someEmail();
    await register(email);
    const early = await gatehouse.mailedToken(email);
    await register(email, { password: OTHER_PASSWORD });
    await verify(gatehouse, email);
    expect((await gatehouse.api.login({ email })).code).toBe('INVALID_CREDENTIALS');
    expect((await gatehouse.api.login({ email, password: OTHER_PASSWORD })).__typename).toBe('AuthPayload');
    expect((await gatehouse.api.mutate('verifyEmail', { token: early })).reason).toBe('UNKNOWN');
  });

  test('gets the same response for new, unverified and verified addresses', async () => {
    const [unverified, verified] = [someEmail(), someEmail()];
    for (const email of [unverified, verified]) await register(email);
    await verify(gatehouse, verified);
    const answers = [await register(someEmail()), await register(unverified), await register(verified)];
    expect(answers.map((answer) => JSON.stringify(answer))).toEqual(Array(3).fill(JSON.stringify(answers[0])));
  });

  test('leaves a verified account alone, and its owner is told', async () => {
    const email = someEmail();
    await register(email);
    await verify(gatehouse, email);
    await register(email, { password: OTHER_PASSWORD });
    await gatehouse.app.deliverMail();
    expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
    expect(gatehouse.mail.to(email).at(-1)?.subject).toBe('You already have an account');
  });
});

describe('with MAIL_DISABLED, an unverified account', () => {
  const gatehouse = useGatehouse({ mailDisabled: true });

  test('is not replaced: no one can ever verify an address', async () => {
    const { user } = await gatehouse.api.newUser();
    expect((await gatehouse.api.register({ email: user.email })).code).toBe('EMAIL_TAKEN');
  });

  test('does not expire', async () => {
    const { user } = await gatehouse.api.newUser();
    gatehouse.clock.advance({ days: 400 });
    await gatehouse.app.prune();
    expect(await gatehouse.em.count(User, user.id)).toBe(1);
  });
});

describe('an account whose address is never verified', () => {
  const gatehouse = useGatehouse({ accessTokenTtlSeconds: 40 * 86_400 });
  const isThere = async ({ id }: { id: string }) => (await gatehouse.em.count(User, { id })) === 1;

  test('expires 30 days after it was registered, and frees address and username', async () => {
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

  test('expires counted from its last registration', async () => {
    const { user } = await gatehouse.api.newUser();
    gatehouse.clock.advance({ days: 20 });
    const second = await gatehouse.api.newUser(user.email);
    gatehouse.clock.advance({ days: 20 });
    await gatehouse.app.prune();
    expect(await isThere(second.user)).toBe(true);
  });

  test('expires also among hundreds, without a trace of the person', async () => {
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
  ] as const)('does not expire if it %s', async (_, change) => {
    const { user } = await gatehouse.api.newUser();
    await gatehouse.em.nativeUpdate(User, user.id, change as object);
    gatehouse.clock.advance({ days: 31 });
    await gatehouse.app.prune();
    expect(await isThere(user)).toBe(true);
  });
});

describe('with UNVERIFIED_ACCOUNT_DAYS=0, an unverified account', () => {
  const gatehouse = useGatehouse({ unverifiedAccountDays: 0 });

  test('never expires', async () => {
    const { user } = await gatehouse.api.newUser();
    gatehouse.clock.advance({ days: 4000 });
    await gatehouse.app.prune();
    expect(await gatehouse.em.count(User, user.id)).toBe(1);
  });
});
