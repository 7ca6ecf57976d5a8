import type { Config } from '../config.js';
import { Database } from '../db/database.js';

/** Opens the database for one piece of work. */
export async function withDatabase<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await Database.open(config);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
