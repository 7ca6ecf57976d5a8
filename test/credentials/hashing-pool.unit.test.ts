import { setTimeout as sleep } from 'node:timers/promises';
import { HashingPool } from '../../src/credentials/password/hashing-pool.js';

test('the pool of hashing threads can be closed at any moment while its threads start', async () => {
  for (const millis of [0, 5, 10, 20, 40, 80]) {
    const pool = new HashingPool({ threads: 2, queueLimit: 2 });
    const hashes = Promise.allSettled([pool.hash('one', 4), pool.hash('another', 4)]);
    await sleep(millis);
    await expect(pool.close()).resolves.toBeUndefined();
    await hashes;
  }
});

test('the pool of hashing threads lets running work finish when it is closed', async () => {
  const pool = new HashingPool({ threads: 1, queueLimit: 1 });
  const [hash] = await Promise.all([pool.hash('a secret', 4), pool.close()]);
  expect(hash).toMatch(/^\$2b\$04\$/);
});
