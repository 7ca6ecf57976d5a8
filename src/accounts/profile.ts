import { refuseInvalid } from '../api/expected-errors.js';
import { UnauthenticatedError } from '../api/request-errors.js';
import type { Clock } from '../clock.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import type { AuditTrail } from '../security/audit-trail.js';
import type { OperationLimits } from '../security/operation-limits.js';
import { type Caller, requireAuthenticated } from '../sessions/authentication.js';
import type { User } from '../users/user.entity.js';
import { lockUser } from '../users/user-queries.js';
import { normalizeUsername, usernameProblem } from '../users/username.js';
import { refuseTaken } from './account-creation.js';

/** What users say about themselves. */
export class Profile {
  constructor(
    private readonly audit: AuditTrail,
    private readonly limits: OperationLimits,
    private readonly clock: Clock,
  ) {}

  /**
   * Sets the username; null or whitespace removes it, and what is not given stays as it is. Nothing is recorded or
   * counted if nothing changes.
   *
   * @throws {ExpectedError} InvalidInputError, UsernameTakenError or TooManyAttemptsError.
   */
  async update({ em, actor, authentication }: Caller, input: { username?: string | null | undefined }): Promise<User> {
    const { user } = requireAuthenticated(authentication);
    if (input.username === undefined) return user;
    const username = normalizeUsername(input.username);
    if (username === user.username) return user;
    refuseInvalid({ username: username ? usernameProblem(username) : undefined });
    await this.limits.countAccountChange(user.id);
    const store = em.transactional(async (tx) => {
      const stored = await lockUser(tx, { id: user.id });
      if (!stored) throw new UnauthenticatedError('TOKEN_INVALID');
      if (stored.username === username) return stored;
      this.audit.success(tx, AuditEventKind.USERNAME_CHANGED, actor, user.id);
      return Object.assign(stored, { username, updatedAt: this.clock() });
    });
    return store.catch(refuseTaken);
  }
}
