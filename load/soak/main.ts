// Loads a server for minutes with everything that people do, and looks for what it does not give back.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Cleanup } from '../shared/cleanup.ts';
import type { Client } from '../shared/closed-loop.ts';
import { numberOption, type Outcome, runProgram } from '../shared/program.ts';
import type { Sample } from './checks.ts';
import { lifeClient } from './life.ts';
import { describe, type Soaked, violationsOf } from './report.ts';
import { SoakedServer } from './soaked-server.ts';

const CLIENT_COUNT = 12;
const SAMPLE_INTERVAL_SECONDS = 5;

/** By then, all code has been used and compiled. In a run of less than five minutes, a part of it has to do. */
const WARM_UP_SECONDS = 120;
const WARM_UP_SHARE = 0.4;

await runProgram(run);

async function run(cleanup: Cleanup): Promise<Outcome> {
  const seconds = readMinutes() * 60;
  const server = await SoakedServer.start(cleanup);
  const before = await server.look();
  const [samples, load] = await Promise.all([sample(server, seconds), soak(server, seconds)]);
  const after = await server.returnToRest(before);
  const warmUpSeconds = Math.min(WARM_UP_SECONDS, seconds * WARM_UP_SHARE);
  const soaked: Soaked = { samples, warmUpSeconds, before, after, ...load };
  return { report: describe(soaked), ok: violationsOf(soaked).length === 0 };
}

async function sample(server: SoakedServer, seconds: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1000;
  while (elapsed() < seconds) {
    await sleep(Math.min(SAMPLE_INTERVAL_SECONDS, seconds - elapsed()) * 1000);
    samples.push({ atSeconds: elapsed(), ...(await server.holdings()) });
  }
  return samples;
}

async function soak({ gatehouse }: SoakedServer, seconds: number) {
  const load = { requestCount: 0, complaints: [] as string[] };
  const endsAt = performance.now() + seconds * 1000;
  const repeat = async (client: Client) => {
    for (; performance.now() < endsAt; load.requestCount += 1)
      await client().catch((error: Error) => load.complaints.push(error.message));
  };
  await Promise.all(Array.from({ length: CLIENT_COUNT }, () => repeat(lifeClient(gatehouse))));
  return load;
}

function readMinutes(): number {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
  return numberOption('minutes', values.minutes, 0.5, 1440);
}
