// How much memory does a server take? In MB, on PostgreSQL and on the embedded database.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cleanup } from './shared/cleanup.ts';
import { runClosedLoop } from './shared/closed-loop.ts';
import { createDatabase } from './shared/database.ts';
import { Gatehouse } from './shared/gatehouse.ts';
import { send } from './shared/http.ts';
import { memoryOf } from './shared/process-cost.ts';
import { type Environment, type GatehouseProcess, startGatehouse, stopProcess } from './shared/processes.ts';
import { type Outcome, runProgram } from './shared/program.ts';
import { alignColumns } from './shared/table.ts';

/** Until V8 has compiled in the background what starting used most. */
const STARTED_MILLIS = 5000;
/** Until the threads that hash passwords have ended: they wait for 60 s. */
const RESTED_MILLIS = 65_000;
const LOAD_SECONDS = 15;
const CLIENT_COUNT = 16;

/** Those of `npm start`. */
const NODE_OPTIONS: string[] = JSON.parse(readFileSync('package.json', 'utf8'))
  .scripts.start.split(' dist/')[0]
  .match(/--\S+/g);

await runProgram(run);

async function run(cleanup: Cleanup): Promise<Outcome> {
  const postgresql = await measure('PostgreSQL', { DATABASE_URL: await createDatabase(cleanup) }, cleanup);
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-memory-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const embedded = { DATABASE_URL: '', DATA_DIR: folder };
  const first = await measure('embedded, first start', embedded, cleanup);
  const later = await measure('embedded, later start', embedded, cleanup);
  const head = ['MB', 'idle', 'peak at start', 'after load', 'a minute later', 'peak'];
  return { report: alignColumns([head, postgresql, first, later]), ok: true };
}

/** Starts a server, leaves it alone, lets 16 clients sign in and ask `me`, and stops it. */
async function measure(name: string, environment: Environment, cleanup: Cleanup): Promise<string[]> {
  console.error(`Measuring ${name} ...`);
  const secret = { JWT_SECRET: 'a secret for measuring, known to all: 0123456789' };
  const server = await startGatehouse({ ...secret, ...environment }, cleanup, NODE_OPTIONS);
  await sleep(STARTED_MILLIS);
  const idle = await memoryOf(server.child);
  await load(server);
  const loaded = await memoryOf(server.child);
  await sleep(RESTED_MILLIS);
  const rested = await memoryOf(server.child);
  await stopProcess(server.child);
  return [name, ...[idle.resident, idle.peak, loaded.resident, rested.resident, rested.peak].map(String)];
}

async function load({ url }: GatehouseProcess): Promise<void> {
  const gatehouse = new Gatehouse(url);
  const clients = await Promise.all(
    Array.from({ length: CLIENT_COUNT }, async (_, number) => {
      const { accessToken } = await gatehouse.register(`ada${number}-${Date.now()}@example.com`);
      return async () => void (await send(gatehouse.meRequest(accessToken)));
    }),
  );
  await runClosedLoop(clients, LOAD_SECONDS);
}
