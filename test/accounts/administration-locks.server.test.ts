import { Role, User } from '../../src/users/user.entity.js';
import { PASSWORD, type SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { holdUser, untilWaiting } from '../support/locks.js';

const gatehouse = useGatehouse();

let root: SignedIn;
let ada: SignedIn;
beforeEach(async () => {
  await gatehouse.em.nativeUpdate(User, {}, { role: Role.USER });
  root = await gatehouse.newAdministrator();
  ada = await gatehouse.api.newUser();
  // Sending an email to a user locks the user, too.
  await gatehouse.app.deliverMail();
});

const deleteAccount = ({ accessToken }: SignedIn) =>
  gatehouse.api.mutate('deleteAccount', { password: PASSWORD }, accessToken);

const deactivate = (who: SignedIn, by: SignedIn) =>
  gatehouse.api.mutate('deactivateUser', { userId: who.user.id }, by.accessToken);

/** Whether something is done although somebody's row is locked. */
async function isDoneWhileHeld(userId: string, act: () => Promise<unknown>): Promise<boolean> {
  const { release } = await holdUser(gatehouse.em, userId);
  let isDone = false;
  const acting = act().finally(() => {
    isDone = true;
  });
  await untilWaiting(gatehouse.em, 1, () => isDone);
  const wasDone = isDone;
  await release();
  await acting;
  return wasDone;
}

describe('users who delete their own account', () => {
  test('users who delete their own account do not wait for any administrator', async () => {
    expect(await isDoneWhileHeld(root.user.id, () => deleteAccount(ada))).toBe(true);
  });
});

describe('administrators', () => {
  test('administrators do not wait for one another while they act on different users', async () => {
    const [other, bob] = [await gatehouse.newAdministrator(), await gatehouse.api.newUser()];
    await gatehouse.app.deliverMail();
    const { release } = await holdUser(gatehouse.em, bob.user.id);
    const first = deactivate(bob, root);
    await untilWaiting(gatehouse.em);
    expect((await deactivate(ada, other)).__typename).toBe('UserPayload');
    await release();
    expect((await first).__typename).toBe('UserPayload');
  });

  test('administrators can delete their own account as long as another one is left', async () => {
    const other = await gatehouse.newAdministrator();
    expect((await deleteAccount(root)).__typename).toBe('DeleteAccountPayload');
    expect((await deleteAccount(other)).code).toBe('LAST_ADMINISTRATOR');
  });

  test('administrators cannot all delete their own accounts at the same moment', async () => {
    const administrators = [root, await gatehouse.newAdministrator(), await gatehouse.newAdministrator()];
    const results = await Promise.all(administrators.map(deleteAccount));
    expect(results.filter(({ code }) => code === 'LAST_ADMINISTRATOR')).toHaveLength(1);
  });

  test('administrators cannot act once they are demoted, even with a request that was sent before', async () => {
    const other = await gatehouse.newAdministrator();
    const { user, release } = await holdUser(gatehouse.em, root.user.id);
    const acting = gatehouse.api.refusedMutation('deactivateUser', { userId: ada.user.id }, root.accessToken);
    await untilWaiting(gatehouse.em);
    user.role = Role.USER;
    await release();
    expect(await acting).toEqual({ code: 'FORBIDDEN' });
    expect(await gatehouse.api.refusal(other.accessToken)).toBeUndefined();
  });

  test('administrators can deactivate a user who is made an administrator at that moment', async () => {
    const { user, release } = await holdUser(gatehouse.em, ada.user.id);
    const acting = deactivate(ada, root);
    await untilWaiting(gatehouse.em);
    user.role = Role.ADMIN;
    await release();
    expect((await acting).__typename).toBe('UserPayload');
    expect(await gatehouse.em.count(User, { role: Role.ADMIN, deactivatedAt: null })).toBe(1);
  });

  test('administrators never deadlock, whatever they do', async () => {
    const administrators = [root, await gatehouse.newAdministrator(), await gatehouse.newAdministrator()];
    const everybody = [...administrators, ada, await gatehouse.api.newUser()];
    const acts = administrators.flatMap((by) =>
      everybody.flatMap(({ user }) =>
        (['endUserSessions', 'setUserRole', 'reactivateUser', 'deactivateUser', 'deleteUser'] as const).map((field) => {
          const input = { userId: user.id, ...(field === 'setUserRole' && { role: 'USER' }) };
          return () => gatehouse.api.refusedMutation(field, input, by.accessToken);
        }),
      ),
    );
    const failures = await Promise.all(acts.sort(() => Math.random() - 0.5).map((act) => act()));
    expect(failures.filter((failure) => failure?.code === 'INTERNAL_SERVER_ERROR')).toEqual([]);
    expect(await gatehouse.em.count(User, { role: Role.ADMIN, deactivatedAt: null })).toBe(1);
  });
});
