import { type RawQueryFragment, sql } from '@mikro-orm/core';

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
 * holds no more than where to look: what has ended stands in the blacklist, so neither a lost notice nor a forged one
 * tells anybody a lie.
 *
 * @param ended the table whose rows, at least one, have the ids of the sessions.
 */
export function sessionEndNotice(ended: RawQueryFragment): RawQueryFragment {
  const ids = sql`select string_agg(id::text, ',') from ${ended}`;
  return sql`pg_notify(${SESSION_ENDS_CHANNEL}, case when count(*) > ${MAX_IDS} then 'all' else (${ids}) end)`;
}

export function readSessionEndNotice(payload: string): SessionEndNotice {
  return payload === 'all' ? payload : payload.split(',');
}
