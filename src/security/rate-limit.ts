/** How many attempts are admitted. */
export interface RateLimit {
  /** What is counted. */
  readonly name: string;
  /** So many at once, and so many an hour in the long run. */
  readonly perHour: number;
  /** How long to wait once so many were made, in seconds. It doubles with each further one, up to the longest. */
  readonly firstDelaySeconds: number;
  readonly longestDelaySeconds: number;
}

/**
 * How long it takes until one attempt is forgotten, in seconds. Whole microseconds, as PostgreSQL stores times: if a sum
 * of rounded times could exceed its exact value, the last attempt below the limit would be refused.
 */
export function drainSeconds({ perHour }: Pick<RateLimit, 'perHour'>): number {
  return Math.floor(3_600_000_000 / perHour) / 1_000_000;
}

/** Beyond the limit, one attempt is admitted whenever another one has been forgotten. */
export function evenLimit(name: string, perHour: number): RateLimit {
  const delay = drainSeconds({ perHour });
  return { name, perHour, firstDelaySeconds: delay, longestDelaySeconds: delay };
}
