import { type EntityManager, type RawQueryFragment, sql } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { refuse } from '../api/error-result.js';
import { TooManyAttemptsError } from '../api/expected-errors.js';
import type { Clock } from '../clock.js';
import { digestOf } from './token-derivation.js';

/**
 * A leaky bucket: each attempt adds one unit, and units drain at a constant rate. Timestamps describe it completely, so
 * one statement counts an attempt and nothing has to drain it
 * (https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm).
 */
@Entity({ tableName: 'attempt_buckets' })
export class AttemptBucket {
  /** What is counted, and a digest of what it is counted for. */
  @PrimaryKey({ type: 'varchar', length: 100 })
  key!: string;

  /** When the bucket will be empty. */
  @Index()
  @Property({ type: 'timestamptz' })
  emptyAt!: Date;

  /** No attempt is allowed before this time; 1970 while the bucket is open. */
  @Property({ type: 'timestamptz' })
  opensAt!: Date;

  /**
   * The latest time at which an attempt was counted, by the clock of whichever instance counted it. The bucket's time
   * never runs backwards; null in rows of a release that did not record it.
   */
  @Property({ type: 'timestamptz', nullable: true })
  countedAt: Date | null = null;
}

export const HOUR_SECONDS = 3600;

export interface RateLimit {
  /** What is counted. */
  readonly name: string;
  /** How many attempts are allowed at once, and per period in the long run. */
  readonly count: number;
  readonly periodSeconds: number;
  /**
   * How long to wait once the limit is reached, in seconds. Doubles with each further attempt, up to the longest delay.
   */
  readonly firstDelaySeconds: number;
  readonly longestDelaySeconds: number;
}

/**
 * How long one attempt takes to drain, in seconds. Rounded down to whole microseconds, as PostgreSQL stores times: if a
 * sum of rounded times could exceed its exact value, the last attempt below the limit would be rejected.
 */
export function drainSeconds({ count, periodSeconds }: Pick<RateLimit, 'count' | 'periodSeconds'>): number {
  return Math.floor((periodSeconds * 1_000_000) / count) / 1_000_000;
}

/** Beyond the limit, one attempt is allowed whenever another one has drained. */
export function evenLimit(name: string, count: number, periodSeconds = HOUR_SECONDS): RateLimit {
  const delay = drainSeconds({ count, periodSeconds });
  return { name, count, periodSeconds, firstDelaySeconds: delay, longestDelaySeconds: delay };
}

export interface Attempt {
  readonly limit: RateLimit;
  /** What attempts are counted for: an email address, a network, a user's id. */
  readonly whom: string;
  /** When the bucket opens again after this attempt, in microseconds since 1970; 0 if it stayed open. */
  readonly opensAt: string;
}

export interface AttemptBuckets {
  /**
   * Counts an attempt.
   *
   * @param tx the transaction to count in, if the attempt should not count when it fails. Required inside a
   * transaction, because the embedded database has only one connection.
   * @throws {ExpectedError} TooManyAttemptsError: the bucket is closed, and the attempt was not counted.
   */
  consume(limit: RateLimit, whom: string, tx?: EntityManager): Promise<Attempt>;
  /** Takes back an attempt that turned out not to count. */
  refund(attempt: Attempt): Promise<void>;
  /** Empties the bucket. */
  reset(attempt: Pick<Attempt, 'limit' | 'whom'>): Promise<void>;
}

/** Counts nothing, for load tests. */
export const unlimited: AttemptBuckets = {
  consume: async (limit, whom) => ({ limit, whom, opensAt: '0' }),
  refund: async () => {},
  reset: async () => {},
};

/**
 * Leaky buckets in the database, shared by all instances. A bucket with fewer attempts than the limit is always open,
 * even if the clocks of instances differ or statements overtake each other while waiting for the row: the time of a
 * bucket is the latest that it has seen.
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
 * Adds an attempt to an open bucket; returns no row if it is closed. It is one statement, so that none of a hundred
 * simultaneous attempts slips through. The delay doubles with each attempt above the limit, but ends once the bucket is
 * below the limit.
 */
function consumption(key: string, limit: RateLimit, now: Date): RawQueryFragment {
  const { count, firstDelaySeconds, longestDelaySeconds } = limit;
  const time = timeOf(now);
  const drain = interval(drainSeconds(limit));
  const emptyAt = sql`greatest(bucket.empty_at, ${time}) + ${drain}`;
  const over = sql`${countAt(emptyAt, time, limit)} - ${count}`;
  const delay = sql`least(${longestDelaySeconds}, ${firstDelaySeconds} * 2.0 ^ least(${over}, 30)) * interval '1 second'`;
  const belowLimitAt = sql`${emptyAt} - ${interval((count - 1) * drainSeconds(limit))}`;
  const opensAt = sql`case when ${over} < 0 then ${OPEN} else least(${time} + ${delay}, ${belowLimitAt}) end`;
  const firstDelay = Math.min(firstDelaySeconds, longestDelaySeconds, drainSeconds(limit));
  const firstOpensAt = count > 1 ? OPEN : sql`${now}::timestamptz + ${interval(firstDelay)}`;
  return sql`
    insert into attempt_buckets as bucket (key, counted_at, empty_at, opens_at)
    values (${key}, ${now}, ${now}::timestamptz + ${drain}, ${firstOpensAt})
    on conflict (key) do update set counted_at = ${time}, empty_at = ${emptyAt}, opens_at = ${opensAt}
    where bucket.opens_at <= ${time}
    returning ${OPENS_AT} as "opensAt"`;
}

/** Opens the bucket if only this attempt keeps it closed. */
function refundOf({ limit, whom, opensAt }: Attempt, now: Date): RawQueryFragment {
  const emptyAt = sql`bucket.empty_at - ${interval(drainSeconds(limit))}`;
  const isOpen = sql`${countAt(emptyAt, timeOf(now), limit)} < ${limit.count} or ${OPENS_AT} = ${opensAt}`;
  return sql`
    update attempt_buckets as bucket
    set empty_at = ${emptyAt}, opens_at = case when ${isOpen} then ${OPEN} else bucket.opens_at end
    where key = ${keyOf(limit, whom)}`;
}

function timeOf(now: Date): RawQueryFragment {
  return sql`greatest(bucket.counted_at, ${now}::timestamptz)`;
}

/** The number of attempts in a bucket that will be empty at a given time; a partly drained attempt counts. */
function countAt(emptyAt: RawQueryFragment, time: RawQueryFragment, limit: RateLimit): RawQueryFragment {
  return sql`ceil(extract(epoch from ${emptyAt} - ${time}) / ${drainSeconds(limit)})::int`;
}

function interval(seconds: number): RawQueryFragment {
  return sql`${seconds} * interval '1 second'`;
}

/** A separate statement, because the one that waited for the bucket only knows that it is closed. */
async function secondsUntilOpen(em: SqlEntityManager, key: string, now: Date): Promise<number> {
  const bucket = await em.fork({ keepTransactionContext: true }).findOne(AttemptBucket, { key });
  const millis = (bucket?.opensAt.getTime() ?? 0) - now.getTime();
  return Math.max(1, Math.ceil(millis / 1000));
}

/**
 * The digest keeps keys short, and email and IP addresses unreadable at a glance while a row exists, for about an hour.
 */
function keyOf({ name }: RateLimit, whom: string): string {
  return `${name}:${digestOf(whom)}`;
}
