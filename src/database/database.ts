import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { dataDir as initializedDatabase } from '@electric-sql/pglite-prepopulatedfs';
import { MikroORM, type Options } from '@mikro-orm/core';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import type { Config } from '../config/config.js';
import { type ConnectionOptions, readConnectionUrl } from '../config/connection-url.js';
import { lockDataFolder } from './data-folder-lock.js';
import {
  DAMAGED,
  type DatabaseProblem,
  DatabaseUnavailableError,
  databaseProblemOf,
  NO_SCHEMA,
  READ_ONLY,
  WRONG_DATE_STYLE,
  WRONG_ENCODING,
} from './database-errors.js';
import { cutFrozenConnections, discardLostConnections } from './faulty-connections.js';
import { type ConnectionPool, isPGlite, nativeClient } from './native-client.js';
import { type DataModel, embeddedDatabaseFolder, ormOptions } from './orm-options.js';
import { describeLocation } from './postgres-client.js';
import { waitForConnections } from './scarce-connections.js';
import { SessionSettings } from './session-settings.js';
import type { StatementListener } from './statements.js';

/**
 * Creates the files of an empty embedded database, unless they exist. Unpacking a pre-initialized one is three times as
 * fast as initializing it. The folder gets its final name once complete, in case the process is killed.
 */
async function createEmbeddedDatabase(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const pglite = await PGlite.create({ dataDir: unfinished, loadDataDir: await initializedDatabase() });
  await pglite.close();
  await rename(unfinished, folder);
}

export type DatabaseConfig = Pick<Config, 'databaseUrl' | 'databasePoolSize' | 'dataDir'> &
  Partial<Pick<Config, 'databaseTimeoutSeconds' | 'databasePreparedStatements'>>;

/**
 * What can make the database unusable although it responds. On a standby, which is in recovery, transactions are
 * read-only.
 */
const STATE = `
  select current_setting('transaction_read_only') = 'on' as "isReadOnly", current_setting('datestyle') as "dateStyle",
    current_setting('server_encoding') as "encoding"`;

/** An open connection to PostgreSQL or to the embedded database. */
export class Database {
  /** Whether a statement prepared on a connection still exists when the connection is used again. */
  readonly preparedStatements: { last: boolean };

  private constructor(
    readonly orm: MikroORM<AbstractSqlDriver>,
    /** For people: host and name of the PostgreSQL database, or the folder of the embedded one. */
    readonly location: string,
    private readonly connection: ConnectionOptions | undefined,
    private readonly unlock: () => Promise<void>,
    /** Called for each statement. */
    readonly onStatement?: StatementListener,
    { databasePreparedStatements: last = true }: Partial<DatabaseConfig> = {},
  ) {
    this.preparedStatements = { last };
  }

  /**
   * @throws {DatabaseUnavailableError} PostgreSQL does not respond, or cannot be used.
   * @throws {DataFolderInUseError} another process has the embedded database open.
   */
  static async open(config: DatabaseConfig, model: DataModel, onStatement?: StatementListener): Promise<Database> {
    const connection = config.databaseUrl ? readConnectionUrl(config.databaseUrl) : undefined;
    const unlock = connection ? async () => {} : await openDataFolder(config);
    const session = new SessionSettings();
    const orm = await MikroORM.init(ormOptions(config, model, onStatement, session) as Options<AbstractSqlDriver>);
    const location = connection ? describeLocation(connection) : config.dataDir;
    const database = new Database(orm, location, connection, unlock, onStatement, config);
    try {
      await database.prepare(config, session);
      return database;
    } catch (error) {
      // What could not be opened may not be possible to close either.
      await database.close().catch(() => {});
      throw error;
    }
  }

  get em() {
    return this.orm.em;
  }

  /** @returns why the database cannot serve requests; undefined if it can. */
  async check(): Promise<DatabaseProblem | undefined> {
    try {
      const { rows } = await ((await nativeClient(this.em)) as ConnectionPool).query<State>(STATE);
      const [state] = rows;
      if (state?.isReadOnly) return READ_ONLY;
      if (state?.encoding !== 'UTF8') return WRONG_ENCODING;
      return state.dateStyle.startsWith('ISO') ? undefined : WRONG_DATE_STYLE;
    } catch (error) {
      return databaseProblemOf(error, this.connection);
    }
  }

  async close(): Promise<void> {
    try {
      const client = await nativeClient(this.em);
      await this.orm.close();
      // MikroORM does not close a pool through which it has sent no statement itself.
      if (!isPGlite(client) && !client.ended) await client.end();
    } finally {
      await this.unlock();
    }
  }

  private async prepare({ databaseTimeoutSeconds }: DatabaseConfig, session: SessionSettings): Promise<void> {
    await this.orm.connect();
    const client = await nativeClient(this.em).catch(() => {
      throw new DatabaseUnavailableError(this.location, DAMAGED);
    });
    if (isPGlite(client)) await session.pinEmbedded(client);
    else {
      discardLostConnections(client);
      waitForConnections(client, this.connection?.connectionTimeoutMillis ?? 0);
      if (databaseTimeoutSeconds) cutFrozenConnections(client, databaseTimeoutSeconds);
    }
    const problem = (await this.check()) ?? (session.schema ? undefined : NO_SCHEMA);
    if (problem) throw new DatabaseUnavailableError(this.location, problem);
    useSchema(this.orm, session.schema as string);
  }
}

interface State {
  readonly isReadOnly: boolean;
  readonly dateStyle: string;
  readonly encoding: string;
}

/**
 * MikroORM looks for its table of migrations in `public`, wherever it has created it. It never writes the default
 * schema before a table's name, so the search path decides everywhere.
 */
function useSchema(orm: MikroORM<AbstractSqlDriver>, schema: string): void {
  orm.driver.getPlatform().getDefaultSchemaName = () => schema;
  orm.config.set('schema', schema);
}

async function openDataFolder(config: DatabaseConfig): Promise<() => Promise<void>> {
  const unlock = await lockDataFolder(config.dataDir);
  await createEmbeddedDatabase(embeddedDatabaseFolder(config));
  return unlock;
}
