import { jest } from '@jest/globals';
import { every } from '../../src/every.js';

const DAY = 86_400;
const noLog = { error: () => {} } as never;

describe('periodic work', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  test.each([1, DAY, 24 * DAY, 25 * DAY, 30 * DAY, 60 * DAY, 3650 * DAY])(
    'periodic work is done once in each interval of %i seconds',
    async (seconds) => {
      let runs = 0;
      const work = async () => {
        runs += 1;
      };
      const stop = every(seconds, 'work', noLog, work);
      await jest.advanceTimersByTimeAsync(seconds * 1000 - 1);
      expect(runs).toBe(0);
      await jest.advanceTimersByTimeAsync(1);
      expect(runs).toBe(1);
      await jest.advanceTimersByTimeAsync(seconds * 1000);
      expect(runs).toBe(2);
      await stop();
      expect(jest.getTimerCount()).toBe(0);
    },
  );
});
