export const HOUR_SECONDS = 3600;

export interface RateLimit {
  /** What is counted. */
  readonly name: string;
  /** How many attempts are allowed at once, and per period in the long run. */
  readonly count: number;
  readonly periodSeconds: number;
  /**
   * How long to wait once the limit is reached, in seconds. Doubles with each further attempt, up to the longest delay.
   */
  readonly firstDelaySeconds: number;
  readonly longestDelaySeconds: number;
}

/**
 * How long one attempt takes to drain, in seconds. Rounded down to whole microseconds, as PostgreSQL stores times: if a
 * sum of rounded times could exceed its exact value, the last attempt below the limit would be rejected.
 */
export function drainSeconds({ count, periodSeconds }: Pick<RateLimit, 'count' | 'periodSeconds'>): number {
  return Math.floor((periodSeconds * 1_000_000) / count) / 1_000_000;
}

/** Beyond the limit, one attempt is allowed whenever another one has drained. */
export function evenLimit(name: string, count: number, periodSeconds = HOUR_SECONDS): RateLimit {
  const delay = drainSeconds({ count, periodSeconds });
  return { name, count, periodSeconds, firstDelaySeconds: delay, longestDelaySeconds: delay };
}

/** A bucket. */
export interface Counted {
  readonly limit: RateLimit;
  /** What attempts are counted for: an email address, a network, a user's id. */
  readonly whom: string;
}

export interface Attempt extends Counted {
  /** When the bucket opens again after this attempt, in microseconds since 1970; 0 if it stayed open. */
  readonly opensAt: string;
}

/** What becomes of an attempt: taken back, or the bucket is emptied. */
export interface Settlement {
  readonly attempt: Attempt;
  readonly by: 'refund' | 'reset';
}
