import { readRetryAfter, retryDelaySeconds } from '../../src/webhooks/retry-schedule.js';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

test('there are ten attempts, each later than the one before, within about three days', () => {
  const delays = Array.from({ length: 10 }, (_, index) => retryDelaySeconds(index + 1, 0.5));
  expect(delays.at(-1)).toBeUndefined();
  const total = delays.slice(0, -1).reduce<number>((sum, delay = Number.NaN) => sum + delay, 0);
  expect(total / 86_400).toBeCloseTo(3, 1);
});

test('delays vary by a tenth in each direction', () => {
  expect([0, 0.5, 1].map((random) => retryDelaySeconds(2, random))).toEqual([270, 300, 330]);
});

test.each([
  ['120', inSeconds(120)],
  ['Sun, 01 Mar 2026 12:05:00 GMT', inSeconds(300)],
  ['999999999', inSeconds(86_400)],
  ['Sun, 01 Mar 2036 12:05:00 GMT', inSeconds(86_400)],
  ['0', undefined],
  ['-5', undefined],
  ['Sun, 01 Mar 2026 11:05:00 GMT', undefined],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
])('Retry-After: %s is read, up to a day', (header, expected) => {
  expect(readRetryAfter(header, NOW)).toEqual(expected);
});
