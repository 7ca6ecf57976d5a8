import type { EntityManager } from '@mikro-orm/core';
import { AuditEventKind } from '../audit/audit-event.entity.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import { type Authentication, type Caller, requireAuthenticated } from '../authentication.js';
import { digestOf } from '../digest.js';
import { UnauthenticatedError } from '../errors/request-errors.js';
import { RefreshToken } from '../sessions/refresh-token.entity.js';
import type { SessionEnding } from '../sessions/session-ending.js';
import { BlacklistReason } from '../tokens/blacklisted-token.entity.js';

/**
 * Signs users out. When a method has answered, no instance accepts the tokens any more. What ends no session, because
 * another request has just ended it, is not recorded.
 */
export class Logout {
  constructor(
    private readonly ending: SessionEnding,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Ends the session of the access token; without an accepted one, that of the refresh token.
   *
   * @throws {UnauthenticatedError} neither belongs to a living session.
   */
  async logout({ em, authentication, actor }: Caller, refreshToken: string | undefined): Promise<number> {
    const { sessionId, userId } =
      authentication.state === 'authenticated' || !refreshToken
        ? sessionOfAccessToken(authentication)
        : await sessionOfRefreshToken(em, authentication, refreshToken);
    return em.transactional(async (tx) => {
      const ended = await this.ending.endOne(tx, sessionId, BlacklistReason.LOGOUT);
      if (ended > 0) this.audit.success(tx, AuditEventKind.LOGOUT, { ...actor, userId }, userId);
      return ended;
    });
  }

  /** @throws {UnauthenticatedError} there is no accepted access token. */
  async logoutAll({ em, authentication, actor }: Caller): Promise<number> {
    const { user } = requireAuthenticated(authentication);
    return em.transactional(async (tx) => {
      const ended = await this.ending.endAll(tx, user.id, BlacklistReason.LOGOUT_ALL);
      if (ended > 0) this.audit.success(tx, AuditEventKind.LOGOUT_ALL, actor, user.id);
      return ended;
    });
  }
}

interface FoundSession {
  readonly sessionId: string;
  readonly userId: string;
}

function sessionOfAccessToken(authentication: Authentication): FoundSession {
  const { token, user } = requireAuthenticated(authentication);
  return { sessionId: token.sid, userId: user.id };
}

async function sessionOfRefreshToken(
  em: EntityManager,
  authentication: Authentication,
  refreshToken: string,
): Promise<FoundSession> {
  const token = await em.findOne(RefreshToken, { digest: digestOf(refreshToken) }, { populate: ['session'] });
  if (token && !token.session.endedAt) return { sessionId: token.session.id, userId: token.session.user.id };
  if (authentication.state === 'refused') throw new UnauthenticatedError(authentication.reason);
  throw new UnauthenticatedError(token ? 'TOKEN_BLACKLISTED' : 'TOKEN_INVALID');
}
