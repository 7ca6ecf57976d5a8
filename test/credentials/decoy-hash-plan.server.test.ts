import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

const ADD_USERS = `
  insert into users (id, email, password_hash, role, created_at, updated_at)
  select gen_random_uuid(), n || '@example.com', '', 'USER', now(), now() from generate_series(1, 20000) n`;

beforeAll(async () => {
  await gatehouse.em.execute(ADD_USERS);
  await gatehouse.em.execute('analyze users');
});

test.each([
  ['email address', () => gatehouse.api.login({ email: 'nobody@example.com' }), 'users_email_unique'],
  ['username', () => gatehouse.api.loginByUsername('nobody'), 'users_username_unique'],
])('login looks up an account by its %s and by indexes, whether or not it exists', async (_, login, index) => {
  const execute = jest.spyOn(gatehouse.app.database.em.getConnection(), 'execute');
  await login();
  const lookUps = execute.mock.calls.filter(([sql]) => typeof sql === 'string' && sql.includes('from "users"'));
  execute.mockRestore();
  expect(lookUps).toHaveLength(1);
  const [sql, values] = lookUps[0] as unknown as [string, unknown[]];
  const plan = JSON.stringify(await gatehouse.em.execute(`explain (format json) ${sql}`, values));
  expect(plan).toContain('users_decoy_index');
  expect(plan).toContain(index);
  expect(plan).not.toContain('Seq Scan');
});
