import { mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { every } from '../../src/every.js';

const DAY = 86_400;
/** In milliseconds. A timer that is set by another one counts from the end of the tick, so no tick may be longer. */
const LONGEST_DELAY = 2 ** 31 - 1;
const noLog = { error: () => {} } as never;

describe('periodic work', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  const pass = async (millis: number) => {
    for (let left = millis; left > 0; left -= LONGEST_DELAY) {
      mock.timers.tick(Math.min(left, LONGEST_DELAY));
      await setImmediate();
    }
  };

  test.each([1, DAY, 24 * DAY, 25 * DAY, 30 * DAY, 60 * DAY, 3650 * DAY])(
    'periodic work is done once in each interval of %i seconds',
    async (seconds) => {
      const work = jest.fn(async () => {});
      const stop = every(seconds, 'work', noLog, work);
      await pass(seconds * 1000 - 1);
      expect(work).toHaveBeenCalledTimes(0);
      await pass(1);
      expect(work).toHaveBeenCalledTimes(1);
      await pass(seconds * 1000);
      expect(work).toHaveBeenCalledTimes(2);
      await stop();
      await pass(seconds * 1000);
      expect(work).toHaveBeenCalledTimes(2);
    },
  );
});
