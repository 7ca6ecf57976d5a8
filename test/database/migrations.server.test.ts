import { Database } from '../../src/database/database.js';
import { runMigrations } from '../../src/database/migrate.js';
import { dataModel } from '../../src/wiring/data-model.js';
import { createEmptyDatabase, type DatabaseKind, type TestDatabase } from '../support/databases.js';

describe.each<DatabaseKind>(['postgresql', 'pglite'])('the migrations, on %s', (kind) => {
  let empty: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    empty = await createEmptyDatabase(kind);
    database = await Database.open({ ...empty, databasePoolSize: 4 }, dataModel);
  });
  afterAll(async () => {
    await database.close();
    await empty.remove();
  });

  test('migrations create what the entities describe', async () => {
    expect((await runMigrations(database.orm)).length).toBeGreaterThan(0);
    expect(await database.orm.schema.getUpdateSchemaSQL({ wrap: false, safe: false })).toBe('');
  });

  test('migrations run once', async () => {
    expect(await runMigrations(database.orm)).toEqual([]);
  });

  test('migrations can be undone, and run again', async () => {
    const { migrator } = database.orm;
    await migrator.down({ to: 0 });
    expect(await migrator.getExecuted()).toEqual([]);
    await runMigrations(database.orm);
    expect(await migrator.getPending()).toEqual([]);
  });

  test('migrations bring stored email addresses into canonical form', async () => {
    const { em, migrator } = database.orm;
    await migrator.down({ migrations: ['Migration20261125090000_canonical_emails'] });
    const columns = 'id, email, password_hash, created_at, updated_at';
    await em.execute(`insert into users (${columns}) values (gen_random_uuid(), 'a@bücher.example', '', now(), now())`);
    await runMigrations(database.orm);
    expect(await em.execute('select email from users')).toEqual([{ email: 'a@xn--bcher-kva.example' }]);
  });
});

describe('instances that start together on an empty database', () => {
  test('instances that start together on an empty PostgreSQL database migrate it once', async () => {
    const empty = await createEmptyDatabase('postgresql');
    const instances = await Promise.all(
      Array.from({ length: 5 }, () => Database.open({ ...empty, databasePoolSize: 2 }, dataModel)),
    );
    const runs = await Promise.all(instances.map(({ orm }) => runMigrations(orm)));
    expect(runs.filter((done) => done.length > 0)).toHaveLength(1);
    await Promise.all(instances.map((instance) => instance.close()));
    await empty.remove();
  });
});
