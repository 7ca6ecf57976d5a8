import { pino } from 'pino';
import { systemClock as clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { withoutTimeout } from '../database/faulty-connections.js';
import { runMigrations } from '../database/migrate.js';
import { dataModel } from '../wiring/data-model.js';
import { createServices } from '../wiring/services.js';
import type { Workplace } from './command-context.js';

/** Opens the database for one piece of work, which may take long. */
export async function withOwnDatabase(config: Config, work: (database: Database) => Promise<void>): Promise<void> {
  const database = await Database.open(config, dataModel);
  try {
    await withoutTimeout(() => work(database));
  } finally {
    await database.close();
  }
}

/** As withOwnDatabase(), migrated, with everything that works on it. */
export async function withOwnServices(config: Config, work: (workplace: Workplace) => Promise<void>): Promise<void> {
  await withOwnDatabase(config, async (database) => {
    await runMigrations(database.orm);
    const log = pino({ level: config.logLevel }, pino.destination(process.stderr.fd));
    const services = await createServices({ config, database, clock, log });
    await work({ config, database, services, clock }).finally(() => services.close());
  });
}
