import type { Parameters } from 'fast-check';

/** How many times as much as `npm test` does is to be tried. */
const FACTOR = Number(process.env.FUZZ_FACTOR ?? (process.env.npm_lifecycle_event === 'fuzz' ? 20 : 1));

/** How often to try, and from which seed on. A failure prints its seed; FUZZ_SEED repeats the run. */
export function effort<T>(runs: number): Parameters<T> {
  const seed = process.env.FUZZ_SEED;
  return { numRuns: Math.ceil(runs * FACTOR), ...(seed && { seed: Number(seed) }) };
}

/** A time limit in milliseconds for a test that takes some seconds in `npm test`. */
export const FUZZ_TIMEOUT_MILLIS = 120_000 * Math.max(1, FACTOR);
