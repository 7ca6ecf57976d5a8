import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../shared/random.ts';
import { type Fault, GRACE_MILLIS } from './checks.ts';
import type { Cluster } from './cluster.ts';

type Strike = (cluster: Cluster, random: Random) => Promise<void>;

const downMillis = (random: Random) => random.between(0, 1500);

const STRIKES: Readonly<Record<string, Strike>> = {
  'kill -9 of the first server': (cluster) => cluster.restartServer(0),
  'kill -9 of the second server': (cluster) => cluster.restartServer(1),
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

/** As many of each kind, in random order. */
function kindsInTurn({ count }: FaultPlan, random: Random): string[] {
  const kinds = Object.keys(STRIKES);
  const places = Array.from({ length: count }, (_, index) => ({ index, place: random.next() }));
  return places.sort((a, b) => a.place - b.place).map(({ index }) => kinds[index % kinds.length] as string);
}

async function strikeOnce(cluster: Cluster, kind: string, random: Random): Promise<Fault> {
  console.error(`  ${kind}`);
  const startedAtMillis = Date.now();
  await STRIKES[kind]?.(cluster, random);
  return { kind, startedAtMillis, recoveredAtMillis: Date.now() };
}
