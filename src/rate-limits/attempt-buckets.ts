import { type RawQueryFragment, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { addSeconds, type Clock } from '../clock.js';
import { digestOf } from '../digest.js';
import { Refusal } from '../errors/error-result.js';
import { TooManyAttemptsError } from '../errors/expected-errors.js';
import { AttemptBucket } from './attempt-bucket.entity.js';
import { drainSeconds, type RateLimit } from './rate-limit.js';

/** Counts attempts. `whom` is whatever is counted for: an e-mail address, a network, a user's id. */
export interface AttemptBuckets {
  /** @throws {Refusal} TooManyAttemptsError: the bucket is closed, and the attempt was not counted. */
  admit(limit: RateLimit, whom: string): Promise<void>;
  /** Takes one attempt back: it has turned out not to be one of those that are counted. */
  giveBack(limit: RateLimit, whom: string): Promise<void>;
  empty(limit: RateLimit, whom: string): Promise<void>;
}

/** Where limits are switched off. */
export const bottomlessBuckets: AttemptBuckets = {
  admit: async () => {},
  giveBack: async () => {},
  empty: async () => {},
};

/** Leaky buckets in the database, which all instances share. */
export class StoredAttemptBuckets implements AttemptBuckets {
  constructor(
    private readonly em: SqlEntityManager,
    private readonly clock: Clock,
  ) {}

  async admit(limit: RateLimit, whom: string): Promise<void> {
    const now = this.clock();
    const key = keyOf(limit, whom);
    const admitted = await this.em.execute<unknown[]>(admission(key, limit, now));
    if (admitted.length === 0) throw new Refusal(new TooManyAttemptsError(await this.secondsUntilOpen(key, now)));
  }

  async giveBack(limit: RateLimit, whom: string): Promise<void> {
    await this.em.execute(sql`
      update attempt_buckets
      set empty_at = empty_at - ${drainSeconds(limit)} * interval '1 second', opens_at = ${this.clock()}
      where key = ${keyOf(limit, whom)}`);
  }

  async empty(limit: RateLimit, whom: string): Promise<void> {
    await this.em.fork().nativeDelete(AttemptBucket, { key: keyOf(limit, whom) });
  }

  /** A statement of its own: one that has waited for a bucket still does not see it, only that it is closed. */
  private async secondsUntilOpen(key: string, now: Date): Promise<number> {
    const bucket = await this.em.fork().findOne(AttemptBucket, { key });
    const millis = (bucket?.opensAt.getTime() ?? 0) - now.getTime();
    return Math.max(1, Math.ceil(millis / 1000));
  }
}

/**
 * Pours an attempt into an open bucket; answers no row if it is closed. One statement, so that of a hundred attempts at
 * the same moment none slips through. How far the bucket is over its brim says how often the delay has doubled.
 */
function admission(key: string, limit: RateLimit, now: Date): RawQueryFragment {
  const { perHour, firstDelaySeconds, longestDelaySeconds } = limit;
  const drain = drainSeconds(limit);
  const emptyAt = sql`greatest(bucket.empty_at, ${now}) + ${drain} * interval '1 second'`;
  const over = sql`ceil(extract(epoch from ${emptyAt} - ${now}) / ${drain})::int - ${perHour}`;
  const delay = sql`case when ${over} < 0 then 0 else least(${longestDelaySeconds}, ${firstDelaySeconds} * 2.0 ^ least(${over}, 30)) end`;
  const first = { emptyAt: addSeconds(now, drain), opensAt: perHour > 1 ? now : addSeconds(now, firstDelaySeconds) };
  return sql`
    insert into attempt_buckets as bucket (key, empty_at, opens_at)
    values (${key}, ${first.emptyAt}, ${first.opensAt})
    on conflict (key) do update set empty_at = ${emptyAt}, opens_at = ${now}::timestamptz + ${delay} * interval '1 second'
    where bucket.opens_at <= ${now}
    returning key`;
}

/** The digest keeps keys short, and e-mail and IP addresses from being read at a glance while a row lives: about an hour. */
function keyOf({ name }: RateLimit, whom: string): string {
  return `${name}:${digestOf(whom)}`;
}
