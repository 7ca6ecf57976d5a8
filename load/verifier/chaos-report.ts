import { summarize } from '../shared/figures.ts';
import type { Outcome } from '../shared/program.ts';
import { alignColumns } from '../shared/table.ts';
import { type Disturbance, isDisturbed, type LateAcceptance, PROMISED_MILLIS, violationOf } from './acceptance.ts';
import type { Verdict, Watch } from './watch.ts';

/** How many violations are shown in full. */
const MAX_SHOWN = 20;

/** What was seen of one logout at one service. */
interface Seen extends Watch {
  readonly service: number;
}

export interface Finished {
  readonly staleAfterMillis: number;
  readonly seen: readonly Seen[];
  /** What the services said of tokens of living sessions, by status. */
  readonly living: ReadonlyMap<number, number>;
}

/** What is found out while it is found out. */
export interface Findings {
  addLiving(service: number, verdict: Verdict): void;
  addWatch(service: number, watch: Promise<Watch>): void;
  finish(): Promise<Finished>;
}

export function newFindings(staleAfterMillis: number): Findings {
  const watches: Promise<Seen>[] = [];
  const living = new Map<number, number>();
  return {
    addLiving: (_service, { status }) => living.set(status, (living.get(status) ?? 0) + 1),
    addWatch: (service, watch) => watches.push(watch.then((each) => ({ service, ...each }))),
    finish: async () => ({ staleAfterMillis, seen: await Promise.all(watches), living }),
  };
}

/** A service must not blame a token that is all right. */
function falseAlarms({ living }: Finished): string[] {
  const count = living.get(401) ?? 0;
  return count > 0 ? [`${count} times, a service refused the token of a living session.`] : [];
}

function violationsOf(finished: Finished, disturbances: readonly Disturbance[]): string[] {
  const { seen, staleAfterMillis } = finished;
  const never = seen.filter(({ refusedAfterMillis }) => refusedAfterMillis === undefined);
  return [
    ...seen.flatMap(({ late }) => late).flatMap((each) => violationOf(each, disturbances, staleAfterMillis) ?? []),
    ...never.map(({ service }) => `Service ${service} has never learnt of a logout.`),
    ...falseAlarms(finished),
  ];
}

/** How long tokens were accepted after their logout, in milliseconds; 0 where never. */
function acceptedMillis(seen: readonly Seen[]): number[] {
  return seen.map(({ late }) =>
    Math.max(0, ...late.map(({ sentAtMillis, loggedOutAtMillis }) => sentAtMillis - loggedOutAtMillis)),
  );
}

export function report(finished: Finished, disturbances: readonly Disturbance[]): Outcome {
  const { seen, living, staleAfterMillis } = finished;
  const violations = violationsOf(finished, disturbances);
  const wasDisturbed = ({ late }: Seen) => late.some((each: LateAcceptance) => isDisturbed(each, disturbances));
  const calm = seen.filter((each) => !wasDisturbed(each));
  const { p50Millis, p99Millis } = summarize(acceptedMillis(calm), 1);
  const rows = [
    ...[...Map.groupBy(disturbances, ({ kind }) => kind)].map(([kind, those]) => [kind, String(those.length)]),
    ['logouts seen, each at every service', String(seen.length)],
    ['requests with living tokens: accepted', String(living.get(200) ?? 0)],
    ['requests with living tokens: refused while stale', String(living.get(503) ?? 0)],
    ['accepted after the logout, undisturbed, ms: median', p50Millis.toFixed(0)],
    ['accepted after the logout, undisturbed, ms: p99', p99Millis.toFixed(0)],
    [
      `accepted after the logout, undisturbed, ms: at most (${PROMISED_MILLIS})`,
      Math.max(0, ...acceptedMillis(calm)).toFixed(0),
    ],
    [
      `accepted after the logout at all, ms: at most (${staleAfterMillis})`,
      Math.max(0, ...acceptedMillis(seen)).toFixed(0),
    ],
    ['violations', String(violations.length)],
  ];
  const text = [alignColumns(rows), ...violations.slice(0, MAX_SHOWN)].join('\n');
  return { report: text, ok: violations.length === 0 };
}
