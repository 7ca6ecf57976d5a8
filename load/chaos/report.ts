import { alignColumns } from '../shared/table.ts';
import { type Fault, GRACE_MILLIS, longestAfterEffect, outliving } from './checks.ts';
import type { History } from './history.ts';

/** How many violations are shown in full. */
const MAX_SHOWN = 20;

/** Everything that is wrong. */
export function violationsOf(history: History, faults: readonly Fault[], found: readonly string[]): string[] {
  const late = outliving(history.failures, faults).map(({ what }) => `A request failed without a fault: ${what}`);
  return [...history.violations, ...found, ...late];
}

export function describe(history: History, faults: readonly Fault[], violations: readonly string[]): string {
  const { accounts, logouts, failures, answeredCount, lostSessionCount } = history;
  const living = accounts.reduce((count, { sessions }) => count + sessions.length, 0);
  const byKind = Map.groupBy(faults, ({ kind }) => kind);
  const rows = [
    ...[...byKind].map(([kind, those]) => [kind, String(those.length)]),
    ['requests answered', String(answeredCount)],
    ['requests failed during faults, and repeated', String(failures.length)],
    [`last failure after a fault, ms (at most ${GRACE_MILLIS})`, longestAfterEffect(failures, faults).toFixed(0)],
    ['registrations acknowledged', String(accounts.length)],
    ['logouts acknowledged', String(logouts.length)],
    ['sessions alive at the end', String(living)],
    ['sessions given up: answers lost for too long', String(lostSessionCount)],
    ['violations', String(violations.length)],
  ];
  return [alignColumns(rows), ...violations.slice(0, MAX_SHOWN)].join('\n');
}
