import type { Database } from '../../database/database.js';
import { prepareQuery } from '../../database/prepared-query.js';
import type { Logger } from '../../logger.js';
import type { SessionEndedEvent } from './session-ended-event.js';

/** Which of the sessions have ended. A session's blacklist entry outlives its last access token, and its account. */
export type FindEndedSessions = (sessionIds: readonly string[]) => Promise<SessionEndedEvent[]>;

const ENDED_SESSIONS_QUERY = `
  select id as "sessionId", reason, blacklisted_at as "endedAt" from blacklisted_tokens where id = any($1::uuid[])`;

export async function endedSessionsFinder(database: Database, log: Logger): Promise<FindEndedSessions> {
  const query = await prepareQuery<SessionEndedEvent>(database, 'ended-sessions', ENDED_SESSIONS_QUERY, log);
  return async (sessionIds) => {
    const rows = await query([sessionIds]);
    return rows.map((row) => ({ ...row, endedAt: new Date(row.endedAt) }));
  };
}
