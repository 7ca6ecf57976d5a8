import type { SqlEntityManager } from '@mikro-orm/sql';
import { ExpectedError } from '../../src/api/error-result.js';
import { StoredAttemptBuckets } from '../../src/security/attempt-buckets.js';
import { type Attempt, type Counted, evenLimit } from '../../src/security/rate-limit.js';
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

describe('attempts that are counted in two buckets', () => {
  const gatehouse = useGatehouse();
  const buckets = () => new StoredAttemptBuckets(gatehouse.em, gatehouse.clock.now);
  const both = ['first', 'second'].map((name): Counted => ({ limit: evenLimit(name, 9), whom: 'you' }));
  let attempts: Attempt[];
  beforeEach(async () => {
    attempts = await buckets().consumeEach(both);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['when it is counted', () => buckets().consumeEach(both)],
    ['when it is taken back', () => buckets().settleEach(attempts.map((attempt) => ({ attempt, by: 'refund' })))],
    ['when the buckets are emptied', () => buckets().settleEach(attempts.map((attempt) => ({ attempt, by: 'reset' })))],
  ])('an attempt in two buckets locks the first one first, so that none deadlocks, %s', async (_, act) => {
    const { em } = gatehouse;
    await em.begin();
    await em.execute("select from attempt_buckets where key like 'second:%' for update");
    const waiting = act();
    await untilWaiting(gatehouse.em);
    const free = await gatehouse.em.execute('select from attempt_buckets for update skip locked');
    await em.commit();
    await waiting;
    expect(free).toHaveLength(0);
  });
});
