import bcrypt from 'bcrypt';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { holdUser, untilWaiting } from '../support/locks.js';

const gatehouse = useGatehouse();

test('changePassword accepts the right password while a login is renewing its hash', async () => {
  const { api } = gatehouse;
  const { user, accessToken } = await api.newUser();
  await gatehouse.em.nativeUpdate(User, user.id, { passwordHash: bcrypt.hashSync(PASSWORD, 4) });
  const { release } = await holdUser(gatehouse.em, user.id);
  const login = api.login(user);
  await untilWaiting(gatehouse.em);
  const input = { currentPassword: PASSWORD, newPassword: 'a whole new password' };
  const changing = api.mutate('changePassword', input, accessToken);
  await untilWaiting(gatehouse.em, 2);
  await release();
  expect((await changing).__typename).toBe('ChangePasswordPayload');
  await login;
});

test('changePassword starts no session, and changes nothing, if its own session has been ended meanwhile', async () => {
  const { api } = gatehouse;
  const thief = await api.newUser();
  const owner = await api.login(thief.user);
  const { release } = await holdUser(gatehouse.em, thief.user.id);
  const input = { currentPassword: PASSWORD, newPassword: 'a whole new password' };
  const changing = api.refusedMutation('changePassword', input, thief.accessToken);
  await untilWaiting(gatehouse.em);
  await api.mutate('revokeSession', { sessionId: thief.session.id }, owner.accessToken);
  await release();
  expect(await changing).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'TOKEN_BLACKLISTED' });
  expect(await api.refusal(owner.accessToken)).toBeUndefined();
  expect((await api.login(thief.user)).__typename).toBe('AuthPayload');
});
