import type { EntityManager } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { refuse } from '../api/error-result.js';
import { TooManyAttemptsError } from '../api/expected-errors.js';
import type { Clock } from '../clock.js';
import { consumption, consumptions, keyOf, refundOf, settlementStatement } from './attempt-bucket-statements.js';
import type { Attempt, Counted, RateLimit, Settlement } from './rate-limit.js';

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

export interface AttemptBuckets {
  /**
   * Counts an attempt.
   *
   * @param tx the transaction to count in, if the attempt should not count when it fails. Required inside a
   * transaction, because the embedded database has only one connection.
   * @throws {ExpectedError} TooManyAttemptsError: the bucket is closed, and the attempt was not counted.
   */
  consume(limit: RateLimit, whom: string, tx?: EntityManager): Promise<Attempt>;
  /**
   * Counts an attempt in several buckets by one statement, in this order. If one is closed, those before it count
   * nothing either.
   *
   * @throws {ExpectedError} TooManyAttemptsError.
   */
  consumeEach(buckets: readonly Counted[]): Promise<Attempt[]>;
  /** Takes back an attempt that turned out not to count. */
  refund(attempt: Attempt): Promise<void>;
  /** Takes back attempts, or empties their buckets, by one statement. In the order in which they were counted. */
  settleEach(settlements: readonly Settlement[]): Promise<void>;
}

/** Counts nothing, for load tests. */
export const unlimited: AttemptBuckets = {
  consume: async (limit, whom) => ({ limit, whom, opensAt: '0' }),
  consumeEach: async (buckets) => buckets.map((bucket) => ({ ...bucket, opensAt: '0' })),
  refund: async () => {},
  settleEach: async () => {},
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
    const [counted] = await em.execute<{ opensAt: string }[]>(consumption({ limit, whom }, now));
    if (!counted) throw await tooManyAttempts(em, { limit, whom }, now);
    return { limit, whom, ...counted };
  }

  async consumeEach(buckets: readonly Counted[]): Promise<Attempt[]> {
    const now = this.clock();
    const rows = await this.em.execute<{ opensAt: string }[]>(consumptions(buckets, now));
    const attempts = rows.map(({ opensAt }, index) => ({ ...(buckets[index] as Counted), opensAt }));
    const closed = buckets[attempts.length];
    if (!closed) return attempts;
    if (attempts.length > 0) await this.settleEach(attempts.map((attempt) => ({ attempt, by: 'refund' })));
    throw await tooManyAttempts(this.em, closed, now);
  }

  async refund(attempt: Attempt): Promise<void> {
    await this.em.execute(refundOf(attempt, this.clock()));
  }

  async settleEach(settlements: readonly Settlement[]): Promise<void> {
    await this.em.execute(settlementStatement(settlements, this.clock()));
  }
}

/** Asks by a separate statement, because the one that waited for the bucket only knows that it is closed. */
async function tooManyAttempts(em: SqlEntityManager, { limit, whom }: Counted, now: Date): Promise<Error> {
  const bucket = await em.fork({ keepTransactionContext: true }).findOne(AttemptBucket, { key: keyOf(limit, whom) });
  const millis = (bucket?.opensAt.getTime() ?? 0) - now.getTime();
  return refuse(new TooManyAttemptsError(Math.max(1, Math.ceil(millis / 1000))));
}
