import { User } from '../../src/users/user.entity.js';
import type { SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

const USERS = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: UserFilter, $orderBy: UserOrder) {
  users(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor node { email role deactivatedAt } }
  }
}`;

let root: SignedIn;
beforeAll(async () => {
  root = await gatehouse.newAdministrator();
  for (const name of ['alan', 'barbara', 'claude', 'donald', 'edsger']) {
    await gatehouse.api.register({ email: `${name}@list.example`, username: `${name}_1` });
  }
  await gatehouse.em.nativeUpdate(User, { email: 'claude@list.example' }, { deactivatedAt: gatehouse.clock.now() });
});

async function list(variables = {}) {
  const { data, errors } = await gatehouse.api.send(USERS, variables, { token: root.accessToken });
  expect(errors).toBeUndefined();
  const names = data.users.edges.map(({ node }: { node: { email: string } }) => node.email.split('@')[0]);
  return { ...data.users, names };
}

const byEmail = { orderBy: { field: 'EMAIL', direction: 'ASC' }, filter: { text: 'list.example' } };

test('users are filtered by a part of the email address or username, case-insensitively', async () => {
  expect((await list({ ...byEmail, filter: { text: 'BARBARA@' } })).names).toEqual(['barbara']);
  expect((await list({ ...byEmail, filter: { text: 'EDSGER_1' } })).names).toEqual(['edsger']);
});

test.each(['%', '_lan', '\\'])('the filter of users does not treat %j as a pattern', async (text) => {
  expect((await list({ filter: { text: `${text}@list` } })).names).toEqual([]);
});

test('users are filtered by text with a NUL as if it had none', async () => {
  expect((await list({ filter: { text: 'barbara\u0000@' } })).names).toEqual(['barbara']);
});

test('users are filtered by role and state', async () => {
  expect((await list({ filter: { role: 'ADMIN' } })).edges[0].node.email).toBe(root.user.email);
  expect((await list({ filter: { state: 'DEACTIVATED' } })).names).toEqual(['claude']);
  expect((await list({ ...byEmail, filter: { state: 'ACTIVE', text: 'list.example' } })).names).not.toContain('claude');
});

test('users are listed in pages of the requested order', async () => {
  const first = await list({ ...byEmail, first: 2 });
  const second = await list({ ...byEmail, first: 2, after: first.pageInfo.endCursor });
  const third = await list({ ...byEmail, first: 2, after: second.pageInfo.endCursor });
  expect([first.names, second.names, third.names]).toEqual([['alan', 'barbara'], ['claude', 'donald'], ['edsger']]);
  expect([first.totalCount, third.pageInfo.hasNextPage]).toEqual([5, false]);
});

test('users are listed newest first, even if many registered at the same moment', async () => {
  const all = await list({ first: 100 });
  const pages: string[] = [];
  for (let after: string | null = null; pages.length < 6; ) {
    const page: Awaited<ReturnType<typeof list>> = await list({ first: 1, after });
    pages.push(...page.names);
    after = page.pageInfo.endCursor;
  }
  expect(pages).toEqual(all.names);
});

test('users can be listed from the other end', async () => {
  const orderBy = { field: 'EMAIL', direction: 'DESC' };
  expect((await list({ ...byEmail, orderBy, first: 1 })).names).toEqual(['edsger']);
  expect((await list({ ...byEmail, last: 1 })).names).toEqual(['edsger']);
});

test.each([
  ['garbage', 'garbage'],
  ['another list', ['ada@example.com', 'a5f4c9d6-0000-7000-8000-000000000000']],
  ['the year 0, which PostgreSQL does not know', ['0000-01-01T00:00:00.000Z', 'a5f4c9d6-0000-7000-8000-000000000000']],
])('the list of users rejects a cursor of %s', async (_, place) => {
  const after = Buffer.from(JSON.stringify(place)).toString('base64url');
  const { errors } = await gatehouse.api.send(USERS, { after }, { token: root.accessToken });
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});
