import { setTimeout as sleep } from 'node:timers/promises';
import { measurePair } from '../../load/timing/measure-pair.js';
import { isTell } from '../../load/timing/report.js';

const measure = (knownMillis: number, unknownMillis: number) =>
  measurePair(
    { operation: 'login', known: () => sleep(knownMillis), unknown: () => sleep(unknownMillis), factor: 1 },
    10,
  );

test('npm run timing finds that an unknown account takes less work', async () => {
  expect(isTell(await measure(20, 10))).toBe(true);
});

test('npm run timing finds that an unknown account takes more work', async () => {
  expect(isTell(await measure(10, 20))).toBe(true);
});

test.each([
  [100, 104, false],
  [104, 100, false],
  [100, 106, true],
  [Number.NaN, 100, true],
])('npm run timing judges medians of %d and %d ms', (knownMillis, unknownMillis, expected) => {
  expect(isTell({ operation: 'login', count: 1, knownMillis, unknownMillis })).toBe(expected);
});
