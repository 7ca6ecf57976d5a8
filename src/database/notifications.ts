import type { PGlite } from '@electric-sql/pglite';
import type { Config } from '../config/config.js';
import type { Logger } from '../logger.js';
import type { Database } from './database.js';
import { nativeClient } from './native-client.js';
import { type Listening, PostgresListener } from './postgres-listener.js';

/**
 * Listens until it is told to stop: on a connection of its own to PostgreSQL, or in the embedded database.
 *
 * @returns what stops it.
 */
export async function listen(
  database: Database,
  config: Pick<Config, 'databaseUrl'> & Partial<Pick<Config, 'databaseListenUrl'>>,
  listening: Listening,
  log: Logger,
): Promise<() => Promise<void>> {
  if (!config.databaseUrl) {
    const pglite = (await nativeClient(database.em)) as PGlite;
    return pglite.listen(listening.channel, listening.onNotification);
  }
  const listener = new PostgresListener(config.databaseListenUrl ?? config.databaseUrl, listening, log);
  await listener.connect();
  return () => listener.close();
}
