import type { EntityManager } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { addSeconds, type Clock } from '../clock.js';
import type { Device } from '../security/device.js';
import { digestOf, type TokenDerivation } from '../security/token-derivation.js';
import type { User } from '../users/user.entity.js';
import type { AccessTokens } from './access-token.js';
import { RefreshToken } from './refresh-token.entity.js';
import { newRefreshToken } from './refresh-token.js';
import { Session } from './session.entity.js';
import type { SessionEnding } from './session-ending.js';

/** What a client gets that signs in or refreshes. */
export interface IssuedTokens {
  readonly session: Session;
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

export interface SessionTokenOptions {
  readonly accessTokens: AccessTokens;
  /** Derives each refresh token from its predecessor. */
  readonly rotation: TokenDerivation;
  readonly sessionEnding: SessionEnding;
  /** Beyond this number a login ends the session that was used longest ago. */
  readonly sessionsPerAccount: number;
  readonly accessTokenTtlSeconds: number;
  readonly refreshTokenTtlSeconds: number;
  /** Counted from the login. */
  readonly sessionMaxAgeSeconds: number;
  readonly clock: Clock;
}

/** Starts sessions and issues their tokens. Its methods want to run inside a transaction. */
export class SessionTokens {
  constructor(private readonly options: SessionTokenOptions) {}

  /**
   * Starts a session for a user who has just proved who they are. The caller has locked the user, or created it in the
   * same transaction.
   */
  async start(tx: EntityManager, user: User, device: Device): Promise<IssuedTokens> {
    const { sessionEnding, sessionsPerAccount } = this.options;
    await sessionEnding.endBeyond(tx, user.id, sessionsPerAccount - 1);
    const now = this.options.clock();
    const times = { createdAt: now, lastUsedAt: now, expiresAt: now, accessTokensExpireAt: now };
    const session = tx.create(Session, { id: uuidv7(), user, ...device, ...times });
    return this.issue(tx, session, newRefreshToken(), null);
  }

  /** Issues the pair that replaces a refresh token which was claimed just now. */
  replace(tx: EntityManager, claimed: RefreshToken, presented: string): IssuedTokens {
    return this.issue(tx, claimed.session, this.options.rotation.derive(presented), claimed);
  }

  /** Issues a fresh access token beside a refresh token that was issued before. */
  repeat(session: Session, issued: RefreshToken, text: string): IssuedTokens {
    return { ...this.issueAccessToken(session), refreshToken: text, refreshTokenExpiresAt: issued.expiresAt };
  }

  /** What a used token was exchanged for, or undefined if the key that it was derived by is gone. */
  recoverSuccessor(presented: string, { digest }: RefreshToken): string | undefined {
    return this.options.rotation.rederive(presented, digest);
  }

  /** Whether its login is so long ago that it cannot go on. */
  isExpired(session: Session): boolean {
    return this.absoluteExpiry(session) <= this.options.clock();
  }

  private issue(tx: EntityManager, session: Session, text: string, parent: RefreshToken | null): IssuedTokens {
    const now = this.options.clock();
    session.expiresAt = earliest(addSeconds(now, this.options.refreshTokenTtlSeconds), this.absoluteExpiry(session));
    const dates = { issuedAt: now, expiresAt: session.expiresAt };
    const issued = tx.create(RefreshToken, { id: uuidv7(), digest: digestOf(text), session, parent, ...dates });
    return this.repeat(session, issued, text);
  }

  private issueAccessToken(session: Session) {
    const now = this.options.clock();
    const expiresAt = earliest(addSeconds(now, this.options.accessTokenTtlSeconds), this.absoluteExpiry(session));
    session.lastUsedAt = now;
    if (expiresAt > session.accessTokensExpireAt) session.accessTokensExpireAt = expiresAt;
    const { user, id: sid, createdAt: authTime } = session;
    const claims = { sub: user.id, sid, jti: uuidv7(), role: user.role, authTime, issuedAt: now, expiresAt };
    return { session, accessToken: this.options.accessTokens.sign(claims), accessTokenExpiresAt: expiresAt };
  }
  private absoluteExpiry({ createdAt }: Session): Date {
    return addSeconds(createdAt, this.options.sessionMaxAgeSeconds);
  }
}

function earliest(one: Date, other: Date): Date {
  return one < other ? one : other;
}
