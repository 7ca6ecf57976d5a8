import type { Clock } from '../../src/clock.js';

/** Stands still until a test moves it. */
export class MovableClock implements Clock {
  private wallMillis = Date.UTC(2026, 2, 1, 12);
  private elapsedMillis = 1000;

  readonly wall = () => this.wallMillis;
  readonly elapsed = () => this.elapsedMillis;

  advance(seconds: number): void {
    this.wallMillis += seconds * 1000;
    this.elapsedMillis += seconds * 1000;
  }

  /** As somebody, or a time server, sets the clock on the wall. Negative: back. */
  setWall(bySeconds: number): void {
    this.wallMillis += bySeconds * 1000;
  }
}
