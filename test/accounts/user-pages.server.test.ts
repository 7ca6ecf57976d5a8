import { listUsers } from '../../src/accounts/administration/user-list.js';
import { User } from '../../src/users/user.entity.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

/** `USERS=1000000 npm test -- user-pages` takes ten seconds. */
const USER_COUNT = Number(process.env.USERS ?? 200_000);

const INSERT_USERS = `
  insert into users (id, email, password_hash, role, created_at, updated_at)
  select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'user' || lpad(n::text, 7, '0') || '@example.com', '', 'USER',
    timestamptz '2020-01-01' + n / 10 * interval '1 second', now()
  from generate_series(1, ${USER_COUNT}) n`;

interface ExplainRow {
  'QUERY PLAN': Array<{ Plan: Record<'Shared Hit Blocks' | 'Shared Read Blocks', number> }>;
}

/** Runs a statement and tells how many blocks PostgreSQL read for it. */
async function blocksRead(statement: string): Promise<number> {
  const [row] = await gatehouse.em.execute<ExplainRow[]>(`explain (analyze, buffers, format json) ${statement}`);
  const plan = row?.['QUERY PLAN'][0]?.Plan;
  return (plan?.['Shared Hit Blocks'] ?? Number.NaN) + (plan?.['Shared Read Blocks'] ?? Number.NaN);
}

/** The statement by which a page of users is found. */
async function statementOf(list: () => Promise<unknown>): Promise<string> {
  const connection = gatehouse.app.database.em.getConnection();
  const execute = jest.spyOn(connection, 'execute');
  await list();
  // Beside it the outbox may be looked through.
  const [query, params] = execute.mock.calls.findLast(([sql]) => String(sql).includes('from "users"')) ?? [];
  execute.mockRestore();
  return gatehouse.em.getPlatform().formatQuery(String(query), params as unknown[]);
}

describe(`a page of ${USER_COUNT} users`, () => {
  beforeAll(async () => {
    await gatehouse.em.execute(INSERT_USERS);
    await gatehouse.em.execute('vacuum analyze users');
  }, 120_000);

  test.each([
    ['newest first', { field: 'createdAt', direction: 'desc' }],
    ['by email address', { field: 'email', direction: 'asc' }],
  ])('a page in the middle of all users costs what the first one costs: %s', async (_, order) => {
    const orderBy = order as Parameters<typeof listUsers>[3];
    const { em } = gatehouse;
    const middle = await em.findOneOrFail(User, {
      email: `user${String(USER_COUNT / 2).padStart(7, '0')}@example.com`,
    });
    const cursor = Buffer.from(JSON.stringify([middle[order.field as 'email'], middle.id])).toString('base64url');
    const first = await blocksRead(await statementOf(() => listUsers(em, { first: 50 }, {}, orderBy)));
    const page = await listUsers(em, { first: 50, after: cursor }, {}, orderBy);
    const inTheMiddle = await blocksRead(
      await statementOf(() => listUsers(em, { first: 50, after: cursor }, {}, orderBy)),
    );
    const before = await blocksRead(await statementOf(() => page.pageInfo.hasPreviousPage()));
    expect(page.edges).toHaveLength(50);
    expect(inTheMiddle).toBeLessThan(2 * first + 20);
    expect(before).toBeLessThan(2 * first + 20);
  });
});
