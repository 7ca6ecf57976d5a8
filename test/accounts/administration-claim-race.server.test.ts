import { lockText } from '../../src/database/statements.js';
import { Role, User } from '../../src/users/user.entity.js';
import { useGatehouse } from '../support/gatehouse.js';
import { untilWaiting } from '../support/locks.js';

const gatehouse = useGatehouse();

test('claimAdministration waits, and is rejected, while someone else is being made the first administrator', async () => {
  const [ada, bob] = [await gatehouse.api.newUser(), await gatehouse.api.newUser()];
  const token = await gatehouse.app.claimToken();
  const tx = gatehouse.em;
  await tx.begin();
  await lockText(tx, 'first administrator');
  await tx.nativeUpdate(User, ada.user.id, { role: Role.ADMIN });
  const claiming = gatehouse.api.mutate('claimAdministration', { token }, bob.accessToken);
  await untilWaiting(gatehouse.em);
  await tx.commit();
  expect((await claiming).code).toBe('INVALID_MAIL_TOKEN');
  expect(await gatehouse.em.count(User, { role: Role.ADMIN })).toBe(1);
});
