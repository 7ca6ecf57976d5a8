const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];

/** In seconds: ten attempts within three days, as Standard Webhooks propose. */
const DELAYS = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 20 * HOUR];

/** A receiver that asks for more gets this. */
const MAX_RETRY_AFTER_SECONDS = DAY;

/** How far delays vary, so that what failed at once is not tried again at once. */
const JITTER = 0.1;

/** A webhook is disabled if nothing could be delivered for as long, in seconds. */
export const FAILING_SECONDS = 3 * DAY;

/**
 * The delay after a number of attempts, in seconds; undefined after the last.
 *
 * @param random from 0 up to 1.
 */
export function retryDelaySeconds(tries: number, random: number): number | undefined {
  const delay = DELAYS[tries - 1];
  return delay && delay * (1 - JITTER + 2 * JITTER * random);
}

/**
 * Reads a `Retry-After` header: seconds or a date (RFC 9110 §10.2.3).
 *
 * @returns undefined if there is none that can be read, or the time has passed.
 */
export function readRetryAfter(header: string | null, now: Date): Date | undefined {
  if (!header) return undefined;
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000;
  if (!(seconds > 0)) return undefined;
  return new Date(now.getTime() + Math.min(seconds, MAX_RETRY_AFTER_SECONDS) * 1000);
}
