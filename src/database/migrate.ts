import type { MigrationInfo, MikroORM } from '@mikro-orm/core';
import { PgliteDriver } from '@mikro-orm/pglite';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { StartupError } from '../config/startup-error.js';
import type { Database } from './database.js';
import { withoutTimeout } from './faulty-connections.js';
import type { DataModel } from './orm-options.js';

/** An arbitrary number that no other program uses on the same database. */
const MIGRATION_LOCK_ID = 7_461_636;

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const INSUFFICIENT_PRIVILEGE = '42501';
const DUPLICATES = ['42P07', '42701', '42710'];

/** The tables cannot be created: since PostgreSQL 15, not every user may do so in `public`. */
export class SchemaNotWritableError extends StartupError {
  override readonly name = 'SchemaNotWritableError';

  constructor(schema: string) {
    super(
      `The user of DATABASE_URL may not create or change tables in the schema "${schema}". Make that user the owner of the ` +
        'schema and of the tables in it, or set its search_path to a schema of its own.',
    );
  }
}

/** The tables cannot be created: there are some of the same names. */
export class TablesExistError extends StartupError {
  override readonly name = 'TablesExistError';

  constructor(schema: string, table?: string) {
    super(
      `The schema "${schema}" already has ${table ? `a table "${table}"` : 'tables'} that Gatehouse has not created, perhaps ` +
        'of another program. Use a database of its own, or set the search_path of the user of DATABASE_URL to a schema ' +
        'of its own.',
    );
  }
}

/**
 * Migrates the database. Instances that start together take turns. Returns the migrations that were run.
 *
 * @throws {SchemaNotWritableError}
 * @throws {TablesExistError}
 */
export async function runMigrations(orm: MikroORM): Promise<MigrationInfo[]> {
  if (orm.driver instanceof PgliteDriver) return orm.migrator.up();
  const em = orm.em.fork();
  // One connection holds the lock while another one runs the migrations.
  const migrate = async (tx: typeof em) => {
    const driver = tx.getDriver() as AbstractSqlDriver;
    await driver.execute('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK_ID], 'all', tx.getTransactionContext());
    return orm.migrator.up();
  };
  return withoutTimeout(() => em.transactional(migrate)).catch((error) => {
    throw explain(error, orm.config.get('schema') as string);
  });
}

function explain(error: Error & { code?: string }, schema: string): Error {
  if (error.code === INSUFFICIENT_PRIVILEGE) return new SchemaNotWritableError(schema);
  if (!DUPLICATES.includes(error.code ?? '')) return error;
  return new TablesExistError(schema, /^relation "(\w+)"/.exec(error.message)?.[1]);
}

/** How the tables of a database differ from those of this version. */
export interface MigrationState {
  /** Those still to be run, oldest first. */
  readonly pending: readonly string[];
  /** Those of a newer version. */
  readonly unknown: readonly string[];
}

const TABLE = 'mikro_orm_migrations';

/** Compares the migrations that were run with those there are. Changes nothing: MikroORM would create its table. */
export async function migrationState({ em }: Database, { migrations }: DataModel): Promise<MigrationState> {
  const expected = migrations.map(({ name }) => name);
  const [table] = await em.execute<{ exists: boolean }[]>(`select to_regclass('${TABLE}') is not null as exists`);
  const rows = table?.exists ? await em.execute<{ name: string }[]>(`select name from ${TABLE}`) : [];
  const run = new Set(rows.map(({ name }) => name));
  return {
    pending: expected.filter((name) => !run.has(name)),
    unknown: [...run].filter((name) => !expected.includes(name)),
  };
}
