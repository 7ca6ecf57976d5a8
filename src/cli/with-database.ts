import type { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { withoutTimeout } from '../database/faulty-connections.js';
import { entities } from '../entities.js';

/** Opens the database for one piece of work, which may take long. */
export async function withDatabase<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await Database.open(config, entities);
  try {
    return await withoutTimeout(() => work(database));
  } finally {
    await database.close();
  }
}
