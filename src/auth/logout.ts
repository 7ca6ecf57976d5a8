import type { EntityManager } from '@mikro-orm/core';
import { type Authentication, requireAuthenticated } from '../authentication.js';
import { UnauthenticatedError } from '../errors/request-errors.js';
import { RefreshToken } from '../sessions/refresh-token.entity.js';
import { digestOf } from '../sessions/refresh-token.js';
import type { SessionEnding } from '../sessions/session-ending.js';
import { BlacklistReason } from '../tokens/blacklisted-token.entity.js';

/** Signs users out. When a method has answered, no instance accepts the tokens any more. */
export class Logout {
  constructor(private readonly ending: SessionEnding) {}

  /**
   * Ends the session of the access token; without an accepted one, that of the refresh token.
   *
   * @throws {UnauthenticatedError} neither belongs to a living session.
   */
  async logout(em: EntityManager, authentication: Authentication, refreshToken: string | undefined): Promise<number> {
    const bySession = authentication.state === 'authenticated' || !refreshToken;
    const sessionId = bySession
      ? requireAuthenticated(authentication).token.sid
      : await findLivingSession(em, authentication, refreshToken);
    return this.ending.endOne(em, sessionId, BlacklistReason.LOGOUT);
  }

  /** @throws {UnauthenticatedError} there is no accepted access token. */
  logoutAll(em: EntityManager, authentication: Authentication): Promise<number> {
    const { user } = requireAuthenticated(authentication);
    return this.ending.endAll(em, user.id, BlacklistReason.LOGOUT_ALL);
  }
}

async function findLivingSession(em: EntityManager, authentication: Authentication, refreshToken: string) {
  const token = await em.findOne(RefreshToken, { digest: digestOf(refreshToken) }, { populate: ['session'] });
  if (token && !token.session.endedAt) return token.session.id;
  if (authentication.state === 'refused') throw new UnauthenticatedError(authentication.reason);
  throw new UnauthenticatedError(token ? 'TOKEN_BLACKLISTED' : 'TOKEN_INVALID');
}
