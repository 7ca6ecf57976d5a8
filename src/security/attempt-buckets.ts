import { type EntityManager, type RawQueryFragment, sql } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { refuse } from '../api/error-result.js';
import { TooManyAttemptsError } from '../api/expected-errors.js';
import type { Clock } from '../clock.js';
import { digestOf } from './token-derivation.js';

/**
 * A leaky bucket: each attempt adds one unit, and the units drain at a constant rate. Times describe it completely, so
 * one statement counts an attempt and no job has to drain (https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm).
 */
@Entity({ tableName: 'attempt_buckets' })
export class AttemptBucket {
  /** What is counted, and a digest of whom it is counted for. */
  @PrimaryKey({ type: 'varchar', length: 100 })
  key!: string;

  /** When the bucket has drained and every attempt is forgotten. */
  @Index()
  @Property({ type: 'timestamptz' })
  emptyAt!: Date;

  /** No attempt is admitted before this time; 1970 while the bucket is open. */
  @Property({ type: 'timestamptz' })
  opensAt!: Date;

  /**
   * The latest time at which an attempt was counted, by the clock of whichever instance counted it. The bucket's time
   * never runs backwards; null in rows of a release that did not record it.
   */
  @Property({ type: 'timestamptz', nullable: true })
  countedAt: Date | null = null;
}

/** How many attempts are admitted. */
export interface RateLimit {
  /** What is counted. */
  readonly name: string;
  /** So many at once, and so many an hour in the long run. */
  readonly perHour: number;
  /** How long to wait once so many were made, in seconds. It doubles with each further one, up to the longest. */
  readonly firstDelaySeconds: number;
  readonly longestDelaySeconds: number;
}

/**
 * How long it takes until one attempt is forgotten, in seconds. Whole microseconds, as PostgreSQL stores times: if a sum
 * of rounded times could exceed its exact value, the last attempt below the limit would be refused.
 */
export function drainSeconds({ perHour }: Pick<RateLimit, 'perHour'>): number {
  return Math.floor(3_600_000_000 / perHour) / 1_000_000;
}

/** Beyond the limit, one attempt is admitted whenever another one has been forgotten. */
export function evenLimit(name: string, perHour: number): RateLimit {
  const delay = drainSeconds({ perHour });
  return { name, perHour, firstDelaySeconds: delay, longestDelaySeconds: delay };
}

/** An attempt that was counted. */
export interface Attempt {
  readonly limit: RateLimit;
  /** An email address, a network, a user's id: anything that attempts are counted for. */
  readonly whom: string;
  /** When the bucket opens again after this attempt, in microseconds since 1970; 0 if it stayed open. */
  readonly opensAt: string;
}

/** Counts attempts. */
export interface AttemptBuckets {
  /**
   * Counts an attempt.
   *
   * @param tx the transaction to count in, if the attempt is to be forgotten when that fails. The embedded database has
   *   one connection, so inside a transaction there is no other way.
   * @throws {ExpectedError} TooManyAttemptsError: the bucket is closed, and the attempt was not counted.
   */
  consume(limit: RateLimit, whom: string, tx?: EntityManager): Promise<Attempt>;
  /** Takes back an attempt that has turned out not to be one of those that are counted. */
  refund(attempt: Attempt): Promise<void>;
  /** Forgets all attempts. */
  reset(attempt: Pick<Attempt, 'limit' | 'whom'>): Promise<void>;
}

/** Counts nothing, for load tests. */
export const unlimited: AttemptBuckets = {
  consume: async (limit, whom) => ({ limit, whom, opensAt: '0' }),
  refund: async () => {},
  reset: async () => {},
};

/**
 * Leaky buckets in the database, shared by all instances. A bucket that holds fewer attempts than the limit is open to
 * everyone, although the clocks of instances differ and a statement may wait for the row longer than the one after it:
 * the bucket's time is the latest that it has seen.
 */
export class StoredAttemptBuckets implements AttemptBuckets {
  constructor(
    private readonly em: SqlEntityManager,
    private readonly clock: Clock,
  ) {}

  async consume(limit: RateLimit, whom: string, tx: EntityManager = this.em): Promise<Attempt> {
    const em = tx as SqlEntityManager;
    const now = this.clock();
    const key = keyOf(limit, whom);
    const [counted] = await em.execute<{ opensAt: string }[]>(consumption(key, limit, now));
    if (!counted) throw refuse(new TooManyAttemptsError(await secondsUntilOpen(em, key, now)));
    return { limit, whom, ...counted };
  }

  async refund(attempt: Attempt): Promise<void> {
    await this.em.execute(refundOf(attempt, this.clock()));
  }

  async reset({ limit, whom }: Attempt): Promise<void> {
    await this.em.fork().nativeDelete(AttemptBucket, { key: keyOf(limit, whom) });
  }
}

const OPEN = sql`'epoch'::timestamptz`;
const OPENS_AT = sql`(extract(epoch from bucket.opens_at) * 1000000)::bigint::text`;

/**
 * Adds an attempt to an open bucket; returns no row if it is closed. One statement, so that of a hundred simultaneous
 * attempts none slips through. The delay doubles with each attempt above the limit, but ends once fewer than the limit
 * are left.
 */
function consumption(key: string, limit: RateLimit, now: Date): RawQueryFragment {
  const { perHour, firstDelaySeconds, longestDelaySeconds } = limit;
  const time = timeOf(now);
  const drain = interval(drainSeconds(limit));
  const emptyAt = sql`greatest(bucket.empty_at, ${time}) + ${drain}`;
  const over = sql`${countAt(emptyAt, time, limit)} - ${perHour}`;
  const delay = sql`least(${longestDelaySeconds}, ${firstDelaySeconds} * 2.0 ^ least(${over}, 30)) * interval '1 second'`;
  const belowLimitAt = sql`${emptyAt} - ${interval((perHour - 1) * drainSeconds(limit))}`;
  const opensAt = sql`case when ${over} < 0 then ${OPEN} else least(${time} + ${delay}, ${belowLimitAt}) end`;
  const firstDelay = Math.min(firstDelaySeconds, longestDelaySeconds, drainSeconds(limit));
  const firstOpensAt = perHour > 1 ? OPEN : sql`${now}::timestamptz + ${interval(firstDelay)}`;
  return sql`
    insert into attempt_buckets as bucket (key, counted_at, empty_at, opens_at)
    values (${key}, ${now}, ${now}::timestamptz + ${drain}, ${firstOpensAt})
    on conflict (key) do update set counted_at = ${time}, empty_at = ${emptyAt}, opens_at = ${opensAt}
    where bucket.opens_at <= ${time}
    returning ${OPENS_AT} as "opensAt"`;
}

/** Opens a bucket that nothing but this attempt keeps closed. */
function refundOf({ limit, whom, opensAt }: Attempt, now: Date): RawQueryFragment {
  const emptyAt = sql`bucket.empty_at - ${interval(drainSeconds(limit))}`;
  const isOpen = sql`${countAt(emptyAt, timeOf(now), limit)} < ${limit.perHour} or ${OPENS_AT} = ${opensAt}`;
  return sql`
    update attempt_buckets as bucket
    set empty_at = ${emptyAt}, opens_at = case when ${isOpen} then ${OPEN} else bucket.opens_at end
    where key = ${keyOf(limit, whom)}`;
}

function timeOf(now: Date): RawQueryFragment {
  return sql`greatest(bucket.counted_at, ${now}::timestamptz)`;
}

/** How many attempts a bucket holds that will be empty at some time; one that has drained in part counts. */
function countAt(emptyAt: RawQueryFragment, time: RawQueryFragment, limit: RateLimit): RawQueryFragment {
  return sql`ceil(extract(epoch from ${emptyAt} - ${time}) / ${drainSeconds(limit)})::int`;
}

function interval(seconds: number): RawQueryFragment {
  return sql`${seconds} * interval '1 second'`;
}

/** A statement of its own: the one that has waited for a bucket knows only that it is closed. */
async function secondsUntilOpen(em: SqlEntityManager, key: string, now: Date): Promise<number> {
  const bucket = await em.fork({ keepTransactionContext: true }).findOne(AttemptBucket, { key });
  const millis = (bucket?.opensAt.getTime() ?? 0) - now.getTime();
  return Math.max(1, Math.ceil(millis / 1000));
}

/** The digest keeps keys short, and e-mail and IP addresses from being read at a glance while a row lives: about an hour. */
function keyOf({ name }: RateLimit, whom: string): string {
  return `${name}:${digestOf(whom)}`;
}
