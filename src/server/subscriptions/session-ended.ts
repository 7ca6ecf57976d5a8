import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Database } from '../../database/database.js';
import { prepareQuery } from '../../database/prepared-query.js';
import type { Logger } from '../../logger.js';
import { BlacklistReason } from '../../sessions/blacklisted-token.entity.js';

registerEnumType(BlacklistReason, {
  name: 'SessionEndReason',
  description: 'Why a session has ended. New reasons may be added.',
  valuesConfig: {
    LOGOUT: { description: '`logout` with a token of this session.' },
    LOGOUT_ALL: { description: '`logoutAll` on any of the user’s devices.' },
    REFRESH_TOKEN_REUSE: { description: 'A used refresh token was presented again: it may have been stolen.' },
    SESSION_REVOKED: { description: '`revokeSession` on another of the user’s devices.' },
    PASSWORD_CHANGED: { description: 'The user changed the password on another device.' },
    PASSWORD_RESET: { description: 'The password was reset with a token from a mail.' },
    EMAIL_CHANGE_UNDONE: { description: 'A change of the email address was undone with a token from an email.' },
    ENDED_BY_ADMINISTRATOR: { description: '`endUserSessions` by an administrator.' },
    DEACTIVATED: { description: 'The account was deactivated.' },
    ACCOUNT_DELETED: {
      description:
        'The account was deleted: by its user or an administrator, or because its address was never verified.',
    },
    ENDED_BY_OPERATOR: { description: 'Whoever runs the server ended the sessions of all users.' },
    SESSION_LIMIT: {
      description: 'The user signed in on another device, and this session was the least recently used of too many.',
    },
  },
});

@ObjectType({ description: 'The session of this connection has ended: its tokens are refused from now on.' })
export class SessionEndedEvent {
  @Field(() => ID, { description: 'The session, the `sid` of its access tokens.' })
  readonly sessionId!: string;

  @Field(() => BlacklistReason, { description: 'Why.' })
  readonly reason!: BlacklistReason;

  @Field(() => Date, { description: 'When.' })
  readonly endedAt!: Date;
}

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
