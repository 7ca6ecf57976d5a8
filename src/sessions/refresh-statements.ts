import type { EntityManager } from '@mikro-orm/core';
import { addSeconds } from '../clock.js';
import { columnsOf, entityOf } from '../database/entity-rows.js';
import type { PreparedQuery } from '../database/prepared-query.js';
import { User } from '../users/user.entity.js';
import type { NewRefreshToken, PresentedRefreshToken } from './refresh-token.js';
import { Session } from './session.entity.js';

/** Prepares a statement under a name of its own. */
export type PrepareStatement = <Row>(name: string, text: string) => Promise<PreparedQuery<Row>>;

/** In seconds. */
export interface RefreshTimes {
  readonly accessTokenTtlSeconds: number;
  readonly refreshTokenTtlSeconds: number;
  /** Counted from the login. */
  readonly sessionMaxAgeSeconds: number;
  /** How long a refresh token that was exchanged can be presented again. */
  readonly reuseWindowSeconds: number;
}

const MAX_AGE = `sessions.created_at + $4::float8 * interval '1 second'`;

/** A session that goes on. Deactivation has ended those of its user; where both happen at once, the row is what they wait for. */
const IS_ACTIVE = `
  sessions.id = $1::uuid and sessions.ended_at is null and sessions.expires_at > $3 and ${MAX_AGE} > $3
  and users.id = sessions.user_id and users.deactivated_at is null`;

const USE = `
  last_used_at = $3::timestamptz,
  access_tokens_expire_at = greatest(sessions.access_tokens_expire_at, least($5::timestamptz, ${MAX_AGE}))`;

/** One conditional update: of two racing requests only one finds the digest of the token that both present. */
const claimStatement = (columns: string) => `
  update sessions set ${USE}, previous_digest = refresh_digest, refresh_digest = decode($6, 'hex'),
    generation = sessions.generation + 1, rotated_at = $3, expires_at = least($7::timestamptz, ${MAX_AGE})
  from users where ${IS_ACTIVE} and sessions.refresh_digest = decode($2, 'hex')
  returning ${columns}`;

/** The predecessor of the token, while the window is open and nobody has used the token itself. */
const repeatStatement = (columns: string) => `
  update sessions set ${USE}
  from users where ${IS_ACTIVE} and sessions.previous_digest = decode($2, 'hex') and sessions.rotated_at >= $6
  returning ${columns}, encode(sessions.refresh_digest, 'hex') as digest`;

type Row = Record<string, unknown>;

/** What a refresh asks of the database: one statement, two where the response to an earlier one was lost. */
export class RefreshStatements {
  private constructor(
    private readonly claimRow: PreparedQuery<Row>,
    private readonly repeatRow: PreparedQuery<Row & { digest: string }>,
    private readonly times: RefreshTimes,
  ) {}

  static async prepare(em: EntityManager, prepare: PrepareStatement, times: RefreshTimes): Promise<RefreshStatements> {
    const columns = `${columnsOf(em, Session)}, ${columnsOf(em, User)}`;
    const claim = await prepare<Row>('refresh', claimStatement(columns));
    return new RefreshStatements(claim, await prepare('refresh-again', repeatStatement(columns)), times);
  }

  /** Replaces the session's refresh token by its successor. @returns undefined if it is not the session's, or that is over. */
  async claim(
    em: EntityManager,
    token: PresentedRefreshToken,
    successor: NewRefreshToken,
    now: Date,
  ): Promise<Session | undefined> {
    const expiresAt = addSeconds(now, this.times.refreshTokenTtlSeconds);
    const [row] = await this.claimRow([...this.common(token, now), successor.digest, expiresAt]);
    return row && sessionOf(em, row);
  }

  /** @returns the session, and the digest of its refresh token, if the token is that one's predecessor and not too old. */
  async repeat(em: EntityManager, token: PresentedRefreshToken, now: Date) {
    const since = addSeconds(now, -this.times.reuseWindowSeconds);
    const [row] = await this.repeatRow([...this.common(token, now), since]);
    return row && { session: sessionOf(em, row), digest: row.digest };
  }

  private common({ sessionId, digest }: PresentedRefreshToken, now: Date): unknown[] {
    const { sessionMaxAgeSeconds, accessTokenTtlSeconds } = this.times;
    return [sessionId, digest, now, sessionMaxAgeSeconds, addSeconds(now, accessTokenTtlSeconds)];
  }
}

/** With its user, to whom the session refers. */
function sessionOf(em: EntityManager, row: Row): Session {
  entityOf(em, User, row);
  return entityOf(em, Session, row);
}
