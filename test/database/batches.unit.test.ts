import { inBatches, nextBatchSize } from '../../src/database/batches.js';

test('a batch that took too long is followed by one that is as much smaller', () => {
  expect(nextBatchSize(1000, 250)).toBe(100);
});

test('a batch that took no time is followed by one of twice the size', () => {
  expect(nextBatchSize(100, 0)).toBe(200);
  expect(nextBatchSize(100, 20)).toBe(125);
});

test('a batch has ten rows at least and a thousand at most', () => {
  expect(nextBatchSize(10, 60_000)).toBe(10);
  expect(nextBatchSize(900, 1)).toBe(1000);
});

test('batches go on until one is the last, and all their rows are counted', async () => {
  const left = [7, 5, 3];
  const run = async () => ({ rowCount: left.shift() as number, isLast: left.length === 0 });
  expect(await inBatches(run)).toBe(15);
});

test('a slow batch makes the next one smaller', async () => {
  const clock = jest.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValueOnce(250);
  const sizes: number[] = [];
  await inBatches(async (size) => ({ rowCount: sizes.push(size), isLast: sizes.length === 2 }));
  clock.mockRestore();
  expect(sizes).toEqual([100, 10]);
});
