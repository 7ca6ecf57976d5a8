import { availableParallelism } from 'node:os';
import type { Outcome } from '../shared/program.ts';
import { alignColumns } from '../shared/table.ts';
import type { MillionIds } from './million-ids.ts';
import type { Rate } from './repeat.ts';

export interface BenchFigures {
  readonly algorithm: string;
  readonly bare: Rate;
  readonly verifier: Rate;
}

type MillionFigures = Omit<MillionIds, 'verifier'>;

/** Of one core, which is what a thread has when nothing else wants it. */
const MIN_PER_SECOND = 30_000;
const MIN_RATIO = 0.9;
const MAX_MEGABYTES = 64;

export function reportBench(figures: readonly BenchFigures[], million: MillionFigures): Outcome {
  const rows = figures.map(({ algorithm, bare, verifier }) => [
    algorithm,
    ...[verifier, bare].flatMap(({ perSecond, perCpuSecond }) => [perSecond.toFixed(0), perCpuSecond.toFixed(0)]),
    (verifier.perSecond / bare.perSecond).toFixed(2),
  ]);
  const headings = ['', 'per second', 'per CPU second', 'jose.jwtVerify', 'per CPU second', 'ratio'];
  const targets = targetsOf(figures, million);
  const text = [
    `Verifications by one thread; ${availableParallelism()} cores, Node ${process.version}.`,
    alignColumns([headings, ...rows]),
    `${million.revokedCount} revoked ids: snapshot in ${million.seconds.toFixed(1)} s, ${million.megabytes.toFixed(1)} MB.`,
    alignColumns(targets.map(({ name, wanted, reached, met }) => [name, wanted, reached, met ? 'met' : 'MISSED'])),
  ];
  return { report: text.join('\n\n'), ok: true };
}

function targetsOf(figures: readonly BenchFigures[], { megabytes }: MillionFigures) {
  const [hs256] = figures;
  const perSecond = hs256?.verifier.perCpuSecond ?? 0;
  return [
    target('HS256, per second of a core', perSecond, `>= ${MIN_PER_SECOND}`, perSecond >= MIN_PER_SECOND, 0),
    ...figures.map(({ algorithm, bare, verifier }) => {
      const ratio = verifier.perSecond / bare.perSecond;
      return target(`${algorithm}, share of jose.jwtVerify`, ratio, `>= ${MIN_RATIO}`, ratio >= MIN_RATIO, 2);
    }),
    target('MB for a million revoked ids', megabytes, `< ${MAX_MEGABYTES}`, megabytes < MAX_MEGABYTES, 1),
  ];
}

function target(name: string, reached: number, wanted: string, met: boolean, digits: number) {
  return { name, wanted, reached: reached.toFixed(digits), met };
}
