import { growth, isLeak, type Rest, restless } from '../../load/soak/checks.js';

/** A sample every 5 s, for ten minutes. */
const samplesOf = (heapBytesAt: (seconds: number) => number) =>
  Array.from({ length: 120 }, (_, index) => {
    const atSeconds = (index + 1) * 5;
    return { atSeconds, heapBytes: heapBytesAt(atSeconds), rssBytes: 1, socketCount: 1, cpuMillis: 1 };
  });
const leaks = (heapBytesAt: (seconds: number) => number) => isLeak(growth(samplesOf(heapBytesAt), 120, 'heapBytes'));

const before: Rest = {
  socketCount: 3,
  databaseConnectionCount: 2,
  busyConnectionCount: 0,
  waitingMailCount: 0,
  cpuShare: 0.05,
};

test('npm run soak lets a server warm up, and ignores single outliers', () => {
  expect(leaks((seconds) => 50 + Math.min(seconds, 120))).toBe(false);
  expect(leaks((seconds) => (seconds === 600 ? 400 : 100))).toBe(false);
});

test('npm run soak finds memory that grows slowly', () => {
  expect(leaks((seconds) => 100 + seconds / 30)).toBe(true);
});

test('npm run soak fails without samples', () => {
  expect(isLeak(growth([], 120, 'heapBytes'))).toBe(true);
});

test('npm run soak accepts less activity than before', () => {
  expect(restless(before, { ...before, socketCount: 2, databaseConnectionCount: 1 })).toEqual([]);
});

test.each([
  ['sockets', { socketCount: 4 }],
  ['connections to the database', { databaseConnectionCount: 3 }],
  ['busy', { busyConnectionCount: 1 }],
  ['mails', { waitingMailCount: 1 }],
  ['processor', { cpuShare: 0.5 }],
])('npm run soak finds what is left: %s', (word, left) => {
  expect(restless(before, { ...before, ...left }).join()).toContain(word);
});
