import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { checkDatabase } from '../../src/cli/doctor/database.js';
import { addSeconds, systemClock } from '../../src/clock.js';
import { loadConfig } from '../../src/config/config.js';
import { useDatabaseRole } from '../support/database-role.js';
import { createDataFolder, createTestDatabase, type TestDatabase } from '../support/databases.js';
import { doctor } from '../support/doctor.js';
import { freePort } from '../support/free-port.js';
import { leakDetector } from '../support/leaks.js';
import { ServerProcess } from '../support/server-process.js';
import { TlsPostgres, tlsFile } from '../support/tls-postgres.js';

leakDetector.addSecret('hunter2-hunter2');

/** What is wrong with the database of a URL, and the exit code. */
async function judge(databaseUrl: string) {
  const { code, of } = await doctor({ DATABASE_URL: databaseUrl });
  return { code, database: of('database') };
}

describe('a database in order', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase('postgresql');
  });
  afterAll(() => database.remove());

  test('doctor finds nothing wrong with a database in order, and exits with 0', async () => {
    const { code, of } = await doctor({ DATABASE_URL: database.databaseUrl ?? '' });
    expect(code).toBe(0);
    expect(of('database')).toEqual([
      expect.stringMatching(/^ok: PostgreSQL \d+\.\d+.* at 127.0.0.1:\d+\/gatehouse_/),
      'ok: the role may read and write every table',
    ]);
    expect(of('clock')).toEqual(['ok: this machine and PostgreSQL agree on the time']);
  });

  test.each([
    [0, 'ok: this machine and PostgreSQL agree'],
    [10, 'warning: This machine is 10 s ahead of PostgreSQL. Synchronize both clocks'],
    [-3600, 'fault: This machine is 3600 s behind PostgreSQL. Synchronize both clocks'],
  ])('doctor compares the clock of this machine, %d s ahead, with that of PostgreSQL', async (seconds, found) => {
    const config = { ...loadConfig({}), databaseUrl: database.databaseUrl };
    const findings = await checkDatabase(config, () => addSeconds(systemClock(), seconds));
    const [clock] = findings.filter(({ check }) => check === 'clock');
    expect(`${clock?.state}: ${clock?.message}`).toContain(found);
  });
});

describe('databases that cannot be reached', () => {
  test('doctor reports that nothing listens at the port of DATABASE_URL', async () => {
    const url = `postgresql://ada:hunter2-hunter2@127.0.0.1:${await freePort()}/gatehouse`;
    expect(await judge(url)).toEqual({
      code: 1,
      database: [expect.stringMatching(/^fault: .*: ECONNREFUSED\. Start it/)],
    });
  });

  test('doctor reports a PostgreSQL that accepts connections and says nothing', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const result = await judge(`postgresql://ada:hunter2-hunter2@127.0.0.1:${port}/gatehouse?connect_timeout=1`);
    silent.close();
    expect(result).toEqual({ code: 1, database: [expect.stringMatching(/^fault: .*: no response\. Start it/)] });
  });

  test('doctor reports that PostgreSQL does not accept the password', async () => {
    const url = Object.assign(new URL(process.env.TEST_DATABASE_URL as string), { password: 'hunter2-hunter2' });
    const found = [expect.stringMatching(/^fault: .*: it does not accept the password\. .*correct DATABASE_URL/)];
    expect(await judge(url.href)).toEqual({ code: 1, database: found });
  });
});

describe('a PostgreSQL that requires TLS', () => {
  let postgres: TlsPostgres;
  beforeAll(async () => {
    postgres = await TlsPostgres.start();
  });
  afterAll(() => postgres.stop());

  test.each([
    [{}, 'or it requires TLS. Correct the user, or add ?sslmode=verify-full'],
    [{ sslmode: 'verify-full' }, 'is not signed by an authority that is trusted here. Name a file'],
  ])('doctor reports what is wrong with the TLS of %j', async (parameters, reason) => {
    expect((await judge(postgres.url(parameters))).database).toEqual([expect.stringContaining(reason)]);
  });

  test('doctor says that a connection is by TLS', async () => {
    const { database } = await judge(postgres.url({ sslmode: 'verify-full', sslrootcert: tlsFile('ca.crt') }));
    expect(database[0]).toMatch(/^ok: .*, by TLS$/);
  });
});

describe('a database that is not ready', () => {
  const role = useDatabaseRole();

  test('doctor reports pending migrations, and runs none', async () => {
    await role().administer('create schema authorization ROLE');
    const { code, database } = await judge(role().url());
    expect([code, database]).toEqual([
      0,
      expect.arrayContaining([expect.stringMatching(/^warning: \d+ migrations are/)]),
    ]);
    expect(await role().schemasOfUsers()).toEqual([]);
    const [tables] = await role().administer(
      "select from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    expect(tables?.rowCount).toBe(0);
  });

  test('doctor reports a role that may not create the tables that are missing', async () => {
    const { code, database } = await judge(role().url());
    expect([code, database]).toEqual([1, expect.arrayContaining([expect.stringMatching(/^fault: .*may not create/)])]);
  });

  test('doctor reports the tables that the role may not write', async () => {
    await role().administer('create table users (id int)', 'grant select, insert, update on users to ROLE');
    const { code, database } = await judge(role().url());
    const fault = expect.stringMatching(/^fault: The role may not read and write users\. Run there: grant/);
    expect([code, database]).toEqual([1, expect.arrayContaining([fault])]);
  });

  test('doctor warns of fewer connections than an instance may open', async () => {
    await role().administer('create schema authorization ROLE', 'alter role ROLE connection limit 4');
    const { database } = await judge(role().url());
    expect(database).toContainEqual(
      expect.stringMatching(
        /^warning: 4 connections are left, and an instance opens up to 11\. Lower DATABASE_POOL_SIZE/,
      ),
    );
  });

  test('doctor reports a database that cannot be written', async () => {
    await role().administer('alter role ROLE set default_transaction_read_only = on');
    expect((await judge(role().url())).database).toEqual([
      expect.stringContaining('it is read-only. If it is a standby'),
    ]);
  });

  test('doctor warns of a database that a newer version has migrated', async () => {
    const { databaseUrl = '', remove } = await createTestDatabase('postgresql');
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query("insert into mikro_orm_migrations (name) values ('Migration20991231235959_future')");
    await client.end();
    expect((await judge(databaseUrl)).database).toContainEqual(
      expect.stringMatching(/^warning: A newer version has migrated/),
    );
    await remove();
  });

  test('doctor checks DATABASE_LISTEN_URL, too', async () => {
    await role().administer('create schema authorization ROLE');
    const listenUrl = `postgresql://ada:hunter2-hunter2@127.0.0.1:${await freePort()}/gatehouse`;
    const { of } = await doctor({ DATABASE_URL: role().url(), DATABASE_LISTEN_URL: listenUrl });
    expect(of('database')).toContainEqual(expect.stringMatching(/^fault: .*or correct DATABASE_LISTEN_URL/));
  });
});

describe('the embedded database', () => {
  test('doctor creates no embedded database, and says that there is none yet', async () => {
    const dataDir = join(await createDataFolder(), 'data');
    const { code, of } = await doctor({ DATA_DIR: dataDir });
    expect([code, of('database')]).toEqual([0, [expect.stringContaining('which the first start creates')]]);
    expect(existsSync(dataDir)).toBe(false);
  });

  test('doctor works beside a server that has the embedded database open', async () => {
    const { dataDir } = await createTestDatabase('pglite');
    const port = String(await freePort());
    const server = new ServerProcess({ DATA_DIR: dataDir, PORT: port });
    await server.url();
    const { code, of } = await doctor({ DATA_DIR: dataDir, PORT: port });
    await server.kill('SIGTERM');
    expect([code, of('database')]).toEqual([0, ['ok: embedded PostgreSQL, which a running server has open']]);
    expect(of('server')).toEqual([expect.stringMatching(/^ok: one runs at .*, and is ready$/)]);
  });

  test('doctor opens an embedded database that no server uses', async () => {
    const { dataDir } = await createTestDatabase('pglite');
    expect((await doctor({ DATA_DIR: dataDir })).of('database')).toEqual([
      'ok: embedded PostgreSQL, which no server uses at the moment',
    ]);
  });
});
