/** What one round of load came to. */
export interface Figures {
  readonly perSecond: number;
  readonly p50Millis: number;
  readonly p99Millis: number;
}

export function summarize(latenciesMillis: readonly number[], durationSeconds: number): Figures {
  const sorted = latenciesMillis.toSorted((a, b) => a - b);
  const percentile = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { perSecond: sorted.length / durationSeconds, p50Millis: percentile(0.5), p99Millis: percentile(0.99) };
}

/** The median of each figure over some rounds. */
export function medianFigures(rounds: readonly Figures[]): Figures {
  const medianOf = (figure: keyof Figures) => median(rounds.map((round) => round[figure]));
  return { perSecond: medianOf('perSecond'), p50Millis: medianOf('p50Millis'), p99Millis: medianOf('p99Millis') };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
