import { alignColumns } from '../shared/table.ts';
import type { MeasuredPair } from './measure-pair.ts';

/** Above it, the time tells whether there is an account. As a share of the longer median. */
const LARGEST_DIFFERENCE = 0.05;

function difference({ knownMillis, unknownMillis }: MeasuredPair): number {
  return Math.abs(knownMillis - unknownMillis) / Math.max(knownMillis, unknownMillis);
}

export function isTell(pair: MeasuredPair): boolean {
  return !(difference(pair) < LARGEST_DIFFERENCE);
}

export function describePairs(pairs: readonly MeasuredPair[]): string {
  const headings = ['operation', 'times each', 'known account, ms', 'unknown, ms', 'difference %', ''];
  const rows = pairs.map((pair) => [
    pair.operation,
    String(pair.count),
    pair.knownMillis.toFixed(2),
    pair.unknownMillis.toFixed(2),
    (difference(pair) * 100).toFixed(2),
    isTell(pair) ? 'A TELL' : 'no tell',
  ]);
  return `Medians; no tell means less than ${LARGEST_DIFFERENCE * 100} %.\n\n${alignColumns([headings, ...rows])}`;
}
