import { join } from 'node:path';
import { Migrator, TSMigrationGenerator } from '@mikro-orm/migrations';
import { defineConfig as definePgliteConfig } from '@mikro-orm/pglite';
import { defineConfig as definePostgreSqlConfig } from '@mikro-orm/postgresql';
import type { Config } from '../config.js';
import { entities } from './entities.js';
import { migrations } from './migrations/index.js';
import { type StatementListener, statementLogger } from './statements.js';

/** In this folder of DATA_DIR lies the embedded database. */
export function embeddedDatabaseFolder(config: Pick<Config, 'dataDir'>): string {
  return join(config.dataDir, 'pglite');
}

const sharedOptions = {
  entities,
  extensions: [Migrator],
  migrations: {
    migrationsList: migrations,
    pathTs: 'src/db/migrations',
    path: 'dist/src/db/migrations',
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

/** How MikroORM reaches the database that the configuration names: PostgreSQL, or else the embedded PGlite. */
export function ormOptions(
  config: Pick<Config, 'databaseUrl' | 'databasePoolSize' | 'dataDir'>,
  onStatement?: StatementListener,
) {
  const options = { ...sharedOptions, ...(onStatement && { loggerFactory: statementLogger(onStatement) }) };
  if (!config.databaseUrl) return definePgliteConfig({ ...options, dbName: embeddedDatabaseFolder(config) });
  const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: 30_000 };
  const driverOptions = { connectionTimeoutMillis: 5000, application_name: 'gatehouse', ...keepAlive };
  const pool = { min: 0, max: config.databasePoolSize };
  return definePostgreSqlConfig({ ...options, clientUrl: config.databaseUrl, pool, driverOptions });
}
