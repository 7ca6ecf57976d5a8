import { PASSWORD, type SignedIn } from '../../support/api-client.js';
import { useGatehouse } from '../../support/gatehouse.js';
import { TRANSPORTS } from '../../support/live-clients.js';
import { LOGIN } from '../../support/operations.js';
import { Supergraph } from '../../support/supergraph.js';

const REVIEWS = '{ reviews { edges { node { author { id email } } } pageInfo { hasNextPage } } }';
const ENTITIES = 'query ($refs: [_Any!]!) { _entities(representations: $refs) { __typename ... on User { email } } }';

const gatehouse = useGatehouse({ federation: true, introspectionEnabled: false });

let supergraph: Supergraph;
let ada: SignedIn;
let bob: SignedIn;
let root: SignedIn;
beforeAll(async () => {
  supergraph = new Supergraph(await gatehouse.api.url());
  await supergraph.start();
  [ada, bob] = [await gatehouse.api.newUser(), await gatehouse.api.newUser()];
  root = await gatehouse.newAdministrator();
  supergraph.authors.push(ada.user.id, bob.user.id, '00000000-0000-7000-8000-000000000000', 'nobody');
});
afterAll(() => supergraph.stop());

/** The authors of all reviews, as the gateway shows them to who sends the token. */
async function authors(token?: string) {
  const { data } = await supergraph.send(REVIEWS, {}, token);
  return data.reviews.edges.map((edge: { node: { author: unknown } }) => edge.node.author);
}

const emailOf = ({ user }: SignedIn) => user.email;

const entities = (refs: unknown[], token = ada.accessToken) => gatehouse.api.send(ENTITIES, { refs }, { token });

describe('a gateway over Gatehouse and another subgraph', () => {
  test('a gateway shows users themselves, and no one else', async () => {
    const { id, email } = ada.user;
    expect(await authors(ada.accessToken)).toEqual([{ id, email }, null, null, null]);
  });

  test('a gateway shows administrators everyone', async () => {
    const shown = [ada, bob].map(({ user: { id, email } }) => ({ id, email }));
    expect(await authors(root.accessToken)).toEqual([...shown, null, null]);
  });

  test('a gateway shows no one to a client that is not signed in', async () => {
    expect(await authors()).toEqual([null, null, null, null]);
  });

  test('a gateway passes on why a token is rejected', async () => {
    const { errors } = await supergraph.send(REVIEWS, {}, 'rubbish');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' });
  });

  test('a gateway signs users in, and adds what the other subgraph knows of them', async () => {
    const { data } = await supergraph.send(LOGIN, { input: { email: ada.user.email, password: PASSWORD } });
    const me = await supergraph.send('{ me { email reviewCount } }', {}, data.login.accessToken);
    expect(me.data.me).toEqual({ email: ada.user.email, reviewCount: 1 });
  });

  test('a gateway returns what users do wrong as data', async () => {
    const { data } = await supergraph.send(LOGIN, { input: { email: ada.user.email, password: 'a wrong one' } });
    expect(data.login.code).toBe('INVALID_CREDENTIALS');
  });
});

describe('devices beside the gateway', () => {
  test.each(Object.entries(TRANSPORTS))('a device beside a gateway learns of its logout, over %s', async (_, watch) => {
    const { accessToken } = await gatehouse.api.newUser();
    const { told } = await watch(await gatehouse.api.url(), accessToken);
    await gatehouse.api.logout({ token: accessToken });
    expect((await told).results[0]?.data.sessionEnded).toMatchObject({ reason: 'LOGOUT' });
  });
});

describe('references', () => {
  test('more than a hundred references are rejected', async () => {
    const refs = Array.from({ length: 101 }, () => ({ __typename: 'User', id: ada.user.id }));
    expect((await entities(refs, ada.accessToken)).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test('references to many users are resolved by one query', async () => {
    // What sends mails looks users up, too.
    await gatehouse.app.deliverMail();
    const execute = jest.spyOn(gatehouse.app.database.em.getConnection(), 'execute');
    const refs = [ada, bob, ada].map(({ user: { id } }) => ({ __typename: 'User', id }));
    const { data } = await entities(refs, root.accessToken);
    expect(data._entities.map((user: { email: string }) => user.email)).toEqual([ada, bob, ada].map(emailOf));
    expect(execute.mock.calls.filter(([query]) => String(query).includes('from "users"'))).toHaveLength(1);
    execute.mockRestore();
  });

  test('references to one user are resolved once', async () => {
    await gatehouse.app.deliverMail();
    const execute = jest.spyOn(gatehouse.app.database.em.getConnection(), 'execute');
    const refs = [bob.user.id, bob.user.id.toUpperCase(), bob.user.id].map((id) => ({ __typename: 'User', id }));
    const { data } = await entities(refs, root.accessToken);
    const statements = execute.mock.calls.map((call) => JSON.stringify(call.slice(0, 2)));
    execute.mockRestore();
    const [lookUp = ''] = statements.filter((statement) => statement.includes('from \\"users\\"'));
    expect(data._entities.map((user: { email: string }) => user.email)).toEqual([bob, bob, bob].map(emailOf));
    expect(lookUp.split(bob.user.id)).toHaveLength(2);
  });

  test('references to one user count as often as they are sent', async () => {
    const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on User { sessions { edges { node { id } } } } } }`;
    const send = (count: number) => {
      const refs = Array.from({ length: count }, () => ({ __typename: 'User', id: bob.user.id }));
      return gatehouse.api.send(query, { refs }, { token: root.accessToken });
    };
    expect((await send(3)).data._entities).toHaveLength(3);
    expect(await send(100)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  test('references in literals count, too', async () => {
    const ref = `{__typename: "User", id: "${bob.user.id}"}`;
    const query = `{ _entities(representations: [${`${ref} `.repeat(100)}]) { ... on User { sessions { totalCount } email username role } } }`;
    expect((await gatehouse.api.send(query, {}, { token: root.accessToken })).status).toBe(400);
  });

  test('the IDs of references are case-insensitive', async () => {
    const { data } = await entities([{ __typename: 'User', id: ada.user.id.toUpperCase() }]);
    expect(data._entities[0].email).toBe(ada.user.email);
  });

  test('references reveal nothing but what the server knows', async () => {
    const { data } = await entities([{ __typename: 'User', id: ada.user.id, email: 'made@up' }]);
    expect(data._entities[0].email).toBe(ada.user.email);
  });

  test.each([
    { __typename: 'Session', id: '1' },
    { __typename: 'Node', id: '1' },
    { __typename: 'AuthPayload', user: { id: '1', email: 'made@up' } },
    { __typename: '__Schema' },
    { __typename: 'User' },
    { __typename: 'User', id: { $ne: null } },
    { id: '1' },
    'User',
  ])('a reference such as %j is rejected', async (reference) => {
    const { errors } = await entities([reference], root.accessToken);
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('the SDL', () => {
  test('the SDL is available to gateways', async () => {
    expect((await gatehouse.api.send('{ _service { sdl } }')).data._service.sdl).toContain('type User');
  });

  test.each([
    '{ a: _service { sdl } b: _service { sdl } }',
    '{ _service { a: sdl b: sdl } }',
    '{ _service { sdl } ...More } fragment More on Query { more: _service { sdl } }',
  ])('the SDL is sent at most once: %s', async (query) => {
    expect(await gatehouse.api.send(query)).toMatchObject({ status: 400 });
  });
});

describe('the default of FEDERATION', () => {
  const plain = useGatehouse();

  test('without FEDERATION there is nothing for gateways', async () => {
    expect((await plain.api.send('{ _service { sdl } }')).status).toBe(400);
    expect((await plain.api.send(ENTITIES, { refs: [] })).status).toBe(400);
  });
});
