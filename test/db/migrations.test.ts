import { Database } from '../../src/db/database.js';
import { runMigrations } from '../../src/db/migrate.js';
import { KnownNetwork } from '../../src/rate-limits/known-network.entity.js';
import { createEmptyDatabase, type DatabaseKind, type TestDatabase } from '../support/databases.js';
import { useGatehouse } from '../support/gatehouse.js';

describe.each<DatabaseKind>(['postgresql', 'pglite'])('the migrations, on %s', (kind) => {
  let empty: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    empty = await createEmptyDatabase(kind);
    database = await Database.open({ ...empty, databasePoolSize: 4 });
  });
  afterAll(async () => {
    await database.close();
    await empty.remove();
  });

  test('make what the entities describe', async () => {
    expect((await runMigrations(database.orm)).length).toBeGreaterThan(0);
    expect(await database.orm.schema.getUpdateSchemaSQL({ wrap: false, safe: false })).toBe('');
  });

  test('run once', async () => {
    expect(await runMigrations(database.orm)).toEqual([]);
  });

  test('can be undone, and done again', async () => {
    const { migrator } = database.orm;
    await migrator.down({ to: 0 });
    expect(await migrator.getExecuted()).toEqual([]);
    await runMigrations(database.orm);
    expect(await migrator.getPending()).toEqual([]);
  });
});

describe('instances that start together on an empty PostgreSQL database', () => {
  test('migrate it once', async () => {
    const empty = await createEmptyDatabase('postgresql');
    const instances = await Promise.all(
      Array.from({ length: 5 }, () => Database.open({ ...empty, databasePoolSize: 2 })),
    );
    const runs = await Promise.all(instances.map(({ orm }) => runMigrations(orm)));
    expect(runs.filter((done) => done.length > 0)).toHaveLength(1);
    await Promise.all(instances.map((instance) => instance.close()));
    await empty.remove();
  });
});

describe('migrating a database in use', () => {
  const gatehouse = useGatehouse({ trustProxy: '127.0.0.1' });
  const networks = () => gatehouse.em.find(KnownNetwork, {}, { orderBy: { networkDigest: 'asc' } });

  test('finds the networks that users signed in from in their sessions', async () => {
    for (const address of ['198.51.100.7', '2001:db8:0:1::a', '2001:db8::b']) await gatehouse.api.at(address).newUser();
    const known = await networks();
    await gatehouse.app.database.orm.migrator.down({ to: 'Migration20261122135400_rate_limits' });
    await runMigrations(gatehouse.app.database.orm);
    expect(await networks()).toEqual(known);
    expect(known).toHaveLength(3);
  });
});
