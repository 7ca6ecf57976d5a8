import { median } from '../shared/figures.ts';
import type { Pair } from './pairs.ts';

/** Requests before the measured ones, until the server is warm. */
const WARM_UP_SHARE = 0.2;

export interface MeasuredPair {
  readonly operation: string;
  readonly count: number;
  readonly knownMillis: number;
  readonly unknownMillis: number;
}

/** One request after the other, so that none waits for another; whatever else the machine does meets both kinds. */
export async function measurePair(
  { operation, known, unknown, factor }: Pair,
  leastCount: number,
): Promise<MeasuredPair> {
  const count = leastCount * factor;
  for (let round = 0; round < count * WARM_UP_SHARE; round += 1) await measureRound(known, unknown);
  const rounds: Round[] = [];
  for (let round = 0; round < count; round += 1) rounds.push(await measureRound(known, unknown));
  const knownMillis = median(rounds.map((round) => round.knownMillis));
  const unknownMillis = median(rounds.map((round) => round.unknownMillis));
  return { operation, count, knownMillis, unknownMillis };
}

type Round = Pick<MeasuredPair, 'knownMillis' | 'unknownMillis'>;
type Send = () => Promise<unknown>;

/** Either goes first, by chance: in turns, they could fall in with what the server does every second. */
async function measureRound(known: Send, unknown: Send): Promise<Round> {
  if (Math.random() < 0.5) return { knownMillis: await timeOf(known), unknownMillis: await timeOf(unknown) };
  const unknownMillis = await timeOf(unknown);
  return { knownMillis: await timeOf(known), unknownMillis };
}

async function timeOf(send: Send): Promise<number> {
  const sentAt = performance.now();
  await send();
  return performance.now() - sentAt;
}
