import type { Clock } from './clock.js';

/**
 * Translates the times of the database into those of this process, although their clocks may differ by any amount.
 *
 * The first `asOf` of a connection was read after the request for it was sent. So the moment of sending, minus that
 * `asOf`, is at most the difference of the clocks; and so is, for each event, the moment of its arrival minus its `asOf`.
 * The smallest of these never makes anything look newer than it is, also if every event is delayed by a proxy.
 */
export class DatabaseClock {
  private difference: number | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly sentAt = clock.elapsed(),
  ) {}

  /** @returns the moment of an `asOf`, or one before it, in the time of `clock.elapsed()`. */
  momentOf(asOfMillis: number): number {
    const first = this.difference ?? this.sentAt - asOfMillis;
    this.difference = Math.min(first, this.clock.elapsed() - asOfMillis);
    return asOfMillis + this.difference;
  }
}

/** Until when everything that was revoked is known. Times are in milliseconds. */
export class Freshness {
  private knownElapsed = Number.NEGATIVE_INFINITY;
  private knownWall = Number.NEGATIVE_INFINITY;
  private latestAsOf = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly clock: Clock,
    private readonly staleAfterMillis: number,
  ) {}

  /** @param moment in the time of `clock.elapsed()`: everything revoked before it, which is `asOf`, is known. */
  learn(moment: number, asOfMillis: number): void {
    this.latestAsOf = Math.max(this.latestAsOf, asOfMillis);
    if (moment <= this.knownElapsed) return;
    this.knownElapsed = moment;
    this.knownWall = this.clock.wall() - (this.clock.elapsed() - moment);
  }

  /**
   * The time by which tokens expire: if the clock here is behind, that of the database, which no longer lists a revoked
   * id once its last token has expired.
   */
  now(): number {
    return Math.max(this.clock.wall(), this.latestAsOf);
  }

  /** By the clock that says more: one stands still while the machine sleeps, the other one may be set back. */
  ageMillis(): number {
    return Math.max(this.clock.elapsed() - this.knownElapsed, this.clock.wall() - this.knownWall);
  }

  isFresh(): boolean {
    return this.ageMillis() <= this.staleAfterMillis;
  }
}
