// Signs people in and out at two servers, has three services verify their tokens by themselves, and disturbs all of it: no
// service may accept a token after its logout for longer than is promised.
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Cluster } from '../chaos/cluster.ts';
import { newHistory } from '../chaos/history.ts';
import { StubbornApi } from '../chaos/stubborn-api.ts';
import type { Cleanup } from '../shared/cleanup.ts';
import { startScript } from '../shared/processes.ts';
import { numberOption, type Outcome, runProgram } from '../shared/program.ts';
import { Random } from '../shared/random.ts';
import { shareOut } from '../shared/share-out.ts';
import type { Disturbance } from './acceptance.ts';
import { createApiKey } from './api-key.ts';
import { newFindings, report } from './chaos-report.ts';
import { disturb } from './disturb.ts';
import { FeedProxy } from './feed-proxy.ts';
import { newKeyPair } from './key-pair.ts';
import { logInAndOut, type Services, useServices } from './people.ts';

const INSTANCE_COUNT = 2;
const SERVICE_COUNT = 3;
const PEOPLE_COUNT = 6;
const LOAD_COUNT = 6;
/** As short as can be with a sign of life every 5 s and a busy machine. */
const STALE_AFTER_SECONDS = 8;

await runProgram(run);

async function run(cleanup: Cleanup): Promise<Outcome> {
  const { count, seconds, seed } = readOptions();
  console.error(`${count} logouts, --seed ${seed}`);
  const { setting } = await newKeyPair(cleanup);
  const cluster = await Cluster.start(cleanup, INSTANCE_COUNT, setting);
  const proxies = Array.from({ length: SERVICE_COUNT }, () => new FeedProxy(cluster.urls));
  const services = await startServices(cluster, proxies, cleanup);
  const random = new Random(seed);
  const findings = newFindings(STALE_AFTER_SECONDS * 1000);
  const api = () => new StubbornApi(cluster.urls, newHistory(), new Random(random.next() * 2 ** 32));
  const disturbances: Disturbance[] = [];
  const stopped = new AbortController();
  const using = useServices({ services, count: LOAD_COUNT, api: api(), findings, stopped: stopped.signal });
  const disturbing = disturb({ cluster, proxies }, disturbances, new Random(seed), stopped.signal);
  const pauseMillis = (seconds * 1000 * PEOPLE_COUNT) / count;
  await shareOut(Array.from({ length: PEOPLE_COUNT }, api), Array.from({ length: count }), async (client) => {
    await Promise.all([sleep(random.between(0, 2 * pauseMillis)), logInAndOut(client, services, findings)]);
  });
  stopped.abort();
  await Promise.all([disturbing, using]);
  return report(await findings.finish(), disturbances);
}

async function startServices(cluster: Cluster, proxies: readonly FeedProxy[], cleanup: Cleanup): Promise<Services> {
  const API_KEY = await createApiKey(cluster.databaseUrl);
  const script = new URL('service.ts', import.meta.url);
  return Promise.all(
    proxies.map(async (proxy, service) => {
      const FEED_URL = await proxy.start();
      cleanup.add(async () => proxy.stop());
      const environment = { FEED_URL, API_KEY, STALE_AFTER_SECONDS: String(STALE_AFTER_SECONDS) };
      const { ready } = await startScript<{ url: string }>(script, environment, cleanup);
      return { url: ready.url, service };
    }),
  );
}

function readOptions() {
  const options = {
    logouts: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '180' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  } as const;
  const { logouts, seconds, seed } = parseArgs({ options }).values;
  return {
    count: numberOption('logouts', logouts, 1),
    seconds: numberOption('seconds', seconds, 0),
    seed: numberOption('seed', seed, 0, 2 ** 32),
  };
}
