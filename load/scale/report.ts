import type { Outcome } from '../shared/program.ts';
import { alignColumns } from '../shared/table.ts';
import type { Volume } from './fill.ts';
import type { Growth } from './measure.ts';
import type { Size } from './storage.ts';

export interface Findings {
  readonly volume: Volume;
  readonly sizes: readonly Size[];
  readonly growth: readonly Growth[];
  /** Tables that an operation has read from the beginning to the end. */
  readonly scanned: readonly string[];
  readonly pruning: Pruning;
}

interface Pruning {
  readonly durationMillis: number;
  /** The longest that a refresh took meanwhile. */
  readonly longestMillis: number;
  /** The longest that it held locks. */
  readonly lockMillis: number;
}

/** Nobody waits for pruning any longer than this. */
const MAX_LOCK_MILLIS = 100;

/** How much slower an operation may be on the full database than on the empty one. */
const MAX_RATIO = 1.2;

/** Faster than this, the noise is larger than what is measured, in milliseconds. */
const NOISE_MILLIS = 0.5;

export function report({ volume, sizes, growth, scanned, pruning }: Findings): Outcome {
  const slower = growth.filter((each) => isSlower(each));
  const problems = [
    ...slower.map(({ operation }) => `${operation} is slower by more than 20 %.`),
    ...scanned.map((table) => `${table} was read as a whole.`),
    ...(pruning.lockMillis > MAX_LOCK_MILLIS ? [`Pruning held locks for more than ${MAX_LOCK_MILLIS} ms.`] : []),
  ];
  const parts = [
    `${volume.users} users, ${volume.sessions} sessions, ${volume.auditEvents} audit events; one request at a time.`,
    alignColumns([['operation', 'empty: p50 ms', 'full: p50 ms', 'ratio'], ...growth.map(row)]),
    alignColumns([['table', 'rows', 'bytes per row'], ...sizes.map(sizeRow)]),
    describePruning(pruning),
    problems.length > 0
      ? problems.join('\n')
      : 'Nothing that a user does gets slower, and every statement uses an index.',
  ];
  return { report: parts.join('\n\n'), ok: problems.length === 0 };
}

function describePruning({ durationMillis, longestMillis, lockMillis }: Pruning): string {
  const locks = `it held locks for at most ${lockMillis.toFixed(0)} ms at a time`;
  return `Pruning took ${(durationMillis / 1000).toFixed(1)} s; ${locks}, and a refresh meanwhile took at most ${longestMillis.toFixed(0)} ms.`;
}

function isSlower({ empty, full }: Growth): boolean {
  return full.p50Millis > empty.p50Millis * MAX_RATIO && full.p50Millis - empty.p50Millis > NOISE_MILLIS;
}

function row({ operation, empty, full }: Growth): string[] {
  const ratio = full.p50Millis / empty.p50Millis;
  return [operation, empty.p50Millis.toFixed(2), full.p50Millis.toFixed(2), ratio.toFixed(2)];
}

function sizeRow({ table, rows, bytesPerRow }: Size): string[] {
  return [table, String(rows), String(bytesPerRow)];
}
