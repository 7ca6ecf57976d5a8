import { randomUUID } from 'node:crypto';
import { type EntityManager, type RawQueryFragment, sql } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { Proof } from '../api/assurance.js';
import { addSeconds, type Clock } from '../clock.js';
import { withoutTimeout } from '../database/faulty-connections.js';
import { writeTogether } from '../database/written-together.js';
import { type Announcements, announcing } from '../security/announcements.js';
import type { Device } from '../security/device.js';
import { WebhookEventType } from '../security/webhook-event-type.js';
import type { User } from '../users/user.entity.js';
import type { AccessTokens } from './access-token.js';
import type { NewRefreshToken, RefreshTokens } from './refresh-token.js';
import { Session } from './session.entity.js';
import type { SessionEnding } from './session-ending.js';

/** An access token, and the session that it belongs to. */
export interface IssuedAccessToken {
  readonly session: Session;
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
}

/** What a client gets that signs in or refreshes. */
export interface IssuedTokens extends IssuedAccessToken {
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

export interface SessionTokenOptions {
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly sessionEnding: SessionEnding;
  readonly announcements: Announcements;
  /** Beyond this number a login ends the session that was used longest ago. */
  readonly sessionsPerAccount: number;
  readonly accessTokenTtlSeconds: number;
  readonly refreshTokenTtlSeconds: number;
  /** Counted from the login. */
  readonly sessionMaxAgeSeconds: number;
  readonly clock: Clock;
}

/** Starts sessions and issues their tokens. */
export class SessionTokens {
  constructor(private readonly options: SessionTokenOptions) {}

  /**
   * Starts a session for a user who has just proved who they are. The caller has locked the user, or created it in the
   * same transaction. Whatever else was created in that is stored by the same statement, and so is `alsoWrite`.
   *
   * @param proof what they have proven.
   */
  async start(
    tx: EntityManager,
    user: User,
    device: Device,
    proof: Proof,
    alsoWrite: readonly RawQueryFragment[] = [],
  ): Promise<IssuedTokens> {
    const { sessionEnding, sessionsPerAccount, announcements } = this.options;
    const issued = this.create(tx, user, device, proof);
    const written = [...alsoWrite, ...announcements.take(tx), announcingStart(issued.session)];
    // However long it takes: an account may have a million sessions from before there was a limit.
    await withoutTimeout(() => writeTogether(tx, sessionEnding.beyond(user.id, sessionsPerAccount - 1), written));
    return issued;
  }

  private create(tx: EntityManager, user: User, device: Device, proof: Proof): IssuedTokens {
    const { clock } = this.options;
    const [id, now] = [uuidv7(), clock()];
    const refreshToken = this.options.refreshTokens.first(id);
    const session = tx.create(Session, {
      id,
      user,
      ...device,
      createdAt: now,
      lastUsedAt: now,
      expiresAt: earliest(addSeconds(now, this.options.refreshTokenTtlSeconds), this.absoluteExpiry(now)),
      accessTokensExpireAt: this.accessTokenExpiry(now, now),
      assuranceLevel: proof.level,
      methods: [...proof.methods],
      authenticatedAt: now,
      refreshDigest: Buffer.from(refreshToken.digest, 'hex'),
    });
    return this.issue(session, refreshToken);
  }

  /** A fresh access token beside a refresh token that is stored already. */
  issue(session: Session, refreshToken: NewRefreshToken): IssuedTokens {
    const refreshTokenExpiresAt = session.expiresAt;
    return { ...this.signFor(session), refreshToken: refreshToken.text, refreshTokenExpiresAt };
  }

  private accessTokenExpiry(createdAt: Date, now: Date): Date {
    return earliest(addSeconds(now, this.options.accessTokenTtlSeconds), this.absoluteExpiry(createdAt));
  }

  /** A further access token of a session that the caller has locked: its claims have changed. */
  issueAccessToken(session: Session): IssuedAccessToken {
    const now = this.options.clock();
    const expiresAt = this.accessTokenExpiry(session.createdAt, now);
    session.lastUsedAt = now;
    if (expiresAt > session.accessTokensExpireAt) session.accessTokensExpireAt = expiresAt;
    return this.signFor(session);
  }

  private signFor(session: Session): IssuedAccessToken {
    const { user, id: sid, authenticatedAt: authTime, lastUsedAt: issuedAt, assuranceLevel: level, methods } = session;
    const expiresAt = this.accessTokenExpiry(session.createdAt, issuedAt);
    const ids = { sub: user.id, sid, jti: randomUUID() };
    const claims = { ...ids, role: user.role, authTime, proof: { level, methods }, issuedAt, expiresAt };
    return { session, accessToken: this.options.accessTokens.sign(claims), accessTokenExpiresAt: expiresAt };
  }

  private absoluteExpiry(createdAt: Date): Date {
    return addSeconds(createdAt, this.options.sessionMaxAgeSeconds);
  }
}

function announcingStart({ id, user, createdAt }: Session): RawQueryFragment {
  return announcing(sql`
    select ${WebhookEventType.SESSION_STARTED}::text as type, ${createdAt}::timestamptz as occurred_at,
      jsonb_build_object('userId', ${user.id}::text, 'sessionId', ${id}::text) as data`);
}

function earliest(one: Date, other: Date): Date {
  return one < other ? one : other;
}
