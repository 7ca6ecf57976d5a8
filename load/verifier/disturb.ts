import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../chaos/cluster.ts';
import type { Random } from '../shared/random.ts';
import type { Disturbance } from './acceptance.ts';
import type { FeedProxy } from './feed-proxy.ts';

/** What can be disturbed. */
export interface Scene {
  readonly cluster: Cluster;
  /** Of each service. */
  readonly proxies: readonly FeedProxy[];
}

interface Kind {
  readonly name: string;
  /** Whether it concerns the feed of one service, or of all. */
  readonly isOfOne: boolean;
  strike(scene: Scene, proxy: FeedProxy, random: Random): Promise<void>;
}

const downMillis = (random: Random) => random.between(0, 1500);

const KINDS: readonly Kind[] = [
  {
    name: 'feed cut',
    isOfOne: true,
    strike: (_scene, proxy, random) => proxy.cut(random.between(0, 3000)),
  },
  {
    name: 'feed silent for 12 s',
    isOfOne: true,
    strike: (_scene, proxy) => proxy.freeze(12_000),
  },
  {
    name: 'feed delayed by up to 12 s',
    isOfOne: true,
    async strike(_scene, proxy, random) {
      const byMillis = random.between(1000, 12_000);
      await proxy.delay(12_000, byMillis);
      // What was kept back arrives as late.
      await sleep(byMillis);
    },
  },
  {
    name: 'kill -9 of a server',
    isOfOne: false,
    strike: ({ cluster }, _proxy, random) =>
      cluster.restartServer(Math.floor(random.between(0, cluster.servers.length))),
  },
  {
    name: 'fast restart of PostgreSQL',
    isOfOne: false,
    strike: ({ cluster }, _proxy, random) =>
      cluster.restartPostgres({ signal: 'SIGINT', downMillis: downMillis(random) }),
  },
  {
    name: 'immediate restart of PostgreSQL',
    isOfOne: false,
    strike: ({ cluster }, _proxy, random) =>
      cluster.restartPostgres({ signal: 'SIGQUIT', downMillis: downMillis(random) }),
  },
];

/** Calm between two disturbances, in which the promise of undisturbed feeds is tried, too. */
const CALM_MILLIS = 8000;

/** Strikes in turn, each kind as often, until it is stopped. Adds to the list what it does before it does it. */
export async function disturb(
  scene: Scene,
  disturbances: Disturbance[],
  random: Random,
  stopped: AbortSignal,
): Promise<void> {
  for (let count = 0; !stopped.aborted; count += 1) {
    await sleep(CALM_MILLIS, undefined, { signal: stopped }).catch(() => {});
    if (stopped.aborted) return;
    await strikeOnce(scene, KINDS[count % KINDS.length] as Kind, disturbances, random);
  }
}

async function strikeOnce(scene: Scene, kind: Kind, disturbances: Disturbance[], random: Random): Promise<void> {
  const all = scene.proxies.map((_, index) => index);
  const one = random.pick(all);
  console.error(`  ${kind.name}`);
  const begun = { kind: kind.name, startedAtMillis: Date.now(), services: kind.isOfOne ? [one] : all };
  const index = disturbances.push({ ...begun, recoveredAtMillis: Number.POSITIVE_INFINITY }) - 1;
  await kind.strike(scene, scene.proxies[one] as FeedProxy, random);
  disturbances[index] = { ...begun, recoveredAtMillis: Date.now() };
}
