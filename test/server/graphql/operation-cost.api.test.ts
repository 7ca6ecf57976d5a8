import { getIntrospectionQuery } from 'graphql';
import type { SignedIn } from '../../support/api-client.js';
import { OF_DELIVERY } from '../../support/background-statements.js';
import { useGatehouse } from '../../support/gatehouse.js';

const gatehouse = useGatehouse({ introspectionEnabled: true });

let root: SignedIn;
beforeAll(async () => {
  root = await gatehouse.newAdministrator();
  for (let count = 0; count < 24; count += 1) await gatehouse.api.newUser();
});

const PAGE_INFO = 'pageInfo { startCursor endCursor hasNextPage hasPreviousPage }';
const USER = 'id email username role emailVerifiedAt createdAt updatedAt deactivatedAt';
const EVENT = 'id kind outcome occurredAt actorId subjectId ipAddress userAgent';

const users = (fields: string) =>
  `query ($first: Int, $last: Int) { users(first: $first, last: $last) { edges { node { ${fields} } } } }`;

/** How many statements a request runs, and what it is refused for, if it is. */
async function run(query: string, variables = {}) {
  await gatehouse.app.deliverMail();
  const execute = jest.spyOn(gatehouse.app.database.em.getConnection(), 'execute');
  const { errors, status } = await gatehouse.api.send(query, variables, { token: root.accessToken });
  const statements = execute.mock.calls.filter(([sql]) => !OF_DELIVERY.test(String(sql))).length;
  execute.mockRestore();
  return { code: errors?.[0]?.extensions?.code, message: errors?.[0]?.message, status, statements };
}

const aliased = (count: number, field: string) =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ');

describe('operations that cost too much', () => {
  test.each([
    [
      'pages within a page, of sizes in variables',
      users('sessions(first: $first) { edges { node { id } } }'),
      { first: 100 },
    ],
    ['the last ones of a list', users('sessions(first: 3) { edges { node { id } } }'), { last: 100 }],
    ['lists within a page of the default size', users(aliased(19, 'sessions { totalCount }')), {}],
    ['counts within a large page', users('sessions { totalCount }'), { first: 100 }],
    [
      'pages by the default of a variable',
      `query ($n: Int = 100) { users(first: $n) { edges { node { sessions { totalCount } } } } }`,
      {},
    ],
    [
      'pages in a fragment',
      `${users('...Sessions')} fragment Sessions on User { sessions { totalCount } }`,
      { first: 100 },
    ],
    ['pages in an inline fragment', users('... on Node { ... on User { sessions { totalCount } } }'), { first: 100 }],
    [
      'a list of each of many objects',
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on User { sessions { totalCount } } } }',
      { ids: Array.from({ length: 100 }, () => crypto.randomUUID()) },
    ],
    [
      'edges in a fragment',
      'query ($first: Int) { users(first: $first) { ...E } } fragment E on UserConnection { edges { node { sessions { totalCount } } } }',
      { first: 100 },
    ],
  ])('an operation that costs too much is rejected before anything is looked up: %s', async (_, query, variables) => {
    const refused = await run(query, variables);
    expect(refused).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED', status: 400, statements: 0 });
    expect(refused.message).toMatch(/^This operation costs \d+; at most 6000 is allowed\./);
  });

  test.each([...['hasPassword', 'totpFactors { id }', 'recoveryCodesLeft', 'passkeys { id }', 'identities { id }']])(
    'an operation that runs a statement for each of a hundred users is rejected: %s',
    async (field) => {
      expect(await run(users(field), { first: 100 })).toMatchObject({
        code: 'GRAPHQL_VALIDATION_FAILED',
        statements: 0,
      });
    },
  );

  test('an operation that costs too much is rejected quickly, however often its fragments spread each other', async () => {
    const spread = (level: number) => `fragment F${level} on User { ${`...F${level + 1} `.repeat(200)} }`;
    const fragments = [0, 1, 2, 3].map(spread).join(' ');
    const { message } = await run(`{ me { ...F0 } } ${fragments} fragment F4 on User { id }`);
    expect(message).toMatch(/^This operation costs/);
  });
});

describe('operations that ask for much, but not too much', () => {
  test.each([
    [
      'a hundred users with everything',
      `query ($first: Int) { users(first: $first) { totalCount ${PAGE_INFO} edges { cursor node { ${USER} } } } }`,
    ],
    [
      'a hundred events with everything',
      `query ($first: Int) { auditEvents(first: $first) { totalCount ${PAGE_INFO} edges { cursor node { ${EVENT} } } } }`,
    ],
    [
      'a hundred of one’s sessions',
      `query ($first: Int) { me { sessions(first: $first) { totalCount ${PAGE_INFO} edges { cursor node { id isCurrent userAgent ipAddress createdAt lastUsedAt expiresAt } } } } }`,
    ],
  ])('an operation may ask for %s', async (_, query) => {
    expect(await run(query, { first: 100 })).toMatchObject({ code: undefined, status: 200 });
  });

  test('an operation may ask for ten users with the number of their sessions', async () => {
    expect(await run(users('sessions { totalCount }'), { first: 10 })).toMatchObject({
      code: undefined,
      statements: 21,
    });
  });

  test('an operation may ask for an introspection of the schema', async () => {
    expect(await run(getIntrospectionQuery())).toMatchObject({ code: undefined, status: 200 });
  });
});

describe('introspection', () => {
  test.each([
    ['by two names', '{ a: __schema { types { name } } b: __schema { types { name } } }'],
    ['in part by two names', '{ __schema { a: types { name } b: types { name } } }'],
    [
      'by two names in fragments',
      '{ ...A ...B } fragment A on Query { __schema { queryType { name } } } fragment B on Query { b: __schema { queryType { name } } }',
    ],
  ])('an introspection that asks for the schema %s is rejected', async (_, query) => {
    expect(await run(query)).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED', status: 400 });
  });
});
