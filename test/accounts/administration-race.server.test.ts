import { AuditEvent, AuditOutcome } from '../../src/security/audit-event.entity.js';
import { Role } from '../../src/users/user.entity.js';
import { useGatehouse } from '../support/gatehouse.js';
import { holdUser, untilWaiting } from '../support/locks.js';

const gatehouse = useGatehouse();

test('a request that waits while its administrator is demoted is rejected, and is in the audit trail', async () => {
  const { api, em } = gatehouse;
  const root = await gatehouse.newAdministrator();
  const ada = await api.newUser();
  const { user, release } = await holdUser(gatehouse.em, root.user.id);
  const deleting = api.refusedMutation('deleteUser', { userId: ada.user.id }, root.accessToken);
  await untilWaiting(em);
  user.role = Role.USER;
  await release();
  expect(await deleting).toEqual({ code: 'FORBIDDEN' });
  const attempt = { actorId: root.user.id, subjectId: ada.user.id, outcome: AuditOutcome.FAILURE };
  expect(await em.count(AuditEvent, attempt)).toBe(1);
});
