import { MikroORM, type Options } from '@mikro-orm/core';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import type { Config } from '../config.js';
import { lockDataFolder } from './data-folder-lock.js';
import { createEmbeddedDatabase } from './embedded-database.js';
import { requireUtf8Encoding } from './encoding.js';
import { cutFrozenConnections } from './frozen-connections.js';
import { discardLostConnections } from './lost-connections.js';
import { isPGlite, nativeClient } from './native-client.js';
import { embeddedDatabaseFolder, ormOptions } from './orm-options.js';
import type { StatementListener } from './statements.js';

export type DatabaseConfig = Pick<Config, 'databaseUrl' | 'databasePoolSize' | 'dataDir'> &
  Partial<Pick<Config, 'databaseTimeoutSeconds'>>;

/** The database was away when it was needed to start. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';

  constructor(where: string, reason: string) {
    super(`Cannot reach the database at ${where}: ${reason}. Start it, or correct DATABASE_URL.`);
  }
}

/** An open connection to the database, whichever it is. */
export class Database {
  private constructor(
    readonly orm: MikroORM<AbstractSqlDriver>,
    /** For people: host and name of the PostgreSQL database, or the folder of the embedded one. */
    readonly location: string,
    private readonly unlock: () => Promise<void>,
    /** Told of each statement. */
    readonly onStatement?: StatementListener,
  ) {}

  /**
   * @throws {DatabaseUnavailableError} PostgreSQL does not answer.
   * @throws {DatabaseEncodingError} it does not store text in UTF-8.
   * @throws {DataFolderInUseError} another process has the embedded database open.
   */
  static async open(config: DatabaseConfig, onStatement?: StatementListener): Promise<Database> {
    const unlock = config.databaseUrl ? async () => {} : await openDataFolder(config);
    const orm = await MikroORM.init(ormOptions(config, onStatement) as Options<AbstractSqlDriver>);
    await orm.connect();
    const database = new Database(orm, locationOf(config), unlock, onStatement);
    const client = await nativeClient(database);
    if (!isPGlite(client)) {
      discardLostConnections(client);
      if (config.databaseTimeoutSeconds) cutFrozenConnections(client, config.databaseTimeoutSeconds);
    }
    const { ok, reason } = await database.check();
    try {
      if (!ok) throw new DatabaseUnavailableError(database.location, reason);
      await requireUtf8Encoding(database);
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  get em() {
    return this.orm.em;
  }

  /** Whether the database answers. */
  async check(): Promise<{ ok: boolean; reason: string }> {
    const checked = await this.orm.checkConnection();
    return { ok: checked.ok, reason: checked.ok ? '' : reasonOf(checked.error) };
  }

  async close(): Promise<void> {
    await this.orm.close();
    await this.unlock();
  }
}

async function openDataFolder(config: DatabaseConfig): Promise<() => Promise<void>> {
  const unlock = await lockDataFolder(config.dataDir);
  await createEmbeddedDatabase(embeddedDatabaseFolder(config));
  return unlock;
}

function locationOf({ databaseUrl, dataDir }: DatabaseConfig): string {
  if (!databaseUrl) return dataDir;
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `${hostname}:${port || 5432}${pathname}`;
}

const REASONS: Record<string, string> = {
  '28P01': 'it does not accept the password',
  '28000': 'it does not accept the user',
  '3D000': 'there is no database of this name',
};

/** Not the error's message, which may name the user; and nothing of the URL, which holds a password. */
function reasonOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { code?: string; errors?: Array<{ code?: string }> };
  const reason = code ?? errors?.[0]?.code ?? 'no answer';
  return REASONS[reason] ?? reason;
}
