import type { Logger } from '../logger.js';
import type { Database } from './database.js';
import { isPGlite, nativeClient } from './native-client.js';

/**
 * Whether there are standbys of which none is synchronous. A role without the right to read statistics sees that they
 * exist, but not their state: https://www.postgresql.org/docs/current/monitoring-stats.html
 */
const IS_LOSSY = `
  select current_setting('synchronous_standby_names') = '' and exists (
    select from pg_stat_replication where coalesce(state, 'streaming') in ('streaming', 'catchup')
  ) as lossy`;

const MAY_LOSE =
  'no standby of this PostgreSQL is synchronous, so a failover can undo the last logouts and other acts that were acknowledged: see "Failover" in docs/operations.md';

/** Says in the log what a failover would cost. */
export async function warnOfLossyFailover(database: Database, log: Logger): Promise<void> {
  const warning = await lossOfFailover(database);
  if (warning) log.warn(warning);
}

/** @returns what a failover would cost, without a final period; undefined if nothing. */
export async function lossOfFailover({ em }: Database): Promise<string | undefined> {
  const client = await nativeClient(em);
  if (isPGlite(client)) return undefined;
  const { rows } = await client.query<{ lossy: boolean }>(IS_LOSSY);
  return rows[0]?.lossy ? MAY_LOSE : undefined;
}
