import { type EntityManager, type RawQueryFragment, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { validate as isUuid } from 'uuid';
import { AssuranceLevel } from '../api/assurance.js';
import { UnauthenticatedError } from '../api/request-errors.js';
import type { Clock } from '../clock.js';
import { withoutTimeout } from '../database/faulty-connections.js';
import { joined, type StatementParts, statementOf } from '../database/written-together.js';
import { announcing } from '../security/announcements.js';
import { WebhookEventType } from '../security/webhook-event-type.js';
import { BlacklistReason } from './blacklisted-token.entity.js';
import type { PresentedRefreshToken } from './refresh-token.js';

export const SESSION_ENDS_CHANNEL = 'gatehouse_session_ends';

/**
 * This many ids of 36 characters and their commas stay below the 8000 bytes that a notification may have:
 * https://www.postgresql.org/docs/current/sql-notify.html
 */
const MAX_IDS = 200;

/** The sessions to look at: these, or where they would be too many to list, all. */
export type SessionEndNotice = readonly string[] | 'all';

/**
 * An expression that notifies all instances, once the transaction has been committed, that sessions have ended. A notice
 * says only where to look: the blacklist records what has ended, so neither a lost notice nor a forged one misleads an
 * instance.
 *
 * @param ended the table whose rows, at least one, have the ids of the sessions.
 */
function sessionEndNotice(ended: RawQueryFragment): RawQueryFragment {
  const ids = sql`select string_agg(id::text, ',') from ${ended}`;
  return sql`pg_notify(${SESSION_ENDS_CHANNEL}, case when count(*) > ${MAX_IDS} then 'all' else (${ids}) end)`;
}

/** Of a row that exists already, for as long as either of the two reasons asks for. */
const EXTENDED = sql`
  expires_at = greatest(entry.expires_at, excluded.expires_at), transaction_id = excluded.transaction_id`;

export function readSessionEndNotice(payload: string): SessionEndNotice {
  return payload === 'all' ? payload : payload.split(',');
}

/**
 * Ends sessions: their refresh tokens are dead, their access tokens blacklisted and waiting devices notified, all in
 * one statement. It takes the same memory for one session as for millions, and joins the caller's transaction, if any.
 */
export class SessionEnding {
  constructor(private readonly clock: Clock) {}

  /** @returns how many sessions were ended: 1, or 0 if it had ended already. */
  async endOne(em: EntityManager, sessionId: string, reason: BlacklistReason): Promise<number> {
    return (await this.end(em, sql`id = ${sessionId}`, reason)).ended;
  }

  /** Ends a session if it is this user's. @returns how many sessions were ended. */
  async endOwn(em: EntityManager, userId: string, sessionId: string, reason: BlacklistReason): Promise<number> {
    if (!isUuid(sessionId)) return 0;
    return (await this.end(em, sql`id = ${sessionId} and user_id = ${userId}`, reason)).ended;
  }

  /**
   * Ends the session of a refresh token that was exchanged before: a later one exists. Of a token whose tag nobody can
   * check any more, that is known only while its digest is stored.
   *
   * @returns how many sessions were ended.
   */
  async endReplayed(em: EntityManager, token: PresentedRefreshToken, reason: BlacklistReason): Promise<number> {
    const { sessionId, generation, digest, isGenuine } = token;
    const wasExchanged = isGenuine ? sql`generation > ${generation}` : sql`previous_digest = decode(${digest}, 'hex')`;
    return (await this.end(em, sql`id = ${sessionId} and ${wasExchanged}`, reason)).ended;
  }

  /**
   * Ends sessions, of whichever users.
   *
   * @param record what is written with it, of the users whose ids the query in its argument finds.
   * @returns how many sessions were ended.
   */
  async endRecorded(
    em: EntityManager,
    which: RawQueryFragment,
    reason: BlacklistReason,
    record: (userIds: RawQueryFragment) => RawQueryFragment,
  ): Promise<number> {
    const { ctes, result } = endStatement(which, this.clock(), reason, null);
    const recorded = sql`recorded as (${record(sql`select user_id from ended`)})`;
    return this.run(em, { ctes: joined([ctes, recorded], ', '), result }).then(({ ended }) => ended);
  }

  /** Ends every session of a user. @returns how many sessions were ended. */
  async endAll(em: EntityManager, userId: string, reason: BlacklistReason): Promise<number> {
    return (await this.endMany(em, sql`user_id = ${userId}`, reason)).ended;
  }

  /**
   * Ends every session of a user, one of which is to be replaced.
   *
   * @returns how many others were ended.
   * @throws {UnauthenticatedError} the one to replace has ended already.
   */
  async endAllToReplace(
    em: EntityManager,
    userId: string,
    replacedId: string,
    reason: BlacklistReason,
  ): Promise<number> {
    const { ended, included } = await this.endMany(em, sql`user_id = ${userId}`, reason, replacedId);
    if (!included) throw new UnauthenticatedError('TOKEN_BLACKLISTED');
    return ended - 1;
  }

  /**
   * Ends those sessions of a user that were used longest ago, so that no more than `kept` are left: a part of the
   * statement that starts another. The caller has locked the user by a statement before it, or two logins at the same
   * moment would each count without the other's session.
   */
  beyond(userId: string, kept: number): StatementParts {
    const which = sql`
      select id from sessions where user_id = ${userId} and ended_at is null and expires_at > ${this.clock()}
      order by last_used_at desc, id desc offset ${kept}`;
    const reason = BlacklistReason.SESSION_LIMIT;
    return endStatement(sql`id = any (array(${which}))`, this.clock(), reason, null);
  }

  /** Ends those sessions of a user that one factor sufficed for, except one. @returns how many sessions were ended. */
  async endOthersOfOneFactor(
    em: EntityManager,
    userId: string,
    keptId: string,
    reason: BlacklistReason,
  ): Promise<number> {
    const others = sql`user_id = ${userId} and assurance_level = ${AssuranceLevel.AAL1} and id <> ${keptId}`;
    return (await this.endMany(em, others, reason)).ended;
  }

  /** Ends every session of every user. @returns how many sessions were ended. */
  async endAllSessions(em: SqlEntityManager): Promise<number> {
    return (await this.endMany(em, sql`true`, BlacklistReason.ENDED_BY_OPERATOR)).ended;
  }

  /** However long it takes: an account with a million sessions must not be one that nobody can sign out. */
  private endMany(...parameters: Parameters<SessionEnding['end']>): Promise<EndResult> {
    return withoutTimeout(() => this.end(...parameters));
  }

  private async end(
    em: EntityManager,
    which: RawQueryFragment,
    reason: BlacklistReason,
    sessionId: string | null = null,
  ): Promise<EndResult> {
    return this.run(em, endStatement(which, this.clock(), reason, sessionId));
  }

  private async run(em: EntityManager, parts: StatementParts): Promise<EndResult> {
    const [result] = await (em as SqlEntityManager).execute<EndResult[]>(statementOf(parts));
    return result ?? { ended: 0, included: false };
  }
}

/** Revokes the access tokens of a machine that carry an id, as `sid` or `client_id`. Joins the caller's transaction. */
export async function blacklistMachine(
  tx: EntityManager,
  id: string,
  reason: BlacklistReason,
  { now, expiresAt }: { readonly now: Date; readonly expiresAt: Date },
): Promise<void> {
  await (tx as SqlEntityManager).execute(sql`
    with blacklisted as (
      insert into blacklisted_tokens as entry (id, reason, blacklisted_at, expires_at)
      values (${id}, ${reason}, ${now}, ${expiresAt}) on conflict (id) do update set ${EXTENDED} returning id
    )
    select ${sessionEndNotice(sql`blacklisted`)} from blacklisted having count(*) > 0`);
}

export interface EndResult {
  /** How many sessions. */
  readonly ended: number;
  /** Whether the session in question is one of them. */
  readonly included: boolean;
}

const ANNOUNCED = announcing(sql`
  select ${WebhookEventType.SESSION_ENDED}::text as type, ended_at as occurred_at,
    jsonb_build_object('userId', user_id, 'sessionId', id, 'reason', end_reason) as data
  from ended`);

/**
 * Locks in one order, so that two requests that end the same sessions cannot deadlock. A session that an operator has
 * blacklisted keeps its entry, for as long as either of the two reasons asks for.
 */
export function endStatement(
  which: RawQueryFragment,
  now: Date | RawQueryFragment,
  reason: BlacklistReason,
  sessionId: string | null,
): StatementParts {
  const ctes = sql`
    active as (
      select id from sessions where ended_at is null and ${which} order by id for update
    ), ended as (
      update sessions set ended_at = ${now}, end_reason = ${reason} from active where sessions.id = active.id
      returning sessions.*
    ), blacklisted as (
      insert into blacklisted_tokens as entry (id, user_id, reason, blacklisted_at, expires_at)
      select id, user_id, end_reason, ended_at, access_tokens_expire_at from ended
      on conflict (id) do update set ${EXTENDED}
      returning id
    ), announced as (${ANNOUNCED})`;
  const result = sql`
    select count(*)::int as ended, coalesce(bool_or(id = ${sessionId}), false) as included,
      ${sessionEndNotice(sql`blacklisted`)}
    from blacklisted having count(*) > 0`;
  return { ctes, result };
}
