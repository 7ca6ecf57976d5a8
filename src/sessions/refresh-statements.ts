import type { EntityManager } from '@mikro-orm/core';
import { addSeconds } from '../clock.js';
import { type EntityReader, type EntityRow, entityReader } from '../database/entity-rows.js';
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

/** What a refresh asks of the database: one statement, two where the response to an earlier one was lost. */
export class RefreshStatements {
  private constructor(
    private readonly claimRow: PreparedQuery<EntityRow>,
    private readonly repeatRow: PreparedQuery<EntityRow & { digest: string }>,
    private readonly sessions: EntityReader<Session>,
    private readonly users: EntityReader<User>,
    private readonly times: RefreshTimes,
  ) {}

  static async prepare(em: EntityManager, prepare: PrepareStatement, times: RefreshTimes): Promise<RefreshStatements> {
    const [sessions, users] = [entityReader(em, Session), entityReader(em, User)];
    const columns = `${sessions.columns}, ${users.columns}`;
    const claim = await prepare<EntityRow>('refresh', claimStatement(columns));
    const repeat = await prepare<EntityRow & { digest: string }>('refresh-again', repeatStatement(columns));
    return new RefreshStatements(claim, repeat, sessions, users, times);
  }

  /** Replaces the session's refresh token by its successor. @returns undefined if it is not the session's, or that is over. */
  async claim(token: PresentedRefreshToken, successor: NewRefreshToken, now: Date): Promise<Session | undefined> {
    const expiresAt = addSeconds(now, this.times.refreshTokenTtlSeconds);
    const [row] = await this.claimRow([...this.common(token, now), successor.digest, expiresAt]);
    return row && this.sessionOf(row);
  }

  /** @returns the session, and the digest of its refresh token, if the token is that one's predecessor and not too old. */
  async repeat(token: PresentedRefreshToken, now: Date) {
    const since = addSeconds(now, -this.times.reuseWindowSeconds);
    const [row] = await this.repeatRow([...this.common(token, now), since]);
    return row && { session: this.sessionOf(row), digest: row.digest };
  }

  private common({ sessionId, digest }: PresentedRefreshToken, now: Date): unknown[] {
    const { sessionMaxAgeSeconds, accessTokenTtlSeconds } = this.times;
    return [sessionId, digest, now, sessionMaxAgeSeconds, addSeconds(now, accessTokenTtlSeconds)];
  }

  /** With its user, to whom the session refers. */
  private sessionOf(row: EntityRow): Session {
    return this.sessions.read(row, { user: this.users.read(row) });
  }
}
