import type { SqlEntityManager } from '@mikro-orm/sql';
import { ExpectedError } from '../../src/api/error-result.js';
import { evenLimit, StoredAttemptBuckets } from '../../src/security/attempt-buckets.js';
import { useGatehouse } from '../support/gatehouse.js';
import { untilWaiting } from '../support/locks.js';

describe('simultaneous attempts', () => {
  const gatehouse = useGatehouse();
  const consume = (em: SqlEntityManager, perHour: number, clock = gatehouse.clock) =>
    new StoredAttemptBuckets(em, clock.now).consume(evenLimit(`race ${perHour}`, perHour), 'you');

  test('two simultaneous attempts find one bucket, even if the later one began before it existed', async () => {
    const { later } = await gatehouse.em.transactional(async (em) => {
      await consume(em, 1);
      const later = consume(gatehouse.em, 1).catch((refused: unknown) => refused);
      await untilWaiting(gatehouse.em);
      return { later };
    });
    expect(await later).toBeInstanceOf(ExpectedError);
  });

  test('two simultaneous attempts below the limit are both admitted, even if one has waited for the other', async () => {
    await consume(gatehouse.em, 3);
    const { waiting } = await gatehouse.em.transactional(async (em) => {
      await consume(em, 3, gatehouse.clock.offBy(5));
      const waiting = consume(gatehouse.em, 3);
      await untilWaiting(gatehouse.em);
      return { waiting };
    });
    expect(await waiting).toMatchObject({ whom: 'you' });
  });
});
