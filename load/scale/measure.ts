import { type Figures, summarize } from '../shared/figures.ts';
import type { Operation } from './operations.ts';

/** How long an operation takes on the empty database and on the full one. */
export interface Growth {
  readonly operation: string;
  readonly empty: Figures;
  readonly full: Figures;
}

/** In turns, one request each, so that whatever else the machine does meets both. */
export async function compareGrowth(
  empty: Record<string, Operation>,
  full: Record<string, Operation>,
  samples: number,
): Promise<Growth[]> {
  const found: Growth[] = [];
  for (const operation of Object.keys(empty)) {
    const millis: Record<'empty' | 'full', number[]> = { empty: [], full: [] };
    for (let sample = 0; sample < samples; sample += 1) {
      millis.empty.push(await timed(empty[operation] as Operation));
      millis.full.push(await timed(full[operation] as Operation));
    }
    found.push({ operation, empty: summarize(millis.empty, 1), full: summarize(millis.full, 1) });
  }
  return found;
}

export async function timed(act: Operation): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}

/** The longest that any request takes while something else goes on, in milliseconds, and how long that takes. */
export async function longestDuring(work: Operation, request: Operation) {
  const startedAt = performance.now();
  let isOver = false;
  let durationMillis = 0;
  const working = work().finally(() => {
    isOver = true;
    durationMillis = performance.now() - startedAt;
  });
  let longestMillis = 0;
  while (!isOver) longestMillis = Math.max(longestMillis, await timed(request));
  await working;
  return { durationMillis, longestMillis };
}
