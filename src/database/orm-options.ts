import { join } from 'node:path';
import type { EntityClass } from '@mikro-orm/core';
import { Migrator, TSMigrationGenerator } from '@mikro-orm/migrations';
import { defineConfig as definePgliteConfig } from '@mikro-orm/pglite';
import { defineConfig as definePostgreSqlConfig } from '@mikro-orm/postgresql';
import type { Config } from '../config/config.js';
import { readConnectionUrl } from '../config/connection-url.js';
import { migrations } from './migrations/index.js';
import { pooledClient } from './postgres-client.js';
import { SessionSettings } from './session-settings.js';
import { type StatementListener, statementLogger } from './statements.js';

/** In this folder of DATA_DIR lies the embedded database. */
export function embeddedDatabaseFolder(config: Pick<Config, 'dataDir'>): string {
  return join(config.dataDir, 'pglite');
}

const sharedOptions = {
  extensions: [Migrator],
  migrations: {
    migrationsList: migrations,
    pathTs: 'src/database/migrations',
    path: 'dist/src/database/migrations',
    emit: 'ts' as const,
    snapshotName: 'snapshot',
    snapshotOnMigrate: false,
    generator: TSMigrationGenerator,
    silent: true,
  },
  forceUtcTimezone: true,
  // The database is made by whoever runs PostgreSQL; this server may not have the right.
  ensureDatabase: false,
};

export type Entities = readonly EntityClass[];

/** How MikroORM reaches the database that the configuration names: PostgreSQL, or else the embedded PGlite. */
export function ormOptions(
  config: Pick<Config, 'databaseUrl' | 'databasePoolSize' | 'dataDir'>,
  entities: Entities,
  onStatement?: StatementListener,
  session = new SessionSettings(),
) {
  const options = {
    ...sharedOptions,
    entities: [...entities],
    ...(onStatement && { loggerFactory: statementLogger(onStatement) }),
  };
  if (!config.databaseUrl) return definePgliteConfig({ ...options, dbName: embeddedDatabaseFolder(config) });
  const connection = readConnectionUrl(config.databaseUrl);
  const { connectionTimeoutMillis, database: dbName = 'postgres' } = connection;
  // MikroORM's own reading of a URL leaves out all of its parameters: our class of clients does without what it passes on.
  const driverOptions = { Client: pooledClient(connection), onConnect: session.pin, connectionTimeoutMillis };
  return definePostgreSqlConfig({
    ...options,
    dbName,
    pool: { min: 0, max: config.databasePoolSize },
    driverOptions,
  });
}
