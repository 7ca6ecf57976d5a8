import type { SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

const NODE = 'id kind outcome ipAddress userAgent actor { id email } subject { id email }';
const EVENTS = `query ($filter: AuditEventFilter) { auditEvents(filter: $filter, first: 100) { edges { node { ${NODE} } } } }`;
const OWN = `{ me { auditEvents { totalCount edges { node { ${NODE} } } } } }`;
const OF_NODE = `query ($id: ID!) { node(id: $id) { ... on User { auditEvents { totalCount } } ... on AuditEvent { ${NODE} } } }`;

let root: SignedIn;
let ada: SignedIn;
beforeEach(async () => {
  root = await gatehouse.newAdministrator();
  ada = await gatehouse.api.newUser();
});

const asRoot = (query: string, variables: object) => gatehouse.api.send(query, variables, { token: root.accessToken });
const asAda = (query: string, variables = {}) => gatehouse.api.send(query, variables, { token: ada.accessToken });

interface Event {
  readonly id: string;
  readonly kind: string;
}

async function kindsOf(filter: object): Promise<string[]> {
  const { data, errors } = await asRoot(EVENTS, { filter: { userId: ada.user.id, ...filter } });
  expect(errors).toBeUndefined();
  return data.auditEvents.edges.map(({ node }: { node: Event }) => node.kind);
}

async function ownEvents() {
  const { data } = await asAda(OWN);
  return data.me.auditEvents.edges.map(({ node }: { node: Event }) => node);
}

test('audit events show administrators who acted and who was affected', async () => {
  await gatehouse.api.mutate('endUserSessions', { userId: ada.user.id }, root.accessToken);
  const { data } = await asRoot(EVENTS, { filter: { userId: ada.user.id, kind: 'SESSIONS_ENDED' } });
  expect(data.auditEvents.edges[0].node).toMatchObject({ actor: { id: root.user.id }, subject: { id: ada.user.id } });
});

test('the account of a deleted user is null in audit events', async () => {
  await gatehouse.api.mutate('deleteUser', { userId: ada.user.id }, root.accessToken);
  const { data } = await asRoot(EVENTS, { filter: { userId: ada.user.id, kind: 'REGISTER' } });
  expect(data.auditEvents.edges[0].node).toMatchObject({ actor: null, subject: null, ipAddress: null });
});

test('audit events are filtered by several kinds and by outcome', async () => {
  await gatehouse.api.login({ ...ada.user, password: 'a guess' });
  await gatehouse.api.login(ada.user);
  expect(await kindsOf({ kinds: ['LOGIN', 'REGISTER'] })).toEqual(['LOGIN', 'LOGIN', 'REGISTER']);
  expect(await kindsOf({ kinds: ['LOGIN'], outcome: 'FAILURE' })).toEqual(['LOGIN']);
  expect(await kindsOf({ kinds: [] })).toEqual([]);
  expect(await kindsOf({ kind: 'LOGIN', kinds: ['REGISTER'] })).toEqual([]);
});

test('audit events are filtered by time: from since on, and before until', async () => {
  const registered = gatehouse.clock.now().toISOString();
  gatehouse.clock.advance({ minutes: 1 });
  await gatehouse.api.login(ada.user);
  const loggedIn = gatehouse.clock.now().toISOString();
  expect(await kindsOf({ since: loggedIn })).toEqual(['LOGIN']);
  expect(await kindsOf({ until: loggedIn })).toEqual(['REGISTER']);
  expect(await kindsOf({ since: registered, until: loggedIn })).toEqual(['REGISTER']);
});

test.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00'])('audit events since %s are refused', async (since) => {
  const { errors } = await asRoot(EVENTS, { filter: { since } });
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});

test('users see what was done to their account, by themselves and by others, but not where an administrator works', async () => {
  await gatehouse.api.login({ ...ada.user, password: 'a guess' });
  await gatehouse.api.mutate('setUserRole', { userId: ada.user.id, role: 'USER' }, root.accessToken);
  const self = { id: ada.user.id };
  expect(await ownEvents()).toMatchObject([
    { kind: 'ROLE_CHANGED', ipAddress: null, userAgent: null, actor: null, subject: self },
    { kind: 'LOGIN', outcome: 'FAILURE', ipAddress: '127.0.0.1', actor: null, subject: self },
    { kind: 'REGISTER', ipAddress: '127.0.0.1', actor: self, subject: self },
  ]);
});

test('users load their own audit events by ID, and no one else does but administrators', async () => {
  const [{ id }] = await ownEvents();
  const eve = await gatehouse.api.newUser();
  const asEve = await gatehouse.api.send(OF_NODE, { id }, { token: eve.accessToken });
  expect((await asAda(OF_NODE, { id })).data.node.kind).toBe('REGISTER');
  expect((await asRoot(OF_NODE, { id })).data.node.kind).toBe('REGISTER');
  expect(asEve.data.node).toBeNull();
});

test('administrators see the audit events of a user in the user', async () => {
  expect((await asRoot(OF_NODE, { id: ada.user.id })).data.node.auditEvents.totalCount).toBe(1);
});
