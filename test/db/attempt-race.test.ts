import type { SqlEntityManager } from '@mikro-orm/sql';
import { Refusal } from '../../src/errors/error-result.js';
import { StoredAttemptBuckets } from '../../src/rate-limits/attempt-buckets.js';
import { evenLimit } from '../../src/rate-limits/rate-limit.js';
import { useGatehouse } from '../support/gatehouse.js';
import { untilWaiting } from '../support/locks.js';

const ONE_AN_HOUR = evenLimit('race', 1);

describe('two attempts of the same moment, the very first ones', () => {
  const gatehouse = useGatehouse();
  const admit = (em: SqlEntityManager) => new StoredAttemptBuckets(em, gatehouse.clock.now).consume(ONE_AN_HOUR, 'you');

  test('find one bucket, though the later one began before it was there', async () => {
    const { later } = await gatehouse.em.transactional(async (em) => {
      await admit(em);
      const later = admit(gatehouse.em).catch((refused: unknown) => refused);
      await untilWaiting(gatehouse.em);
      return { later };
    });
    expect(await later).toBeInstanceOf(Refusal);
  });
});
