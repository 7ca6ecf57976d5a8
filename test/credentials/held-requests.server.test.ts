import bcrypt from 'bcrypt';
import { lockText } from '../../src/database/statements.js';
import { OutgoingMail } from '../../src/mail/mail.entities.js';
import { BlacklistedToken, BlacklistReason } from '../../src/sessions/blacklisted-token.entity.js';
import { Session } from '../../src/sessions/session.entity.js';
import { Role, User } from '../../src/users/user.entity.js';
import { PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { holdUser, untilWaiting } from '../support/locks.js';

const gatehouse = useGatehouse();
const HASH = bcrypt.hashSync(PASSWORD, 4);

/** Sends a request that passes every check, waits for the user's row, and then finds the user changed. */
async function changeWhileWaiting<T>(userId: string, send: () => Promise<T>, change: (user: User) => void): Promise<T> {
  // A mail that is on its way would wait for the user, too.
  await gatehouse.app.deliverMail();
  const { user, release } = await holdUser(gatehouse.em, userId);
  let isOver = false;
  const request = send().finally(() => {
    isOver = true;
  });
  await untilWaiting(gatehouse.em, 1, () => isOver);
  change(user);
  await release();
  return request;
}

/** As a change of the password that has just been committed would. */
function changePassword(user: User): void {
  user.passwordHash = bcrypt.hashSync('the password of today', 4);
}

function deactivate(user: User): void {
  user.deactivatedAt = gatehouse.clock.now();
}

describe('a login that is held up', () => {
  test.each([
    ['the account is deactivated', deactivate],
    ['the password is changed', changePassword],
  ])('a login that is held up starts no session if meanwhile %s', async (_, change) => {
    const { user } = await gatehouse.api.newUser();
    const { __typename } = await changeWhileWaiting(user.id, () => gatehouse.api.login(user), change);
    expect(__typename).not.toBe('AuthPayload');
    expect(await gatehouse.em.count(Session, { user: user.id })).toBe(1);
  });
});

describe('a request of an administrator that is held up', () => {
  test('a request of an administrator is rejected if their role is revoked while it is held up', async () => {
    const [root, other] = [await gatehouse.newAdministrator(), await gatehouse.newAdministrator()];
    await gatehouse.newAdministrator();
    const send = () => gatehouse.api.refusedMutation('deactivateUser', { userId: other.user.id }, root.accessToken);
    const demote = (held: User) => {
      held.role = Role.USER;
    };
    expect(await changeWhileWaiting(root.user.id, send, demote)).toEqual({ code: 'FORBIDDEN' });
    expect(await gatehouse.em.count(User, { id: other.user.id, deactivatedAt: null })).toBe(1);
  });

  test.each([
    [
      'importUsers',
      (email: string) => ({ text: JSON.stringify({ email, password_hash: HASH }), format: 'JSON_LINES' }),
    ],
    ['sendTestEmail', (email: string) => ({ email })],
  ])('%s does nothing if the role of the administrator is revoked while it is held up', async (field, inputFor) => {
    const [root, email] = [await gatehouse.newAdministrator(), someEmail()];
    const send = () => gatehouse.api.refusedMutation(field, inputFor(email), root.accessToken);
    const demote = (held: User) => {
      held.role = Role.USER;
    };
    expect(await changeWhileWaiting(root.user.id, send, demote)).toEqual({ code: 'FORBIDDEN' });
    expect(await gatehouse.em.count(User, { email })).toBe(0);
    expect(await gatehouse.em.count(OutgoingMail, { recipient: email })).toBe(0);
  });
});

test('createUser creates nothing if the role of the administrator is revoked while it waits for the address', async () => {
  const [root, email] = [await gatehouse.newAdministrator(), someEmail()];
  const holder = gatehouse.em;
  await holder.begin();
  await lockText(holder, email);
  const refused = gatehouse.api.refusedMutation('createUser', { email }, root.accessToken);
  await untilWaiting(gatehouse.em);
  await gatehouse.em.nativeUpdate(User, root.user.id, { role: Role.USER });
  await holder.rollback();
  expect([await refused, await gatehouse.em.count(User, { email })]).toEqual([{ code: 'FORBIDDEN' }, 0]);
});

describe('a request with a password that is held up', () => {
  test.each([
    ['changePassword', { currentPassword: PASSWORD, newPassword: 'a whole new password' }],
    ['changeEmail', { password: PASSWORD, newEmail: someEmail() }],
    ['deleteAccount', { password: PASSWORD }],
  ])('%s is rejected if the password is changed while it is held up', async (field, input) => {
    const { user, accessToken } = await gatehouse.api.newUser();
    const send = () => gatehouse.api.mutate(field, input, accessToken);
    expect((await changeWhileWaiting(user.id, send, changePassword)).code).toBe('WRONG_PASSWORD');
  });
});

describe('a refresh that is held up', () => {
  /** Keeps a logout from committing: it has locked the session, and waits to put it on the blacklist. */
  async function holdLogout({ session, user }: SignedIn): Promise<() => Promise<void>> {
    const { em, clock } = gatehouse;
    const times = { blacklistedAt: clock.now(), expiresAt: clock.now() };
    await em.begin();
    await em.insert(BlacklistedToken, { id: session.id, userId: user.id, reason: BlacklistReason.LOGOUT, ...times });
    return () => em.rollback();
  }

  test('a refresh is rejected if its session is logged out while it is held up', async () => {
    const device = await gatehouse.api.newUser();
    const release = await holdLogout(device);
    const logout = gatehouse.api.logout({ token: device.accessToken });
    await untilWaiting(gatehouse.em);
    const refresh = gatehouse.api.refresh(device.refreshToken);
    await untilWaiting(gatehouse.em, 2);
    await release();
    expect((await logout).data.logout.endedSessionCount).toBe(1);
    expect((await refresh).code).toBe('INVALID_REFRESH_TOKEN');
  });
});

describe('an emailed token in two requests', () => {
  test('an emailed token that two requests hold at the same moment is redeemed once', async () => {
    const { user } = await gatehouse.api.newUser();
    const token = await gatehouse.mailedToken(user.email);
    const { release } = await holdUser(gatehouse.em, user.id);
    const requests = [1, 2].map(() => gatehouse.api.mutate('verifyEmail', { token }));
    await untilWaiting(gatehouse.em, 2);
    await release();
    const outcomes = (await Promise.all(requests)).map(({ reason }) => reason);
    expect(outcomes.sort()).toEqual(['USED', undefined]);
  });
});

describe('register on a server that cannot hash passwords at the moment', () => {
  test.each([false, true])(
    'a busy server responds to a taken address as to a free one, with REQUIRE_VERIFIED_EMAIL=%s',
    async (requireVerifiedEmail) => {
      const { email } = (await gatehouse.api.newUser()).user;
      await gatehouse.api.mutate('verifyEmail', { token: await gatehouse.mailedToken(email) });
      const busy = await gatehouse.startAnother({ passwordHashQueueLimit: 0, requireVerifiedEmail });
      const free = await busy.register({ email: someEmail() });
      expect(free.code).toBe('SERVER_BUSY');
      expect(await busy.register({ email })).toEqual(free);
    },
  );
});
