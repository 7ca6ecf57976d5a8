import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Database } from '../../database/database.js';
import { prepareQuery } from '../../database/prepared-query.js';
import type { Logger } from '../../logger.js';
import { BlacklistReason } from '../../sessions/blacklisted-token.entity.js';

registerEnumType(BlacklistReason, {
  name: 'SessionEndReason',
  description: 'Why a session has ended. New reasons may be added.',
  valuesConfig: {
    LOGOUT: { description: '`logout` was called with a token of this session.' },
    LOGOUT_ALL: { description: '`logoutAll` was called on one of the user’s devices.' },
    REFRESH_TOKEN_REUSE: { description: 'A used refresh token was presented again; it may have been stolen.' },
    SESSION_REVOKED: { description: '`revokeSession` was called on another of the user’s devices.' },
    PASSWORD_CHANGED: { description: 'The user changed the password.' },
    PASSWORD_RESET: { description: 'The password was reset with a token from an email.' },
    EMAIL_CHANGE_UNDONE: { description: 'A change of the email address was undone with a token from an email.' },
    ENDED_BY_ADMINISTRATOR: { description: 'An administrator called `endUserSessions`.' },
    DEACTIVATED: { description: 'The account was deactivated.' },
    ACCOUNT_DELETED: {
      description:
        'The account was deleted by its user or an administrator, or because its address was never verified.',
    },
    ENDED_BY_OPERATOR: { description: 'The operator of the server ended the sessions of all users.' },
    SESSION_LIMIT: {
      description:
        'The user signed in on another device and exceeded the limit; this session was the least recently used.',
    },
    SECOND_FACTOR_ENABLED: {
      description: 'The user added a second factor on another device. Log in with both factors.',
    },
    SECOND_FACTORS_RESET: { description: 'An administrator or the operator took the second factors from the account.' },
  },
});

@ObjectType({ description: 'The session of this connection has ended. Its tokens are no longer accepted.' })
export class SessionEndedEvent {
  @Field(() => ID, { description: 'The id of the session, which is the `sid` of its access tokens.' })
  readonly sessionId!: string;

  @Field(() => BlacklistReason, { description: 'Why the session ended.' })
  readonly reason!: BlacklistReason;

  @Field(() => Date, { description: 'When it happened.' })
  readonly endedAt!: Date;
}

/** Finds which sessions have ended. The blacklist entry of a session outlives its last access token and its account. */
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
