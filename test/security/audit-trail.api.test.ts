import { PASSWORD, type SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

const EVENTS = `query ($filter: AuditEventFilter, $first: Int) {
  auditEvents(filter: $filter, first: $first) {
    totalCount edges { node { kind outcome actorId subjectId ipAddress userAgent occurredAt } }
  }
}`;

let root: SignedIn;
let ada: SignedIn;
beforeEach(async () => {
  root = await gatehouse.newAdministrator();
  ada = await gatehouse.api.newUser();
});

interface Event {
  kind: string;
  outcome: string;
  actorId: string | null;
}

async function events(filter: object = { userId: ada.user.id }): Promise<Event[]> {
  const { data, errors } = await gatehouse.api.send(EVENTS, { filter, first: 100 }, { token: root.accessToken });
  expect(errors).toBeUndefined();
  return data.auditEvents.edges.map(({ node }: { node: Event }) => node);
}

/** What happened to Ada after she registered, oldest first. */
async function story(): Promise<string[]> {
  const all = await events();
  return all
    .slice(0, -1)
    .reverse()
    .map(
      ({ kind, outcome, actorId }) =>
        `${kind} ${outcome} by ${actorId === ada.user.id ? 'Ada' : actorId === root.user.id ? 'root' : 'somebody'}`,
    );
}

describe('the audit trail', () => {
  test('an audit event says who did it, when and from where', async () => {
    expect(await events()).toEqual([
      {
        kind: 'REGISTER',
        outcome: 'SUCCESS',
        actorId: ada.user.id,
        subjectId: ada.user.id,
        ipAddress: '127.0.0.1',
        userAgent: 'lightMyRequest',
        occurredAt: '2026-03-01T12:00:00.000Z',
      },
    ]);
  });

  test('the audit trail records logins, failed ones too, and logouts', async () => {
    await gatehouse.api.login({ ...ada.user, password: 'a guess' });
    const { accessToken } = await gatehouse.api.login(ada.user);
    await gatehouse.api.logout({ token: accessToken });
    await gatehouse.api.logoutAll(ada.accessToken);
    expect(await story()).toEqual([
      'LOGIN FAILURE by somebody',
      'LOGIN SUCCESS by Ada',
      'LOGOUT SUCCESS by Ada',
      'LOGOUT_ALL SUCCESS by Ada',
    ]);
  });

  test('the audit trail records the theft of a refresh token', async () => {
    await gatehouse.api.refresh(ada.refreshToken);
    gatehouse.clock.advance({ seconds: 11 });
    await gatehouse.api.refresh(ada.refreshToken);
    expect(await story()).toEqual(['REFRESH_TOKEN_REUSE FAILURE by somebody']);
  });

  test('the audit trail says who presented a used refresh token, if an access token says so', async () => {
    await gatehouse.api.refresh(ada.refreshToken);
    gatehouse.clock.advance({ seconds: 11 });
    await gatehouse.api.refresh(ada.refreshToken, { token: ada.accessToken });
    expect(await story()).toEqual(['REFRESH_TOKEN_REUSE FAILURE by Ada']);
  });

  test('the audit trail records a logout by a refresh token alone as an act of its user', async () => {
    await gatehouse.api.logout({ refreshToken: ada.refreshToken });
    expect(await story()).toEqual(['LOGOUT SUCCESS by Ada']);
  });

  test('the audit trail records what users do to their accounts', async () => {
    const phone = await gatehouse.api.login(ada.user);
    await gatehouse.api.mutate('revokeSession', { sessionId: phone.session.id }, ada.accessToken);
    await gatehouse.api.mutate('updateProfile', { username: `ada${Date.now()}` }, ada.accessToken);
    await gatehouse.api.mutate('verifyEmail', { token: await gatehouse.mailedToken(ada.user.email) });
    await gatehouse.api.mutate(
      'changePassword',
      { currentPassword: 'a guess', newPassword: 'another password' },
      ada.accessToken,
    );
    await gatehouse.api.mutate(
      'changePassword',
      { currentPassword: PASSWORD, newPassword: 'another password' },
      ada.accessToken,
    );
    expect((await story()).slice(1)).toEqual([
      'SESSION_REVOKED SUCCESS by Ada',
      'USERNAME_CHANGED SUCCESS by Ada',
      'EMAIL_VERIFIED SUCCESS by somebody',
      'PASSWORD_CHANGED FAILURE by Ada',
      'PASSWORD_CHANGED SUCCESS by Ada',
    ]);
  });

  test('the audit trail records what administrators do to users', async () => {
    const input = { userId: ada.user.id };
    await gatehouse.api.mutate('setUserRole', { ...input, role: 'ADMIN' }, root.accessToken);
    for (const act of ['endUserSessions', 'deactivateUser', 'reactivateUser', 'deleteUser']) {
      await gatehouse.api.mutate(act, input, root.accessToken);
    }
    expect(await story()).toEqual([
      'ROLE_CHANGED SUCCESS by root',
      'SESSIONS_ENDED SUCCESS by root',
      'DEACTIVATED SUCCESS by root',
      'REACTIVATED SUCCESS by root',
      'ACCOUNT_DELETED SUCCESS by root',
    ]);
  });

  test('the audit trail can be filtered by kind', async () => {
    await gatehouse.api.logout({ token: ada.accessToken });
    const found = await events({ userId: ada.user.id, kind: 'LOGOUT' });
    expect(found.map(({ kind }) => kind)).toEqual(['LOGOUT']);
  });
});
