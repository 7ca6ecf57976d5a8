import { AuditEvent, AuditEventKind, AuditOutcome } from '../../src/security/audit-event.entity.js';
import { Role, User } from '../../src/users/user.entity.js';
import { PASSWORD, type SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

let root: SignedIn;
let ada: SignedIn;
beforeEach(async () => {
  await gatehouse.em.nativeUpdate(User, {}, { role: Role.USER });
  root = await gatehouse.newAdministrator();
  ada = await gatehouse.api.newUser();
});

const ACTS = ['setUserRole', 'deactivateUser', 'reactivateUser', 'endUserSessions', 'deleteUser'];
/** What each of them takes. */
const inputOf = (field: string, userId = ada.user.id) => ({
  userId,
  ...(field === 'setUserRole' && { role: 'ADMIN' }),
});
const act = (field: string, userId = ada.user.id, more = {}) =>
  gatehouse.api.mutate(field, { userId, ...more }, root.accessToken);
const setRole = (userId: string, role: string, token = root.accessToken) =>
  gatehouse.api.mutate('setUserRole', { userId, role }, token);

describe('administrators', () => {
  test('an administrator changes roles, which takes effect at once', async () => {
    expect((await setRole(ada.user.id, 'ADMIN')).user).toEqual({ id: ada.user.id, role: 'ADMIN' });
    expect(
      (await gatehouse.api.mutate('endUserSessions', { userId: root.user.id }, ada.accessToken)).endedSessionCount,
    ).toBe(1);
    expect((await setRole(root.user.id, 'USER', ada.accessToken)).user.role).toBe('USER');
  });

  test('an administrator deactivates a user, whose sessions end, and who cannot log in', async () => {
    expect((await act('deactivateUser')).user.deactivatedAt).toEqual(expect.any(String));
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('ACCOUNT_DEACTIVATED');
    expect((await gatehouse.api.refresh(ada.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    expect((await gatehouse.api.login(ada.user)).code).toBe('ACCOUNT_DEACTIVATED');
  });

  test('an administrator reactivates a user, who has to log in again', async () => {
    await act('deactivateUser');
    expect((await act('reactivateUser')).user.deactivatedAt).toBeNull();
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_BLACKLISTED');
    expect((await gatehouse.api.login(ada.user)).__typename).toBe('AuthPayload');
  });

  test('an administrator ends the sessions of a user', async () => {
    await gatehouse.api.login(ada.user);
    expect((await act('endUserSessions')).endedSessionCount).toBe(2);
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_BLACKLISTED');
  });

  test('an administrator deletes a user', async () => {
    expect((await act('deleteUser')).deletedUserId).toBe(ada.user.id);
    expect(await gatehouse.em.count(User, ada.user.id)).toBe(0);
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_INVALID');
  });

  test.each(['deactivateUser', 'reactivateUser', 'endUserSessions', 'deleteUser'])(
    '%s reports a user who does not exist',
    async (field) => {
      for (const userId of [crypto.randomUUID(), 'nonsense'])
        expect((await act(field, userId)).code).toBe('USER_NOT_FOUND');
    },
  );

  test.each(ACTS)('an administrator needs a login of the last 10 minutes for %s', async (field) => {
    gatehouse.clock.advance({ minutes: 11 });
    const refused = await gatehouse.api.refusedMutation(field, inputOf(field), root.accessToken);
    expect(refused).toEqual({ code: 'REAUTHENTICATION_REQUIRED', acr: 'AAL1', maxAgeSeconds: 600 });
    expect(await gatehouse.api.refusal(ada.accessToken)).toBeUndefined();
  });
});

describe('users who are not administrators', () => {
  test.each(['deactivateUser', 'reactivateUser', 'endUserSessions', 'deleteUser', 'setUserRole'])(
    'only administrators may %s',
    async (field) => {
      const input = { userId: root.user.id, ...(field === 'setUserRole' && { role: 'USER' }) };
      expect(await gatehouse.api.refusedMutation(field, input, ada.accessToken)).toEqual({ code: 'FORBIDDEN' });
      expect(await gatehouse.api.refusedMutation(field, input)).toMatchObject({ reason: 'TOKEN_MISSING' });
    },
  );

  test.each(['users', 'auditEvents'])('only administrators may list %s', async (field) => {
    const { errors } = await gatehouse.api.send(`{ ${field} { totalCount } }`, {}, { token: ada.accessToken });
    expect(errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
  });

  test.each(['users', 'auditEvents'])('no one may list %s without signing in', async (field) => {
    const { data, errors } = await gatehouse.api.send(`{ ${field} { totalCount } }`);
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', reason: 'TOKEN_MISSING' });
  });
});

describe('former administrators', () => {
  test('a former administrator cannot continue, even with a request that was sent before', async () => {
    const other = await gatehouse.newAdministrator();
    const requests = [
      act('deactivateUser', other.user.id),
      setRole(ada.user.id, 'ADMIN', other.accessToken).catch(String),
    ];
    await Promise.all(requests);
    const { role } = await gatehouse.em.findOneOrFail(User, ada.user.id);
    const wasFirst = (
      await gatehouse.em.find(AuditEvent, {
        kind: AuditEventKind.ROLE_CHANGED,
        outcome: AuditOutcome.SUCCESS,
        subjectId: ada.user.id,
      })
    ).length;
    expect(role).toBe(wasFirst ? 'ADMIN' : 'USER');
  });
});

describe('deactivated users', () => {
  const deactivate = () => gatehouse.em.nativeUpdate(User, ada.user.id, { deactivatedAt: gatehouse.clock.now() });
  const request = (field: string) => gatehouse.api.mutate(field, { email: ada.user.email });

  test.each(['requestPasswordReset', 'requestEmailVerification'])(
    'a deactivated user gets no token by %s',
    async (field) => {
      await gatehouse.app.deliverMail();
      const before = gatehouse.mail.to(ada.user.email).length;
      await deactivate();
      expect((await request(field)).__typename).toBe('MailRequestedPayload');
      await gatehouse.app.deliverMail();
      expect(gatehouse.mail.to(ada.user.email)).toHaveLength(before);
    },
  );

  test.each([
    ['requestPasswordReset', 'resetPassword', { newPassword: 'staple battery horse' }],
    ['requestEmailVerification', 'verifyEmail', {}],
  ])('a deactivated user cannot use a token that %s sent before', async (requested, field, more) => {
    await request(requested);
    const token = await gatehouse.mailedToken(ada.user.email);
    await deactivate();
    expect(await gatehouse.api.mutate(field, { token, ...more })).toMatchObject({ reason: 'UNKNOWN' });
  });
});

describe('the last active administrator', () => {
  test.each(['deactivateUser', 'deleteUser'])('the last administrator cannot be removed by %s', async (field) => {
    expect((await act(field, root.user.id)).code).toBe('LAST_ADMINISTRATOR');
  });

  test('the last active administrator can neither give up the role nor delete their own account', async () => {
    expect((await setRole(root.user.id, 'USER')).code).toBe('LAST_ADMINISTRATOR');
    const { code } = await gatehouse.api.mutate('deleteAccount', { password: PASSWORD }, root.accessToken);
    expect(code).toBe('LAST_ADMINISTRATOR');
  });

  test('the last active administrator remains after another one was deactivated', async () => {
    const other = await gatehouse.newAdministrator();
    await act('deactivateUser', other.user.id);
    expect((await act('deactivateUser', root.user.id)).code).toBe('LAST_ADMINISTRATOR');
  });

  test.each(['deactivateUser', 'deleteUser', 'setUserRole'])(
    'one administrator remains if two remove each other at the same moment: %s',
    async (field) => {
      const other = await gatehouse.newAdministrator();
      const role = field === 'setUserRole' ? 'role: USER' : '';
      const at = (userId: string, token: string) =>
        gatehouse.api.send(
          `mutation { ${field}(input: { userId: "${userId}" ${role} }) { __typename } }`,
          {},
          { token },
        );
      await Promise.all([at(other.user.id, root.accessToken), at(root.user.id, other.accessToken)]);
      expect(await gatehouse.em.count(User, { role: Role.ADMIN, deactivatedAt: null })).toBe(1);
      expect(gatehouse.log.join('')).not.toContain('INTERNAL_SERVER_ERROR');
    },
  );
});
