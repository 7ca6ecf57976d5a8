import { AuditEventKind } from '../audit/audit-event.entity.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import { type Caller, requireAuthenticated } from '../authentication.js';
import type { Clock } from '../clock.js';
import { Refusal } from '../errors/error-result.js';
import { InvalidInputError } from '../errors/expected-errors.js';
import { listFieldErrors } from '../errors/field-error.js';
import { UnauthenticatedError } from '../errors/request-errors.js';
import { lockUser } from '../users/lock-user.js';
import type { User } from '../users/user.entity.js';
import { normalizeUsername, usernameProblem } from '../users/username.js';
import { refuseTaken } from './account-creation.js';

/** What users say about themselves. */
export class Profile {
  constructor(
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Sets the username; null or blank takes it away, and what is not given stays as it is.
   *
   * @throws {Refusal} InvalidInputError or UsernameTakenError.
   */
  async update({ em, actor, authentication }: Caller, input: { username?: string | null | undefined }): Promise<User> {
    const { user } = requireAuthenticated(authentication);
    if (input.username === undefined) return user;
    const username = normalizeUsername(input.username);
    const fieldErrors = listFieldErrors({ username: username ? usernameProblem(username) : undefined });
    if (fieldErrors.length > 0) throw new Refusal(new InvalidInputError(fieldErrors));
    const store = em.transactional(async (tx) => {
      this.audit.success(tx, AuditEventKind.USERNAME_CHANGED, actor, user.id);
      const changes = { username, updatedAt: this.clock() };
      const stored = await lockUser(tx, { id: user.id });
      if (!stored) throw new UnauthenticatedError('TOKEN_INVALID');
      return Object.assign(stored, changes);
    });
    return store.catch(refuseTaken);
  }
}
