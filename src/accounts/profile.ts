import { refuseInvalid } from '../api/expected-errors.js';
import { UnauthenticatedError } from '../api/request-errors.js';
import type { Clock } from '../clock.js';
import type { Announcements } from '../security/announcements.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import type { AuditTrail } from '../security/audit-trail.js';
import type { OperationLimits } from '../security/operation-limits.js';
import { WebhookEventType } from '../security/webhook-event-type.js';
import { type Caller, requireAuthenticated } from '../sessions/authentication.js';
import { readLocale } from '../users/locale.js';
import type { User } from '../users/user.entity.js';
import { lockUser } from '../users/user-queries.js';
import { normalizeUsername, usernameProblem } from '../users/username.js';
import { refuseTaken } from './account-creation.js';

export interface ProfileInput {
  readonly username?: string | null | undefined;
  readonly locale?: string | null | undefined;
}

/** What users say about themselves. */
export class Profile {
  constructor(
    private readonly audit: AuditTrail,
    private readonly announcements: Announcements,
    private readonly limits: OperationLimits,
    private readonly clock: Clock,
  ) {}

  /**
   * Sets the username and the language; null or whitespace removes them, and what is not given stays as it is. Nothing
   * is recorded or counted if nothing changes.
   *
   * @throws {ExpectedError} InvalidInputError, UsernameTakenError or TooManyAttemptsError.
   */
  async update({ em, actor, authentication }: Caller, input: ProfileInput): Promise<User> {
    const { user } = requireAuthenticated(authentication);
    const changes = readProfile(user, input);
    if (!changesAnything(user, changes)) return user;
    await this.limits.countAccountChange(user.id);
    const store = em.transactional(async (tx) => {
      const now = this.clock();
      const stored = await lockUser(tx, { id: user.id });
      if (!stored) throw new UnauthenticatedError('TOKEN_INVALID');
      if (!changesAnything(stored, changes)) return stored;
      if (changes.username !== undefined && changes.username !== stored.username)
        this.audit.success(tx, AuditEventKind.USERNAME_CHANGED, actor, user.id);
      else this.announcements.add(tx, { type: WebhookEventType.USER_UPDATED, userId: user.id, occurredAt: now });
      return Object.assign(stored, changes, { updatedAt: now });
    });
    return store.catch(refuseTaken);
  }
}

type ProfileChanges = Partial<Pick<User, 'username' | 'locale'>>;

/** What was given. A username that the user already has is not checked again. */
function readProfile(user: User, input: ProfileInput): ProfileChanges {
  const username = normalizeUsername(input.username);
  const { locale, problem } = readLocale(input.locale);
  const isNew = username !== null && username !== user.username;
  refuseInvalid({ username: isNew ? usernameProblem(username) : undefined, locale: problem });
  return {
    ...(input.username !== undefined && { username }),
    ...(input.locale !== undefined && { locale }),
  };
}

function changesAnything(user: User, { username = user.username, locale = user.locale }: ProfileChanges): boolean {
  return username !== user.username || locale !== user.locale;
}
