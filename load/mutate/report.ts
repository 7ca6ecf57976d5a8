import type { Mutation } from './mutation.ts';
import type { Verdict } from './verdict.ts';

export interface Tried {
  readonly mutation: Mutation;
  readonly verdict: Verdict;
}

/** One line for each mutation, as soon as it was tried. */
export function describeTried({ mutation, verdict }: Tried): string {
  const detail = { killed: () => '', survived: () => whereOf(mutation), invalid: () => whereOf(mutation) };
  return [
    `${verdict.kind.padEnd(8)}  ${mutation.promise}`,
    `          ${describeVerdict(verdict)}`,
    detail[verdict.kind](),
  ]
    .filter(Boolean)
    .join('\n');
}

function describeVerdict(verdict: Verdict): string {
  if (verdict.kind === 'killed') return `by: ${verdict.by}`;
  return verdict.kind === 'survived' ? 'No test failed.' : verdict.reason;
}

function whereOf({ file, find, replace, tests }: Mutation): string {
  return [`          ${file}`, `          - ${find}`, `          + ${replace}`, `          ${tests.join(' ')}`].join(
    '\n',
  );
}

/** What is left to do, and the totals. */
export function describeOutcome(tried: readonly Tried[], seconds: number): string {
  const count = (kind: Verdict['kind']) => tried.filter(({ verdict }) => verdict.kind === kind).length;
  const open = tried.filter(({ verdict }) => verdict.kind !== 'killed').map(describeTried);
  const totals = `${tried.length} mutations in ${seconds} s: ${count('killed')} killed by a failing test, ${count('survived')} survived, ${count('invalid')} invalid.`;
  return [...open, totals].join('\n\n');
}
