import { Permission } from '../../src/sessions/permissions.js';
import { Role, User } from '../../src/users/user.entity.js';
import { Webhook, WebhookDelivery } from '../../src/webhooks/webhook.entities.js';
import { useGatehouse } from '../support/gatehouse.js';
import { newMachine } from '../support/machines.js';
import { useWebhookReceiver, WebhookAdministrator } from '../support/webhooks.js';

const gatehouse = useGatehouse();
const receiver = useWebhookReceiver();

let administrator: WebhookAdministrator;
beforeEach(async () => {
  await gatehouse.em.nativeDelete(Webhook, {});
  await gatehouse.em.nativeDelete(WebhookDelivery, {});
  administrator = new WebhookAdministrator(gatehouse, await gatehouse.newAdministrator());
});

const QUERY = '{ event { id type ... on UserCreated { user { id email } } } }';
const EVENTS = ['USER_CREATED', 'USER_DELETED', 'SESSION_ENDED'];
const create = (payloadQuery: string) => administrator.create(receiver.url, EVENTS, { payloadQuery });
async function happens() {
  const signedIn = await gatehouse.api.newUser();
  await gatehouse.app.deliverWebhooks();
  return signedIn;
}
const lastAttempt = async () => (await administrator.list())[0].deliveries[0].attempts.at(-1);

test('what a payload query asks for is sent as the data of the event', async () => {
  const { webhook } = await create(QUERY);
  const { user } = await happens();
  expect(webhook.payloadQuery).toBe(QUERY);
  const id = receiver.last.headers['webhook-id'];
  const data = { id, type: 'USER_CREATED', user: { id: user.id, email: user.email } };
  expect(receiver.last.payload).toMatchObject({ type: 'user.created', data });
});

test('a payload query sees the session that ended, and why', async () => {
  await create('{ event { ... on SessionEnded { reason sessionId session { id userAgent } user { email } } } }');
  const { accessToken, session, user } = await happens();
  await gatehouse.api.logout({ token: accessToken });
  await gatehouse.app.deliverWebhooks();
  const data = { reason: 'LOGOUT', sessionId: session.id, session: { id: session.id }, user: { email: user.email } };
  expect(receiver.last.payload).toMatchObject({ type: 'session.ended', data });
});

test('a payload query sees no user who was deleted', async () => {
  await create('{ event { userId user { email } } }');
  const { user } = await happens();
  await administrator.act('deleteUser', { userId: user.id });
  await gatehouse.app.deliverWebhooks();
  const deleted = receiver.requests.find(({ payload }) => payload.type === 'user.deleted');
  expect(deleted?.payload.data).toEqual({ userId: user.id, user: null });
});

const MANY_PAGES = Array.from(
  { length: 12 },
  (_, index) => `a${index}: sessions(first: 100) { edges { node { id } } }`,
);

test.each([
  ['that cannot be parsed', '{ event { id'],
  ['for what there is not', '{ event { password } }'],
  ['that begins elsewhere', '{ users { totalCount } }'],
  ['for the schema', '{ __schema { types { name } } }'],
  ['with variables', 'query ($x: ID!) { event { ... on SessionEnded { reason @skip(if: false) } } }'],
  ['that is a mutation', 'mutation { logoutAll { endedSessionCount } }'],
  ['of two operations', 'query A { event { id } } query B { event { id } }'],
  ['that costs too much', `{ event { user { ${MANY_PAGES.join(' ')} } } }`],
  ['that is a subscription', 'subscription { event { id } }'],
  ['of a fragment alone', 'fragment F on WebhookEvent { id }'],
  ['of comments alone', '# { event { id } }'],
  ['of whitespace alone', ' \n'],
  ['of types', 'type Query { event: ID }'],
  ['with hundreds of aliases', `{ ${Array.from({ length: 500 }, (_, index) => `a${index}: event { id }`).join(' ')} }`],
  ['with hundreds of directives', `{ event ${'@include(if: true) '.repeat(500)} { id } }`],
  ['with fragments in a circle', '{ event { ...F } } fragment F on WebhookEvent { id ...F }'],
  ['with an unknown directive', '{ event @defer { id } }'],
  ['for a type', '{ event { __type(name: "User") { name } } }'],
  ['with an alias of the event', '{ a: event { id } b: event { id } }'],
  ['that may leave out the event', '{ event @skip(if: true) { id } }'],
  ['that does not ask for the event', '{ __typename }'],
  ['with a variable in it', '{ event { user { sessions(first: $count) { totalCount } } } }'],
  ['with numbers that no integer holds', '{ event { user { sessions(first: 9999999999) { totalCount } } } }'],
])('a payload query %s is refused when it is saved', async (_, payloadQuery) => {
  const { fieldErrors } = await create(payloadQuery);
  expect(fieldErrors).toMatchObject([{ field: 'payloadQuery', code: 'INVALID_QUERY' }]);
});

test.each([
  ['with NUL in a comment', '{ event { id } } # \0', 'FORBIDDEN_CHARACTER'],
  ['that is long', `{ event { id } } # ${'x'.repeat(100_000)}`, 'TOO_LONG'],
])('a payload query %s is refused for that reason', async (_, payloadQuery, code) => {
  expect((await create(payloadQuery)).fieldErrors).toMatchObject([{ field: 'payloadQuery', code }]);
});

test.each([
  ['fragments', '{ event { ...F } } fragment F on UserCreated { user { ...G } } fragment G on User { email }'],
  ['directives', '{ event { id @skip(if: true) ... on UserCreated @include(if: true) { user { email } } } }'],
  ['a name and comments', 'query Billing { event { ... on UserCreated { user { email } } } # \u{1F680}\n}'],
  ['aliases', '{ event { ... on UserCreated { user: user { email: email } } } }'],
])('a payload query may have %s', async (_, payloadQuery) => {
  await create(payloadQuery);
  const { user } = await happens();
  expect(receiver.last.payload.data).toEqual({ user: { email: user.email } });
});

test('a payload query that is no longer valid is not sent without what it asks for', async () => {
  const { webhook } = await create(QUERY);
  await gatehouse.em.nativeUpdate(Webhook, webhook.id, { payloadQuery: '{ event { id nickname } }' });
  await happens();
  expect(receiver.requests).toEqual([]);
  expect((await lastAttempt()).problem).toBe('PAYLOAD_QUERY_FAILED');
});

test.each([{ role: Role.USER }, { deactivatedAt: new Date() }])(
  'a payload query is not run by the rights of an administrator who no longer is one: %j',
  async (change) => {
    await create(QUERY);
    const former = administrator.root.user.id;
    administrator = new WebhookAdministrator(gatehouse, await gatehouse.newAdministrator());
    await gatehouse.em.nativeUpdate(User, former, change);
    await happens();
    expect(receiver.requests).toEqual([]);
    expect((await lastAttempt()).problem).toBe('PAYLOAD_QUERY_FORBIDDEN');
  },
);

test('a payload query that another administrator saves again is run by their rights', async () => {
  const { webhook } = await create(QUERY);
  const former = administrator.root.user.id;
  administrator = new WebhookAdministrator(gatehouse, await gatehouse.newAdministrator());
  await gatehouse.em.nativeUpdate(User, former, { role: Role.USER });
  await administrator.act('updateWebhook', { webhookId: webhook.id, payloadQuery: QUERY });
  const { user } = await happens();
  expect(receiver.last.payload.data.user.email).toBe(user.email);
});

test('another change of the webhook leaves the payload query with the rights of who saved it', async () => {
  const { webhook } = await create(QUERY);
  const former = administrator.root.user.id;
  administrator = new WebhookAdministrator(gatehouse, await gatehouse.newAdministrator());
  await administrator.act('updateWebhook', { webhookId: webhook.id, description: 'Billing' });
  await gatehouse.em.nativeUpdate(User, former, { role: Role.USER });
  await happens();
  expect((await lastAttempt()).problem).toBe('PAYLOAD_QUERY_FORBIDDEN');
});

test('without its payload query, a webhook is sent ids again', async () => {
  const { webhook } = await create(QUERY);
  await administrator.act('updateWebhook', { webhookId: webhook.id, payloadQuery: null });
  const { user } = await happens();
  expect(receiver.last.payload.data).toEqual({ userId: user.id });
});

test('a machine cannot save a payload query', async () => {
  const { accessToken } = await newMachine(gatehouse, administrator.root, [Permission.WEBHOOKS_MANAGE]);
  const input = { url: receiver.url, eventTypes: ['USER_CREATED'], payloadQuery: QUERY };
  expect((await gatehouse.api.refusedMutation('createWebhook', input, accessToken))?.code).toBe('FORBIDDEN');
});
