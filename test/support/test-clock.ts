import { addSeconds } from '../../src/clock.js';

/** A clock that stands still until a test moves it. */
export class TestClock {
  constructor(private time = new Date('2026-03-01T12:00:00.000Z')) {}

  readonly now = (): Date => this.time;

  advance({ seconds = 0, minutes = 0, days = 0 }: { seconds?: number; minutes?: number; days?: number }): void {
    this.time = addSeconds(this.time, seconds + minutes * 60 + days * 86_400);
  }

  /** A clock of its own that is so many seconds ahead, or behind. */
  offBy(seconds: number): TestClock {
    return new TestClock(addSeconds(this.time, seconds));
  }
}
