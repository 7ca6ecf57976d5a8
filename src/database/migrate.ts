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

/**
 * Migrates the database. Instances that start together take turns. Returns the migrations that were run.
 *
 * @throws {SchemaNotWritableError}
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
    const isForbidden = (error as { code?: string }).code === INSUFFICIENT_PRIVILEGE;
    throw isForbidden ? new SchemaNotWritableError(orm.config.get('schema') as string) : error;
  });
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
