import { join } from 'node:path';
import type { EntityClass, MigrationsOptions } from '@mikro-orm/core';
import { Migrator, TSMigrationGenerator } from '@mikro-orm/migrations';
import { defineConfig as definePgliteConfig } from '@mikro-orm/pglite';
import { defineConfig as definePostgreSqlConfig } from '@mikro-orm/postgresql';
import type { Config } from '../config/config.js';
import { readConnectionUrl } from '../config/connection-url.js';
import { pooledClient } from './postgres-client.js';
import { SessionSettings } from './session-settings.js';
import { type StatementListener, statementLogger } from './statements.js';

/** The folder of the embedded database, in DATA_DIR. */
export function embeddedDatabaseFolder(config: Pick<Config, 'dataDir'>): string {
  return join(config.dataDir, 'pglite');
}

const sharedOptions = {
  extensions: [Migrator],
  migrations: {
    pathTs: 'src/migrations',
    path: 'dist/src/migrations',
    emit: 'ts' as const,
    snapshotName: 'snapshot',
    snapshotOnMigrate: false,
    generator: TSMigrationGenerator,
    silent: true,
  },
  forceUtcTimezone: true,
  // The operator of PostgreSQL creates the database; this server may not be permitted to.
  ensureDatabase: false,
};

/** What the database holds: the entities, and every migration that led to their tables, oldest first. */
export interface DataModel {
  readonly entities: readonly EntityClass[];
  readonly migrations: NonNullable<MigrationsOptions['migrationsList']>;
}

/** MikroORM's options for the configured database: PostgreSQL or the embedded PGlite. */
export function ormOptions(
  config: Pick<Config, 'databaseUrl' | 'databasePoolSize' | 'dataDir'>,
  { entities, migrations }: DataModel,
  onStatement?: StatementListener,
  session = new SessionSettings(),
) {
  const options = {
    ...sharedOptions,
    entities: [...entities],
    migrations: { ...sharedOptions.migrations, migrationsList: migrations },
    ...(onStatement && { loggerFactory: statementLogger(onStatement) }),
  };
  if (!config.databaseUrl) return definePgliteConfig({ ...options, dbName: embeddedDatabaseFolder(config) });
  const connection = readConnectionUrl(config.databaseUrl);
  const { connectionTimeoutMillis, database: dbName = 'postgres' } = connection;
  // MikroORM ignores all parameters of a URL, so our client class uses its own options instead.
  const driverOptions = { Client: pooledClient(connection), onConnect: session.pin, connectionTimeoutMillis };
  return definePostgreSqlConfig({
    ...options,
    dbName,
    pool: { min: 0, max: config.databasePoolSize },
    driverOptions,
  });
}
