import { existsSync } from 'node:fs';
import type { Clock } from '../../clock.js';
import type { Config } from '../../config/config.js';
import { readConnectionUrl } from '../../config/connection-url.js';
import { isLoopbackHost } from '../../config/ip-address.js';
import { DataFolderInUseError } from '../../database/data-folder-lock.js';
import { Database } from '../../database/database.js';
import { DatabaseUnavailableError, databaseProblemOf } from '../../database/database-errors.js';
import { type MigrationState, migrationState, SchemaNotWritableError } from '../../database/migrate.js';
import { embeddedDatabaseFolder } from '../../database/orm-options.js';
import { describeLocation, PostgresClient } from '../../database/postgres-client.js';
import { lossOfFailover } from '../../database/replication.js';
import { dataModel } from '../../wiring/data-model.js';
import { isListening } from '../socket-client.js';
import { type Finding, findingsOf } from './finding.js';
import { checkPrivileges, checkServer, readFacts } from './postgresql.js';

const { ok, warning, fault } = findingsOf('database');

/** Whether a server could use the database, and how well. Nothing is migrated. */
export async function checkDatabase(config: Config, clock: Clock): Promise<Finding[]> {
  if (!config.databaseUrl) return checkEmbedded(config);
  const database = await Database.open(config, dataModel);
  try {
    return [...(await checkPostgres(config, database, clock)), ...(await checkListener(config))];
  } finally {
    await database.close();
  }
}

/** One process at a time can open it, so beside a running server that is asked instead: see checkOwnServer(). */
async function checkEmbedded(config: Config): Promise<Finding[]> {
  if (!existsSync(embeddedDatabaseFolder(config)))
    return [ok('embedded PostgreSQL, which the first start creates; set DATABASE_URL to run several instances')];
  try {
    const database = await Database.open(config, dataModel);
    const state = await migrationState(database, dataModel).finally(() => database.close());
    return [ok('embedded PostgreSQL, which no server uses at the moment'), ...describeMigrations(state)];
  } catch (error) {
    if (!(error instanceof DataFolderInUseError)) throw error;
    return [await describeUse(config, error)];
  }
}

async function describeUse(config: Config, inUse: DataFolderInUseError): Promise<Finding> {
  if (await isListening(config)) return ok('embedded PostgreSQL, which a running server has open');
  return warning(`${inUse.message} If it is a server, the command line cannot reach it.`);
}

async function checkPostgres(config: Config, database: Database, clock: Clock): Promise<Finding[]> {
  const facts = await readFacts(database, clock);
  const state = await migrationState(database, dataModel);
  const loss = await lossOfFailover(database);
  return [
    ok(`PostgreSQL ${facts.version} at ${database.location}${facts.isEncrypted ? ', by TLS' : ''}`),
    ...checkServer(config, facts),
    ...checkEncryption(config, facts.isEncrypted),
    ...describeMigrations(state),
    ...(state.pending.length > 0 && !facts.mayCreate ? [fault(new SchemaNotWritableError(facts.schema).message)] : []),
    ...(await checkPrivileges(database)),
    ...(loss ? [warning(`${loss}.`)] : []),
  ];
}

function describeMigrations({ pending, unknown }: MigrationState): Finding[] {
  return [
    ...(unknown.length > 0
      ? [warning(`A newer version has migrated the database (${unknown.length} unknown migrations). Run that version.`)]
      : []),
    ...(pending.length > 0
      ? [warning(`${pending.length} migrations are pending. The next start runs them; or run: migrate`)]
      : []),
  ];
}

/** Over a Unix socket, and within this machine, nobody can intercept what is sent. */
function checkEncryption({ nodeEnv, databaseUrl = '' }: Config, isEncrypted: boolean): Finding[] {
  const { host = 'localhost' } = readConnectionUrl(databaseUrl);
  if (nodeEnv !== 'production' || isEncrypted || host.startsWith('/') || isLoopbackHost(host)) return [];
  return [warning('The connection is not encrypted. Add ?sslmode=verify-full to DATABASE_URL, unless the network is.')];
}

/** The connection that listens has an address of its own, if wanted. */
async function checkListener({ databaseListenUrl }: Config): Promise<Finding[]> {
  if (!databaseListenUrl) return [];
  const options = readConnectionUrl(databaseListenUrl);
  const client = new PostgresClient(options);
  client.on('error', () => {});
  try {
    await client.connect();
    return [ok(`DATABASE_LISTEN_URL leads to ${describeLocation(options)}`)];
  } catch (error) {
    const problem = databaseProblemOf(error, options);
    const remedy = problem.remedy ?? 'Start it, or correct DATABASE_LISTEN_URL';
    return [fault(new DatabaseUnavailableError(describeLocation(options), { ...problem, remedy }).message)];
  } finally {
    await client.end();
  }
}
