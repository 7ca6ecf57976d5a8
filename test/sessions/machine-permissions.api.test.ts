import { AuditEvent } from '../../src/security/audit-event.entity.js';
import { MACHINE_PERMISSIONS, Permission } from '../../src/sessions/permissions.js';
import { documentOf, OPERATIONS, ROOT_FIELD_NAMES } from '../support/all-operations.js';
import type { SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { watchByWebSocket } from '../support/live-clients.js';
import { newMachine } from '../support/machines.js';
import { OPERATION_RIGHTS, type OperationRight } from '../support/operation-rights.js';
import { until } from '../support/until.js';

const gatehouse = useGatehouse();

let root: SignedIn;
beforeEach(async () => {
  root = await gatehouse.newAdministrator();
});

const ALL = Object.values(Permission);
const neededFor = (kind: string, name: string) =>
  MACHINE_PERMISSIONS[`${kind === 'query' ? 'Query' : 'Mutation'}.${name}`];
const codeOf = async (document: string, token?: string) =>
  (await gatehouse.api.send(document, {}, token === undefined ? {} : { token })).errors?.[0]?.extensions?.code;
const tokenOf = async (permissions: Permission[]) => (await newMachine(gatehouse, root, permissions)).accessToken;

/** What each caller is refused with; undefined if it is not, whatever else comes of it. */
const REFUSALS: Record<OperationRight, Record<'nobody' | 'user' | 'administrator', string | undefined>> = {
  anyone: { nobody: undefined, user: undefined, administrator: undefined },
  users: { nobody: 'UNAUTHENTICATED', user: undefined, administrator: undefined },
  administrators: { nobody: 'UNAUTHENTICATED', user: 'FORBIDDEN', administrator: undefined },
};
const REFUSING = ['UNAUTHENTICATED', 'FORBIDDEN'];
const refusalOf = async (document: string, token?: string) => {
  const code = await codeOf(document, token);
  return REFUSING.find((each) => each === code);
};

/** By callers of its own, whom it may sign out or delete. */
const refusalsOf = async (document: string) => ({
  nobody: await refusalOf(document),
  user: await refusalOf(document, (await gatehouse.api.newUser()).accessToken),
  administrator: await refusalOf(document, (await gatehouse.newAdministrator()).accessToken),
});

describe('operations and machines', () => {
  test('a machine with every permission can use the operations of the table, and no other there is', async () => {
    const token = await tokenOf(ALL);
    for (const [kind, field] of OPERATIONS) {
      const isRefused = (await codeOf(documentOf(kind, field), token)) === 'FORBIDDEN';
      expect([field.name, isRefused]).toEqual([field.name, neededFor(kind, field.name) === undefined]);
    }
  });

  test.each(ALL)('a machine that lacks %s alone is refused what needs it, and nothing else', async (lacking) => {
    const token = await tokenOf(ALL.filter((each) => each !== lacking));
    for (const [kind, field] of OPERATIONS) {
      const needed = neededFor(kind, field.name);
      if (needed === undefined) continue;
      const isRefused = (await codeOf(documentOf(kind, field), token)) === 'FORBIDDEN';
      expect([field.name, isRefused]).toEqual([field.name, needed === lacking]);
    }
  });

  test('there is a decision about who may use each operation, exactly one', () => {
    const decided = Object.values(OPERATION_RIGHTS).flat();
    expect([...decided].sort()).toEqual([...ROOT_FIELD_NAMES].sort());
  });

  test.each(Object.entries(REFUSALS))(
    'the operations for %s refuse everyone else, and nobody else',
    async (right, refusals) => {
      const names: readonly string[] = OPERATION_RIGHTS[right as OperationRight];
      const found: Record<string, object> = {};
      for (const [kind, field] of OPERATIONS.filter(([, { name }]) => names.includes(name)))
        found[field.name] = await refusalsOf(documentOf(kind, field));
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, refusals])));
    },
  );

  test('a machine is refused by operations that need no one to be signed in, too', async () => {
    const token = await tokenOf(ALL);
    const { user, refreshToken } = await gatehouse.api.newUser();
    const login = '{ login(input: { email: "x", password: "y" }) { __typename } }';
    expect(await codeOf(`mutation ${login}`, token)).toBe('FORBIDDEN');
    const refresh = 'mutation ($input: RefreshTokenInput!) { refreshToken(input: $input) { __typename } }';
    const refused = await gatehouse.api.send(refresh, { input: { refreshToken } }, { token });
    expect(refused.errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    expect((await gatehouse.api.logout({ token, refreshToken })).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await gatehouse.api.refresh(refreshToken)).user.id).toBe(user.id);
  });

  test.each([
    ['passkeys { id }', 'FORBIDDEN'],
    ['identities { id }', 'FORBIDDEN'],
    ['totpFactors { id }', 'FORBIDDEN'],
    ['recoveryCodesLeft', 'FORBIDDEN'],
    ['sessions { totalCount }', undefined],
    ['deactivatedAt', undefined],
    ['deactivationReason', undefined],
    ['auditEvents { totalCount }', 'FORBIDDEN'],
  ])('a machine with USERS_READ asks about users for %s: %s', async (fields, code) => {
    const token = await tokenOf([Permission.USERS_READ]);
    expect(await codeOf(`{ users(first: 1) { edges { node { email ${fields} } } } }`, token)).toBe(code);
  });

  test('a machine finds users by their ids, and nothing else', async () => {
    const token = await tokenOf([Permission.USERS_READ]);
    const ids = [root.user.id, root.session.id];
    const { data } = await gatehouse.api.send('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }, { token });
    expect(data.nodes).toEqual([{ id: root.user.id }, null]);
  });

  test('a machine is refused sessionEnded, whichever way', async () => {
    const token = await tokenOf(ALL);
    const response = await gatehouse.app.server.inject({
      method: 'POST',
      url: '/graphql/stream',
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
      payload: { query: 'subscription { sessionEnded { reason } }' },
    });
    expect(response.body).toContain('"code":"FORBIDDEN"');
    const { results, stop } = await watchByWebSocket(await gatehouse.api.url(), token);
    await until(() => results.length > 0);
    stop();
    expect(results[0].errors[0].extensions).toEqual({ code: 'FORBIDDEN' });
  });
});

describe('what machines do to users', () => {
  const act = (field: string, userId: string, token: string) => gatehouse.api.refusedMutation(field, { userId }, token);

  test('a machine deactivates a user long after any login, and the audit trail names it', async () => {
    const { accessToken, serviceAccountId } = await newMachine(gatehouse, root, [Permission.USERS_WRITE]);
    const ada = await gatehouse.api.newUser();
    gatehouse.clock.advance({ minutes: 11 });
    expect(await act('deactivateUser', ada.user.id, accessToken)).toBeUndefined();
    const query = `query ($filter: AuditEventFilter) { auditEvents(filter: $filter) { edges { node { kind actorId actorServiceAccountId } } } }`;
    const filter = { userId: ada.user.id, kind: 'DEACTIVATED' };
    const { data } = await gatehouse.api.send(query, { filter }, { token: root.accessToken });
    const [{ node }] = data.auditEvents.edges;
    expect(node).toEqual({ kind: 'DEACTIVATED', actorId: null, actorServiceAccountId: serviceAccountId });
  });

  test.each(['deactivateUser', 'reactivateUser', 'deleteUser', 'sendPasswordReset'])(
    'a machine cannot use %s on an administrator',
    async (field) => {
      await gatehouse.newAdministrator();
      const token = await tokenOf([Permission.USERS_WRITE]);
      expect(await act(field, root.user.id, token)).toEqual({ code: 'FORBIDDEN' });
    },
  );

  test('a machine that must not delete an administrator erases nothing from the audit trail either', async () => {
    const other = await gatehouse.newAdministrator();
    const { accessToken } = await newMachine(gatehouse, root, [Permission.USERS_WRITE]);
    const addresses = () => gatehouse.em.count(AuditEvent, { subjectId: other.user.id, ipAddress: { $ne: null } });
    const before = await addresses();
    await act('deleteUser', other.user.id, accessToken);
    expect([before > 0, await addresses()]).toEqual([true, before + 1]);
  });

  test('a machine creates users, but no administrator', async () => {
    const token = await tokenOf([Permission.USERS_WRITE]);
    const create = (role: string) =>
      gatehouse.api.refusedMutation('createUser', { email: `${role}@example.com`, role, sendInvitation: false }, token);
    expect([await create('USER'), await create('ADMIN')]).toEqual([undefined, { code: 'FORBIDDEN' }]);
  });

  test('what a machine is refused is on record', async () => {
    const { accessToken, serviceAccountId } = await newMachine(gatehouse, root, [Permission.USERS_READ]);
    const ada = await gatehouse.api.newUser();
    await act('deleteUser', ada.user.id, accessToken);
    const query = '{ auditEvents(first: 1) { edges { node { kind outcome subjectId actorServiceAccountId } } } }';
    const { data } = await gatehouse.api.send(query, {}, { token: root.accessToken });
    const event = { kind: 'ACCOUNT_DELETED', outcome: 'FAILURE', subjectId: ada.user.id };
    expect(data.auditEvents.edges[0].node).toEqual({ ...event, actorServiceAccountId: serviceAccountId });
  });
});
