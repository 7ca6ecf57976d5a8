import { ExpectedError } from '../api/error-result.js';
import { SessionNotFoundError } from '../api/expected-errors.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import type { AuditTrail } from '../security/audit-trail.js';
import { type Caller, requireAuthenticated } from './authentication.js';
import { BlacklistReason } from './blacklisted-token.entity.js';
import type { SessionEnding } from './session-ending.js';

/** Lets users sign out another device of theirs. */
export class SessionRevocation {
  constructor(
    private readonly ending: SessionEnding,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Ends one of the signed-in user's sessions.
   *
   * @throws {ExpectedError} SessionNotFoundError: there is none, it has ended, or it is somebody else's.
   */
  async revoke({ em, actor, authentication }: Caller, sessionId: string): Promise<void> {
    const { user } = requireAuthenticated(authentication);
    await em.transactional(async (tx) => {
      const ended = await this.ending.endOwn(tx, user.id, sessionId, BlacklistReason.SESSION_REVOKED);
      if (!ended) throw new ExpectedError(new SessionNotFoundError());
      this.audit.success(tx, AuditEventKind.SESSION_REVOKED, actor, user.id);
    });
  }
}
