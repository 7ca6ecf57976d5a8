/** How long a batch is meant to hold its locks, in milliseconds. */
const BATCH_MILLIS = 25;

const FIRST_SIZE = 100;
const MIN_SIZE = 10;
const MAX_SIZE = 1000;

/** What a batch has done. */
export interface Batch {
  readonly rowCount: number;
  /** Whether nothing is left. */
  readonly isLast: boolean;
}

/**
 * Does in batches, each a transaction of its own, what would hold locks for long. A batch has as many rows as fit into
 * 25 ms: rows that are scattered over a cold disk take a hundred times as long as those that are in memory.
 *
 * @param run handles at most so many rows.
 * @returns how many rows all batches had.
 */
export async function inBatches(run: (size: number) => Promise<Batch>): Promise<number> {
  let total = 0;
  for (let size = FIRST_SIZE; ; ) {
    const startedAt = performance.now();
    const { rowCount, isLast } = await run(size);
    total += rowCount;
    if (isLast) return total;
    size = nextBatchSize(size, performance.now() - startedAt);
  }
}

/** The size that would have taken the time that is meant, or twice the last one at most. */
export function nextBatchSize(size: number, durationMillis: number): number {
  const fitting = Math.round(size * Math.min(BATCH_MILLIS / durationMillis, 2));
  return Math.min(Math.max(fitting, MIN_SIZE), MAX_SIZE);
}
