import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../shared/random.ts';
import { type Fault, GRACE_MILLIS } from './checks.ts';
import type { Cluster } from './cluster.ts';

type Strike = (cluster: Cluster, random: Random) => Promise<void>;

const downMillis = (random: Random) => random.between(0, 1500);

const FAILOVER = 'failover to the synchronous standby';

/** In turn, but for the failover: there is one. */
const STRIKES: Readonly<Record<string, Strike>> = {
  [FAILOVER]: (cluster) => cluster.failOver(),
  'kill -9 of a server': (cluster, random) =>
    cluster.restartServer(Math.floor(random.between(0, cluster.servers.length))),
  'fast restart of PostgreSQL': (cluster, random) =>
    cluster.restartPostgres({ signal: 'SIGINT', downMillis: downMillis(random) }),
  'immediate restart of PostgreSQL': (cluster, random) =>
    cluster.restartPostgres({ signal: 'SIGQUIT', downMillis: downMillis(random) }),
};

export interface FaultPlan {
  readonly count: number;
  /** Within which the faults begin, at random moments. */
  readonly seconds: number;
}

/** Strikes at random moments, one fault after the other, and answers what was struck when. */
export async function strike(cluster: Cluster, plan: FaultPlan, random: Random): Promise<Fault[]> {
  const startedAt = Date.now();
  const faults: Fault[] = [];
  const kinds = kindsInTurn(plan, random);
  for (const moment of moments(plan, random)) {
    await sleep(Math.max(0, startedAt + moment - Date.now()));
    faults.push(await strikeOnce(cluster, kinds.pop() ?? '', random));
  }
  // Whatever still fails now fails for good.
  await sleep(GRACE_MILLIS + 1000);
  return faults;
}

function moments({ count, seconds }: FaultPlan, random: Random): number[] {
  return Array.from({ length: count }, () => random.between(1000, seconds * 1000)).sort((a, b) => a - b);
}

/** As many of each kind, and one failover, in random order. */
function kindsInTurn({ count }: FaultPlan, random: Random): string[] {
  const others = Object.keys(STRIKES).filter((kind) => kind !== FAILOVER);
  const kinds = Array.from({ length: count }, (_, index) => others[(index - 1) % others.length] ?? FAILOVER);
  return kinds
    .map((kind) => ({ kind, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ kind }) => kind);
}

async function strikeOnce(cluster: Cluster, kind: string, random: Random): Promise<Fault> {
  console.error(`  ${kind}`);
  const startedAtMillis = Date.now();
  await STRIKES[kind]?.(cluster, random);
  return { kind, startedAtMillis, recoveredAtMillis: Date.now() };
}
