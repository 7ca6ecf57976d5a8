import { type RawQueryFragment, raw, sql } from '@mikro-orm/core';
import { type Attempt, type Counted, drainSeconds, type RateLimit, type Settlement } from './rate-limit.js';
import { digestOf } from './token-derivation.js';

const OPEN = sql`'epoch'::timestamptz`;
const OPENS_AT = sql`(extract(epoch from bucket.opens_at) * 1000000)::bigint::text`;

const ALWAYS = sql`select 1`;

/**
 * Adds an attempt to an open bucket; returns no row if it is closed. It is one statement, so that none of a hundred
 * simultaneous attempts slips through. The delay doubles with each attempt above the limit, but ends once the bucket is
 * below the limit.
 *
 * @param condition a query: the bucket is left alone if that has no row.
 */
export function consumption({ limit, whom }: Counted, now: Date, condition = ALWAYS): RawQueryFragment {
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
    select ${keyOf(limit, whom)}, ${now}::timestamptz, ${now}::timestamptz + ${drain}, ${firstOpensAt}
    where exists (${condition})
    on conflict (key) do update set counted_at = ${time}, empty_at = ${emptyAt}, opens_at = ${opensAt}
    where bucket.opens_at <= ${time}
    returning ${OPENS_AT} as "opensAt"`;
}

/** Each waits for the one before, so that requests lock the buckets that they share in the same order. */
export function consumptions(buckets: readonly Counted[], now: Date): RawQueryFragment {
  const names = buckets.map((_, index) => raw(`counted_${index}`));
  const ctes = buckets.map((bucket, index) => {
    const before = names[index - 1];
    return sql`${names[index]} as (${consumption(bucket, now, before && sql`select 1 from ${before}`)})`;
  });
  const rows = names.map((name, index) => sql`select ${index} as place, "opensAt" from ${name}`);
  return sql`with ${joined(ctes, ',')} ${joined(rows, 'union all')} order by place`;
}

/** In the same order. The count of rows is there to be waited for. */
export function settlementStatement(settlements: readonly Settlement[], now: Date): RawQueryFragment {
  const names = settlements.map((_, index) => raw(`settled_${index}`));
  const ctes = settlements.map(({ attempt, by }, index) => {
    const statement = by === 'refund' ? refundOf(attempt, now) : resetOf(attempt);
    const before = names[index - 1];
    const inTurn = before ? sql`${statement} and (select count(*) from ${before}) >= 0` : statement;
    return sql`${names[index]} as (${inTurn} returning 1)`;
  });
  return sql`with ${joined(ctes, ',')} select 1`;
}

/** The whitespace keeps MikroORM from reading two placeholders as one. */
function joined(parts: readonly RawQueryFragment[], separator: string): RawQueryFragment {
  return parts.reduce((all, part) => sql`${all} ${raw(separator)} ${part}`);
}

function resetOf({ limit, whom }: Counted): RawQueryFragment {
  return sql`delete from attempt_buckets where key = ${keyOf(limit, whom)}`;
}

/** Opens the bucket if only this attempt keeps it closed. */
export function refundOf({ limit, whom, opensAt }: Attempt, now: Date): RawQueryFragment {
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

/**
 * The digest keeps keys short, and email and IP addresses unreadable at a glance while a row exists, for about an hour.
 */
export function keyOf({ name }: RateLimit, whom: string): string {
  return `${name}:${digestOf(whom)}`;
}
