import { Role, User } from '../../src/users/user.entity.js';
import { PASSWORD } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { holdUser, untilWaiting } from '../support/locks.js';

const gatehouse = useGatehouse();

test('a user who is being made the first administrator cannot delete the account at that moment', async () => {
  const { user: ada, accessToken } = await gatehouse.api.newUser();
  const { user, release } = await holdUser(gatehouse.em, ada.id);
  const deleting = gatehouse.api.mutate('deleteAccount', { password: PASSWORD }, accessToken);
  await untilWaiting(gatehouse.em);
  user.role = Role.ADMIN;
  await release();
  expect((await deleting).code).toBe('LAST_ADMINISTRATOR');
  expect(await gatehouse.em.count(User, { role: Role.ADMIN })).toBe(1);
});
