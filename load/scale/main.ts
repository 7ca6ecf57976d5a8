// Fills a database as a million users do, and compares what it takes with an empty one.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Cleanup } from '../shared/cleanup.ts';
import { createDatabase } from '../shared/database.ts';
import { Gatehouse } from '../shared/gatehouse.ts';
import { startGatehouse } from '../shared/processes.ts';
import { numberOption, type Outcome, runProgram } from '../shared/program.ts';
import { fill, volumeOf } from './fill.ts';
import { longestLockDuring, withName } from './lock-holding.ts';
import { compareGrowth, longestDuring } from './measure.ts';
import { type Operation, prepareOperations } from './operations.ts';
import { report } from './report.ts';
import { scansOf, sizesOf } from './storage.ts';

const COMMAND_LINE = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

/** What the connections of the command that prunes are called. */
const PRUNING = 'pruning';

/** PostgreSQL's statistics are behind by at most this. */
const STATISTICS_DELAY_MILLIS = 1500;

await runProgram(run);

async function run(cleanup: Cleanup): Promise<Outcome> {
  const { share, samples } = readOptions();
  const volume = volumeOf(share);
  // Hashes are cheap here: what grows is the database.
  const settings = { JWT_SECRET: randomBytes(48).toString('base64url'), BCRYPT_COST: '4', NODE_ENV: 'test' };
  const [empty, full] = [await start(), await start()];
  console.error(`Filling a database for ${volume.users} users ...`);
  await fill(full.url, volume);
  const sizes = await sizesOf(full.url);
  const [onEmpty, onFull] = [
    await prepareOperations(empty.server, empty.url, samples),
    await prepareOperations(full.server, full.url, samples),
  ];
  await sleep(STATISTICS_DELAY_MILLIS);
  const scansBefore = await scansOf(full.url);
  console.error('Measuring ...');
  const growth = await compareGrowth(onEmpty, onFull, samples);
  await sleep(STATISTICS_DELAY_MILLIS);
  const scans = await scansOf(full.url);
  const scanned = [...scans].filter(([table, count]) => count > (scansBefore.get(table) ?? 0)).map(([table]) => table);
  console.error('Pruning ...');
  let lockMillis = 0;
  const pruneWatched = async () => {
    const pruning = prune({ ...settings, DATABASE_URL: withName(full.url, PRUNING) });
    lockMillis = await longestLockDuring(full.url, PRUNING, pruning);
  };
  const pruning = await longestDuring(pruneWatched, onFull.refreshToken as Operation);
  return report({ volume, sizes, growth, scanned, pruning: { ...pruning, lockMillis } });

  async function start() {
    const url = await createDatabase(cleanup);
    const { url: serverUrl } = await startGatehouse({ ...settings, DATABASE_URL: url }, cleanup);
    return { url, server: new Gatehouse(serverUrl) };
  }
}

async function prune(environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [COMMAND_LINE, 'prune'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`prune ended with exit code ${code}.`);
}

/** The share is that of a million users: a tenth with --small. */
function readOptions() {
  const options = {
    share: { type: 'string', default: '1' },
    small: { type: 'boolean', default: false },
    samples: { type: 'string', default: '200' },
  } as const;
  const { share, small, samples } = parseArgs({ options }).values;
  return {
    share: small ? 0.1 : numberOption('share', share, 0.0001, 10),
    samples: numberOption('samples', samples, 1, 10_000),
  };
}
