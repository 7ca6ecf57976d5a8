import { Database } from '../../src/database/database.js';
import { runMigrations } from '../../src/database/migrate.js';
import { Role, User } from '../../src/users/user.entity.js';
import type { App } from '../../src/wiring/app.js';
import { dataModel } from '../../src/wiring/data-model.js';
import { ApiClient } from '../support/api-client.js';
import { DatabaseRole } from '../support/database-role.js';
import { administer } from '../support/databases.js';
import { startApp } from '../support/gatehouse.js';

const USERS = `query ($filter: UserFilter, $first: Int, $after: String) {
  users(first: $first, after: $after, filter: $filter, orderBy: { field: EMAIL, direction: ASC }) {
    pageInfo { endCursor hasNextPage } edges { node { email } }
  }
}`;

const EMAILS = ['müller', 'a-b', 'a_c', 'ab', 'zoë', 'a10', 'a9', 'ingrid'].map((name) => `${name}@example.com`);

/** Databases with collations of ICU are newer than PostgreSQL 14. */
const [shown] = await administer('show server_version_num');
const hasIcu = Number(shown?.rows[0].server_version_num) >= 150_000;
const icu = (locale: string) => (hasIcu ? `locale_provider icu icu_locale '${locale}'` : "locale 'C'");

describe.each([
  ['Turkish', icu('tr')],
  ['of numbers by their value', icu('en-u-kn-true')],
  ['C', "locale 'C'"],
])('a database whose collation is %s', (_, options) => {
  let role: DatabaseRole;
  let app: App;
  let api: ApiClient;
  let token: string;
  beforeAll(async () => {
    role = await DatabaseRole.create(`encoding 'UTF8' ${options}`);
    await role.administer('grant create on schema public to ROLE');
    app = await startApp({ databaseUrl: role.url() }, []);
    api = new ApiClient(app.server);
    for (const email of EMAILS) await api.register({ email });
    const administrator = await api.newUser('ZZ@example.com');
    await app.database.em.fork().nativeUpdate(User, administrator.user.id, { role: Role.ADMIN });
    token = administrator.accessToken;
  });
  afterAll(async () => {
    await app.close();
    await role.remove();
  });

  const list = async (variables: object) => {
    const { data, errors } = await api.send(USERS, variables, { token });
    expect(errors).toBeUndefined();
    return {
      ...data.users.pageInfo,
      emails: data.users.edges.map(({ node }: { node: { email: string } }) => node.email),
    };
  };

  test('usernames differ in the same way, whatever the collation', async () => {
    expect(await api.register({ email: 'one@example.org', username: 'INGRID' })).toHaveProperty('accessToken');
    for (const username of ['ingrid', 'Ingrid', 'INGRID'])
      expect(await api.register({ email: 'two@example.org', username })).toMatchObject({ code: 'USERNAME_TAKEN' });
  });

  test.each([
    ['MÜLLER', 'müller@example.com'],
    ['ZOË', 'zoë@example.com'],
    ['INGRID@', 'ingrid@example.com'],
    ['mu\u0308ller', 'müller@example.com'],
  ])('users are found by a part of their email address, whatever the collation: %s', async (text, email) => {
    expect((await list({ filter: { text } })).emails).toEqual([email]);
  });

  test('users are listed by their email address in one order, page by page, whatever the collation', async () => {
    const filter = { text: '@example.com' };
    const found: string[] = [];
    for (let after = null, more = true; more; ) {
      const page = await list({ filter, first: 2, after });
      found.push(...page.emails);
      [after, more] = [page.endCursor, page.hasNextPage];
    }
    expect(found).toEqual([...EMAILS, 'zz@example.com'].sort());
  });
});

(hasIcu ? describe : describe.skip)('a Turkish database that has the same username twice', () => {
  test('the migration of a Turkish database leaves a username that two accounts have to the older one', async () => {
    const role = await DatabaseRole.create(`encoding 'UTF8' ${icu('tr')}`);
    await role.administer('grant create on schema public to ROLE');
    const database = await Database.open({ databaseUrl: role.url(), databasePoolSize: 2, dataDir: '' }, dataModel);
    await database.orm.migrator.up({ to: 'Migration20261122213720_known_networks' });
    await database.em.execute(`
      insert into users (id, email, username, password_hash, created_at, updated_at) values
        (gen_random_uuid(), 'new@example.com', 'INGRID', '', '2026-02-01', now()),
        (gen_random_uuid(), 'old@example.com', 'ingrid', '', '2026-01-01', now())`);
    await runMigrations(database.orm);
    const users = await database.em.execute('select email, username from users order by email');
    expect(users).toEqual([
      { email: 'new@example.com', username: null },
      { email: 'old@example.com', username: 'ingrid' },
    ]);
    await database.close();
    await role.remove();
  });
});
