import type { MigrationInfo, MikroORM } from '@mikro-orm/core';
import { PgliteDriver } from '@mikro-orm/pglite';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { StartupError } from '../config/startup-error.js';
import { withoutTimeout } from './faulty-connections.js';

/** Any number will do, as long as no other program on the database takes the same one. */
const MIGRATION_LOCK_ID = 7_461_636;

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const INSUFFICIENT_PRIVILEGE = '42501';

/** The tables cannot be made where they belong: since PostgreSQL 15 not every user may do so in `public`. */
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
 * Brings the database up to date. Instances that start together do so one after the other. Answers what was run.
 *
 * @throws {SchemaNotWritableError}
 */
export async function runMigrations(orm: MikroORM): Promise<MigrationInfo[]> {
  if (orm.driver instanceof PgliteDriver) return orm.migrator.up();
  const em = orm.em.fork();
  // The lock has a connection of its own until the migrations, on another one, are done.
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
