/** The current time. Injected into services, so that tests can move it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** How far the clocks of instances may differ. */
export const CLOCK_SKEW_SECONDS = 300;

export function addSeconds(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}

/** Seconds since 1970-01-01T00:00:00Z, the NumericDate of RFC 7519 §2. */
export function toNumericDate(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}

export function fromNumericDate(seconds: number): Date {
  return new Date(seconds * 1000);
}
