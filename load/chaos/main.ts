// Kills servers, restarts PostgreSQL and fails over to its standby under load, and proves that what was acknowledged holds.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Cleanup } from '../shared/cleanup.ts';
import { numberOption, type Outcome, runProgram } from '../shared/program.ts';
import { Random } from '../shared/random.ts';
import { ChaosClient } from './client.ts';
import { Cluster } from './cluster.ts';
import { strike } from './faults.ts';
import { newHistory } from './history.ts';
import { describe, violationsOf } from './report.ts';
import { StubbornApi } from './stubborn-api.ts';
import { checkPromises, checkRows } from './verify.ts';

const CLIENT_COUNT = 12;

await runProgram(run);

async function run(cleanup: Cleanup): Promise<Outcome> {
  const { instances, count, seconds, seed } = readOptions();
  console.error(`${instances} instances, ${count} faults within ${seconds} s, --seed ${seed}`);
  const cluster = await Cluster.start(cleanup, instances);
  const history = newHistory();
  const random = new Random(seed);
  const api = () => new StubbornApi(cluster.urls, history, new Random(random.next() * 2 ** 32));
  const clients = Array.from({ length: CLIENT_COUNT }, () => new ChaosClient(api(), history, random));
  const stopped = new AbortController();
  const running = Promise.all(clients.map((client) => client.run(stopped.signal)));
  const faults = await strike(cluster, { count, seconds }, new Random(seed));
  stopped.abort();
  await running;
  const found = [...(await checkPromises(history, api())), ...(await checkRows(cluster.databaseUrl, history))];
  const violations = violationsOf(history, faults, found);
  return { report: describe(history, faults, violations), ok: violations.length === 0 };
}

function readOptions() {
  const options = {
    instances: { type: 'string', default: '2' },
    faults: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '120' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  } as const;
  const { instances, faults, seconds, seed } = parseArgs({ options }).values;
  return {
    instances: numberOption('instances', instances, 1, 16),
    count: numberOption('faults', faults, 0),
    seconds: numberOption('seconds', seconds, 2),
    seed: numberOption('seed', seed, 0, 2 ** 32),
  };
}
