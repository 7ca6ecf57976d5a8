import type { App } from '../../src/wiring/app.js';
import { liveThrough, readiness } from '../support/account-life.js';
import { ApiClient } from '../support/api-client.js';
import { useDatabaseRole } from '../support/database-role.js';
import { createTestDatabase } from '../support/databases.js';
import { startApp } from '../support/gatehouse.js';
import { ServerProcess } from '../support/server-process.js';
import { until } from '../support/until.js';

const role = useDatabaseRole();

/** Starts a server, uses it, and stops it. */
async function startAndUse(databaseUrl: string): Promise<void> {
  const app = await startApp({ databaseUrl }, []);
  expect(await liveThrough(app)).toBe('TOKEN_BLACKLISTED');
  expect(await readiness(app)).toBe('ready');
  await app.close();
}

describe('tables in a schema of their own', () => {
  test.each([
    [
      'of its search path',
      ['create schema app authorization ROLE', 'alter role ROLE set search_path = app'],
      '',
      'app',
    ],
    ['of its name', ['create schema authorization ROLE'], '', 'ROLE'],
    ['of the URL', ['create schema app authorization ROLE'], '?options=-c%20search_path%3Dapp', 'app'],
    [
      'with a dot in its name',
      ['create schema "a.b" authorization ROLE', 'alter role ROLE set search_path = "a.b"'],
      '',
      'a.b',
    ],
    [
      'behind one that does not exist',
      ['create schema app authorization ROLE', 'alter role ROLE set search_path = nowhere, app'],
      '',
      'app',
    ],
  ])('the server starts again and again with its tables in a schema %s', async (_, statements, parameters, schema) => {
    await role().administer(...statements);
    await startAndUse(role().url(parameters));
    await startAndUse(role().url(parameters));
    expect(await role().schemasOfUsers()).toEqual([schema.replace('ROLE', role().name)]);
  });

  test('the server finds the tables that it made before its user got a schema of its own', async () => {
    await role().administer('grant create on schema public to ROLE');
    await startAndUse(role().url());
    await role().administer('create schema authorization ROLE');
    await startAndUse(role().url());
    expect(await role().schemasOfUsers()).toEqual(['public']);
  });

  test('the server keeps using the schema that it started with', async () => {
    await role().administer('create schema app authorization ROLE', 'alter role ROLE set search_path = app');
    const app = await startApp({ databaseUrl: role().url() }, []);
    await role().administer('alter role ROLE set search_path = public');
    await Promise.all(Array.from({ length: 8 }, () => liveThrough(app)));
    expect(await readiness(app)).toBe('ready');
    await app.close();
  });
});

describe('a user of the database who may not create tables', () => {
  const output = async () => (await new ServerProcess({ DATABASE_URL: role().url() }).exited).output;

  test('the server says which schema its user may not create tables in', async () => {
    // As it is since PostgreSQL 15.
    await role().administer('revoke create on schema public from public');
    expect(await output()).toMatch(
      /^The user of DATABASE_URL may not create or change tables in the schema "public".*\n$/,
    );
  });

  test('the server says if another program has a table of the same name, and leaves it alone', async () => {
    await role().administer('create schema app authorization ROLE', 'create table app.sessions ()');
    await role().administer('alter role ROLE set search_path = app');
    expect(await output()).toMatch(/^The schema "app" already has a table "sessions" that Gatehouse has not .*\n$/);
    const [tables] = await role().administer("select from pg_tables where tablename in ('sessions', 'users')");
    expect(tables?.rowCount).toBe(1);
  });

  test('the server says if its user may not use any schema', async () => {
    await role().administer('alter role ROLE set search_path = nowhere');
    expect(await output()).toMatch(
      /^Cannot reach the database at .*: its user may not use any schema of its search path\. .*\n$/,
    );
  });
});

describe('settings of the database or the role', () => {
  beforeEach(() => role().administer('grant create on schema public to ROLE'));

  test.each([
    ['datestyle', 'German'],
    ['datestyle', 'SQL, DMY'],
    ['datestyle', 'Postgres, YMD'],
    ['timezone', 'Asia/Kolkata'],
    ['client_encoding', 'LATIN1'],
    ['intervalstyle', 'iso_8601'],
    ['bytea_output', 'escape'],
    ['extra_float_digits', '-15'],
    ['standard_conforming_strings', 'off'],
    ['default_transaction_isolation', 'serializable'],
    ['idle_in_transaction_session_timeout', '1'],
    ['lock_timeout', '1'],
  ])('a setting of the database or the user changes nothing: %s = %s', async (name, value) => {
    await role().administer(`alter database DATABASE set ${name} = '${value}'`);
    await startAndUse(role().url());
    await role().administer(`alter database DATABASE reset ${name}`, `alter role ROLE set ${name} = '${value}'`);
    await startAndUse(role().url());
  });

  test('settings of the user count for less than those that every connection gets', async () => {
    const elsewhere = {
      datestyle: 'SQL, DMY',
      timezone: 'Asia/Kolkata',
      default_transaction_isolation: 'serializable',
    };
    for (const [name, value] of Object.entries({ ...elsewhere, statement_timeout: '90s', idle_session_timeout: '90s' }))
      await role().administer(`alter role ROLE set ${name} = '${value}'`);
    const app = await startApp({ databaseUrl: role().url() }, []);
    const names = [
      'datestyle',
      'timezone',
      'client_encoding',
      'default_transaction_isolation',
      'statement_timeout',
      'idle_session_timeout',
    ];
    const [row = {}] = await app.database.em.execute(
      `select ${names.map((name) => `current_setting('${name}') as ${name}`)}`,
    );
    expect(Object.values(row)).toEqual(['ISO, MDY', 'UTC', 'UTF8', 'read committed', '0', '0']);
    await app.close();
  });

  test('limits in the URL are kept', async () => {
    const app = await startApp(
      { databaseUrl: role().url('?statement_timeout=90000&options=-c%20lock_timeout%3D80s') },
      [],
    );
    const limits = "select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock";
    expect(await app.database.em.execute(limits)).toEqual([{ statement: '90s', lock: '80s' }]);
    await app.close();
  });

  /** So that every connection is a new one, to which the settings apply. */
  const endConnections = async (app: App) => {
    await role().administer("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ROLE'");
    await until(async () => (await readiness(app)) !== 'The database does not respond.');
  };

  test('a read-only setting makes the server not ready, and keeps another from starting', async () => {
    const app = await startApp({ databaseUrl: role().url() }, []);
    const { accessToken, user } = await new ApiClient(app.server).newUser();
    await role().administer('alter role ROLE set default_transaction_read_only = on');
    await endConnections(app);
    expect(await readiness(app)).toBe('The database is read-only.');
    const { code, output } = await new ServerProcess({ DATABASE_URL: role().url() }).exited;
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/^Cannot reach the database at .*: it is read-only\. .*\n$/),
    ]);

    await role().administer('alter role ROLE reset default_transaction_read_only');
    await endConnections(app);
    expect(await readiness(app)).toBe('ready');
    expect((await new ApiClient(app.server).me({ token: accessToken })).data.me.id).toBe(user.id);
    await app.close();
  });
});

describe('settings of the embedded database', () => {
  test('settings of the embedded database change nothing', async () => {
    const { dataDir, remove } = await createTestDatabase('pglite');
    const altered = await startApp({ dataDir, databaseUrl: undefined }, []);
    await altered.database.em.execute("alter role current_user set datestyle = 'German'");
    await altered.close();
    const app = await startApp({ dataDir, databaseUrl: undefined }, []);
    expect(await app.database.em.execute('show datestyle')).toEqual([{ DateStyle: 'ISO, MDY' }]);
    expect(await liveThrough(app)).toBe('TOKEN_BLACKLISTED');
    await app.close();
    await remove();
  });
});
