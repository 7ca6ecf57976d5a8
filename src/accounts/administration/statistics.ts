import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { Field, Int, ObjectType } from 'type-graphql';
import { addSeconds, type Clock } from '../../clock.js';
import { AuditEvent, AuditEventKind } from '../../security/audit-event.entity.js';

/** The sums of one day, in UTC. They name nobody, and remain when the events they were made of are deleted. */
@ObjectType({ description: 'What happened on one day, in UTC.' })
@Entity({ tableName: 'daily_statistics' })
export class DailyStatistics {
  /** As in `2026-11-30`. */
  @PrimaryKey({ type: 'date' })
  day!: string;

  @Field(() => Int, { description: 'How many accounts were registered, created by administrators, or imported.' })
  @Property({ type: 'integer' })
  registrations = 0;

  @Field(() => Int, { description: 'How often someone signed in.' })
  @Property({ type: 'integer' })
  logins = 0;

  @Field(() => Int, { description: 'How often a login failed.' })
  @Property({ type: 'integer' })
  failedLogins = 0;

  @Field(() => Int, {
    description:
      'How many users did something that is on record, such as signing in. Using a session is not on record.',
  })
  @Property({ type: 'integer' })
  activeUsers = 0;

  @Field(() => Int, {
    description: 'How often sessions were ended, by their users, by administrators or after a theft.',
  })
  @Property({ type: 'integer' })
  endedSessions = 0;

  @Field(() => Date, { description: 'When the day began.' })
  get date(): Date {
    return startOf(this.day);
  }
}

const DAY_SECONDS = 86_400;

/** After this time, every transaction of the day has ended, whatever the clock of the instance that ran it. */
const SETTLED_SECONDS = 3600;

const ENDINGS = [
  AuditEventKind.LOGOUT,
  AuditEventKind.LOGOUT_ALL,
  AuditEventKind.SESSION_REVOKED,
  AuditEventKind.SESSIONS_ENDED,
];

const count = (condition: string) => `count(*) filter (where ${condition})::int`;

const DAY = `to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD')`;

/** A stolen token is refused, which is a failure, and the session ends by that. */
const ENDED_SESSIONS = `
  kind in (${ENDINGS.map((kind) => `'${kind}'`).join(', ')}) and outcome = 'SUCCESS' or kind = 'REFRESH_TOKEN_REUSE'`;

const SUMS = `
  ${count(`kind = 'REGISTER' and outcome = 'SUCCESS'`)} as registrations,
  ${count(`kind = 'LOGIN' and outcome = 'SUCCESS'`)} as logins,
  ${count(`kind = 'LOGIN' and outcome = 'FAILURE'`)} as failed_logins,
  count(distinct subject_id) filter (where outcome = 'SUCCESS' and actor_id = subject_id)::int as active_users,
  ${count(ENDED_SESSIONS)} as ended_sessions
  from audit_events where occurred_at >= ? and occurred_at < ?`;

const INSERT_SUMS = `
  insert into daily_statistics (day, registrations, logins, failed_logins, active_users, ended_sessions)
  select ?::date, ${SUMS} on conflict do nothing`;

/**
 * Counts the acts of each day in the audit trail. Days that are over are summed up once, so that a year costs no more to
 * show than the events of today.
 */
export class Statistics {
  constructor(private readonly clock: Clock) {}

  /** One entry for each day that the time from `since` until just before `until` touches, in order. */
  async daily(em: SqlEntityManager, since: Date, until: Date): Promise<DailyStatistics[]> {
    const days = daysIn(since, until);
    const [first = '', last = ''] = [days[0], days.at(-1)];
    const found = await em.find(DailyStatistics, { day: { $gte: first, $lte: last } });
    const summed = await this.lastSummedDay(em);
    const counted = await countDays(
      em,
      days.filter((day) => !summed || day > summed),
    );
    const byDay = new Map([...found, ...counted].map((each) => [each.day, each]));
    return days.map((day) => byDay.get(day) ?? Object.assign(new DailyStatistics(), { day }));
  }

  /** Sums up the days that are over. To be called before their events are deleted. */
  async sumUp(em: SqlEntityManager): Promise<void> {
    const summed = await this.lastSummedDay(em);
    const from = summed ? addSeconds(startOf(summed), DAY_SECONDS) : await this.firstEventAt(em);
    const days = from ? daysIn(from, startOf(dayOf(addSeconds(this.clock(), -SETTLED_SECONDS)))) : [];
    for (const day of days) await em.execute(INSERT_SUMS, [day, startOf(day), addSeconds(startOf(day), DAY_SECONDS)]);
  }

  private async lastSummedDay(em: SqlEntityManager): Promise<string | undefined> {
    const [last] = await em.find(DailyStatistics, {}, { orderBy: { day: 'desc' }, limit: 1 });
    return last?.day;
  }

  private async firstEventAt(em: SqlEntityManager): Promise<Date | undefined> {
    const [first] = await em.find(AuditEvent, {}, { orderBy: { occurredAt: 'asc' }, limit: 1 });
    return first?.occurredAt;
  }
}

/** Days on which nothing happened are left out. */
async function countDays(em: SqlEntityManager, days: readonly string[]): Promise<DailyStatistics[]> {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const bounds = [startOf(first), addSeconds(startOf(last), DAY_SECONDS)];
  const rows = await em.execute<object[]>(`select ${DAY} as day, ${SUMS} group by 1`, bounds);
  return rows.map((row) => em.map(DailyStatistics, row));
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

function startOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function daysIn(since: Date, until: Date): string[] {
  const days: string[] = [];
  for (let day = startOf(dayOf(since)); day < until; day = addSeconds(day, DAY_SECONDS)) days.push(dayOf(day));
  return days;
}
