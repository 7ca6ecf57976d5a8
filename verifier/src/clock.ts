/** Where the time comes from. Both in milliseconds. */
export interface Clock {
  /** Since 1970, by the clock of the machine, which may be set at any moment. */
  wall(): number;
  /** Since some moment, never set back; but it may stand still while the machine sleeps. */
  elapsed(): number;
}

export const systemClock: Clock = { wall: () => Date.now(), elapsed: () => performance.now() };
