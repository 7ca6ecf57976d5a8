import fc from 'fast-check';
import { ExpectedError } from '../../src/api/error-result.js';
import { addSeconds } from '../../src/clock.js';
import { StoredAttemptBuckets } from '../../src/security/attempt-buckets.js';
import { type Attempt, drainSeconds, evenLimit, type RateLimit } from '../../src/security/rate-limit.js';
import { effort } from '../support/fuzz/effort.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

const doubling = (perHour: number): RateLimit => ({
  ...evenLimit('doubling', perHour),
  firstDelaySeconds: 2,
  longestDelaySeconds: 900,
});

/** The buckets as an instance sees them whose clock is so many seconds ahead, or behind. */
function bucketsAt(seconds = 0): StoredAttemptBuckets {
  return new StoredAttemptBuckets(gatehouse.app.database.em, () => addSeconds(gatehouse.clock.now(), seconds));
}

/** Counts an attempt; undefined if it is refused. */
function consume(limit: RateLimit, whom: string, secondsAhead = 0): Promise<Attempt | undefined> {
  return bucketsAt(secondsAhead)
    .consume(limit, whom)
    .catch((error: unknown) => {
      if (error instanceof ExpectedError) return undefined;
      throw error;
    });
}

async function consumeAll(limit: RateLimit, whom: string, clocks: number[]): Promise<boolean[]> {
  const admitted: boolean[] = [];
  for (const secondsAhead of clocks) admitted.push((await consume(limit, whom, secondsAhead)) !== undefined);
  return admitted;
}

describe('a bucket that holds fewer attempts than its limit', () => {
  test.each([1, -1, 60, -60])('a clock that is %i seconds off can fill a bucket', async (seconds) => {
    const clocks = [0, seconds, 0, seconds, seconds, 0];
    const whom = `somebody ${seconds} seconds off`;
    expect(await consumeAll(evenLimit('skewed', 5), whom, clocks)).toEqual([true, true, true, true, true, false]);
  });

  test('a bucket below its limit admits attempts that took their time long before they got to the row', async () => {
    const clocks = Array.from({ length: 100 }, (_, n) => -n / 10);
    expect(await consumeAll(evenLimit('late', 100), 'somebody late', clocks)).not.toContain(false);
  });

  test('a bucket admits the last attempt below its limit, whatever the limit', async () => {
    for (const perHour of [1, 2, 7, 11, 13, 17, 37]) {
      const admitted = await consumeAll(evenLimit('exact', perHour), `up to ${perHour}`, Array(perHour + 1).fill(0));
      expect(admitted.lastIndexOf(true)).toBe(perHour - 1);
    }
  });
});

describe('a full bucket', () => {
  test.each([0, 1, -1])('a full bucket stays closed to a clock %i seconds off', async (seconds) => {
    const whom = `somebody refused ${seconds} seconds off`;
    await consumeAll(doubling(3), whom, [0, 0, 0]);
    expect(await consume(doubling(3), whom, seconds)).toBeUndefined();
    gatehouse.clock.advance({ seconds: 2 });
    expect(await consumeAll(doubling(3), whom, [0, 0])).toEqual([true, false]);
  });
});

describe('a refund', () => {
  test('refunding the attempt that filled a bucket opens it', async () => {
    await consumeAll(doubling(3), 'refunded', [0, 0]);
    const third = await consume(doubling(3), 'refunded');
    await bucketsAt().refund(third as Attempt);
    expect(await consumeAll(doubling(3), 'refunded', [0, 0])).toEqual([true, false]);
  });

  test('a refund opens a bucket that falls below its limit, even if another attempt has filled it', async () => {
    const first = await consume(doubling(3), 'refunded early');
    await consumeAll(doubling(3), 'refunded early', [0, 0]);
    await bucketsAt().refund(first as Attempt);
    expect(await consumeAll(doubling(3), 'refunded early', [0, 0])).toEqual([true, false]);
  });

  test('a refund does not open a bucket that others keep closed', async () => {
    const first = await consume(doubling(3), 'closed by others');
    await consumeAll(doubling(3), 'closed by others', [0, 0]);
    gatehouse.clock.advance({ seconds: 2 });
    await consume(doubling(3), 'closed by others');
    await bucketsAt().refund(first as Attempt);
    expect(await consume(doubling(3), 'closed by others')).toBeUndefined();
  });

  test('a refund does not prolong the delay that others have caused', async () => {
    await consumeAll(doubling(3), 'delayed by others', [0, 0, 0]);
    gatehouse.clock.advance({ seconds: 2 });
    await bucketsAt().refund((await consume(doubling(3), 'delayed by others')) as Attempt);
    expect(await consume(doubling(3), 'delayed by others')).toBeDefined();
  });

  test('a refund leaves the bucket open to a clock that is a minute behind', async () => {
    await bucketsAt(60).refund((await consume(doubling(3), 'refunded ahead', 60)) as Attempt);
    expect(await consumeAll(doubling(3), 'refunded ahead', [0, 0, 0])).toEqual([true, true, true]);
  });
});

interface Step {
  readonly secondsAhead: number;
  readonly wait: number;
  readonly isTakenBack: boolean;
}

const steps = fc.array(
  fc.record({
    secondsAhead: fc.constantFrom(0, 0, 1, -1, 60, -60),
    wait: fc.constantFrom(0, 0, 0, 1, 30, 400, 900),
    isTakenBack: fc.boolean(),
  }),
  { minLength: 10, maxLength: 60 },
);

/** How many attempts a bucket holds, reckoned without a database: by the latest clock that it has seen. */
class ExpectedBucket {
  private time = 0;
  private emptyAt = 0;

  constructor(private readonly limit: RateLimit) {}

  get count(): number {
    return Math.max(0, this.emptyAt - this.time) / drainSeconds(this.limit);
  }

  see(seconds: number): void {
    this.time = Math.max(this.time, seconds);
  }

  add(): void {
    this.emptyAt = Math.max(this.time, this.emptyAt) + drainSeconds(this.limit);
  }

  takeBack(): void {
    this.emptyAt -= drainSeconds(this.limit);
  }
}

/** Runs the steps; throws where an attempt is refused below the limit, or admitted above `mostAfter`. */
async function checkSteps(limit: RateLimit, all: Step[], mostAfter: number): Promise<void> {
  const whom = crypto.randomUUID();
  const expected = new ExpectedBucket(limit);
  for (const { secondsAhead, wait, isTakenBack } of all) {
    gatehouse.clock.advance({ seconds: wait });
    expected.see(gatehouse.clock.now().getTime() / 1000 + secondsAhead);
    const attempt = await consume(limit, whom, secondsAhead);
    if (!attempt) expect(expected.count).toBeGreaterThan(limit.count - 1 - 1e-6);
    if (attempt) expected.add();
    expect(expected.count).toBeLessThanOrEqual(mostAfter + 1e-6);
    if (!attempt || !isTakenBack) continue;
    await bucketsAt(secondsAhead).refund(attempt);
    expected.takeBack();
  }
}

describe('attempts that are counted in two buckets', () => {
  const [first, second] = [evenLimit('first', 2), evenLimit('second', 2)];
  const consumeBoth = (whom: string) =>
    bucketsAt().consumeEach([
      { limit: first, whom },
      { limit: second, whom },
    ]);
  const placesLeft = async (limit: RateLimit, whom: string) =>
    (await consumeAll(limit, whom, [0, 0, 0])).filter((isAdmitted) => isAdmitted).length;

  test('an attempt in two buckets counts in both', async () => {
    await consumeBoth('both');
    expect([await placesLeft(first, 'both'), await placesLeft(second, 'both')]).toEqual([1, 1]);
  });

  test('an attempt in two buckets counts in none if the first is closed', async () => {
    await consumeAll(first, 'closed first', [0, 0]);
    await expect(consumeBoth('closed first')).rejects.toBeInstanceOf(ExpectedError);
    expect(await placesLeft(second, 'closed first')).toBe(2);
  });

  test('an attempt in two buckets counts in none if the second is closed', async () => {
    await consumeAll(second, 'closed second', [0, 0]);
    await expect(consumeBoth('closed second')).rejects.toBeInstanceOf(ExpectedError);
    expect(await placesLeft(first, 'closed second')).toBe(2);
  });

  test('an attempt in two buckets can be refunded to one while the other is reset', async () => {
    await consumeBoth('settled');
    const [one, other] = (await consumeBoth('settled')) as [Attempt, Attempt];
    await bucketsAt().settleEach([
      { attempt: one, by: 'refund' },
      { attempt: other, by: 'reset' },
    ]);
    expect([await placesLeft(first, 'settled'), await placesLeft(second, 'settled')]).toEqual([1, 2]);
  });
});

describe('attempts in any order, by clocks that differ', () => {
  test('attempts in any order, by clocks that differ, are never refused below the limit nor admitted above it', async () => {
    const check = (all: Step[]) => checkSteps(evenLimit('even', 5), all, 5);
    await fc.assert(fc.asyncProperty(steps, check), effort(40));
  });

  test('attempts in any order, by clocks that differ, are never refused below the limit where delays grow', async () => {
    const check = (all: Step[]) => checkSteps(doubling(13), all, Number.POSITIVE_INFINITY);
    await fc.assert(fc.asyncProperty(steps, check), effort(40));
  });
});
