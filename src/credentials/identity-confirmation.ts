import type { EntityManager } from '@mikro-orm/core';
import { refuse } from '../api/error-result.js';
import { WrongPasswordError } from '../api/expected-errors.js';
import { UnauthenticatedError } from '../api/request-errors.js';
import { type AuditEventKind, AuditOutcome } from '../security/audit-event.entity.js';
import type { AuditTrail } from '../security/audit-trail.js';
import { type Caller, requireAuthenticated } from '../sessions/authentication.js';
import { User } from '../users/user.entity.js';
import { lockUser } from '../users/user-queries.js';
import type { Passwords } from './password/passwords.js';
import type { PasswordGuessing } from './password-guessing.js';
import type { StepUp } from './step-up.js';

/** That a user has confirmed who they are. */
export interface ConfirmedIdentity {
  readonly userId: string;
  /** Whether it is still true once the user is locked. Without it, nothing can have changed that. */
  readonly holds?: (tx: EntityManager, user: User) => Promise<boolean>;
}

/** Asks signed-in users for their password once more. */
export class PasswordConfirmation {
  constructor(
    private readonly passwords: Passwords,
    private readonly guessing: PasswordGuessing,
    private readonly stepUp: StepUp,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * By the password; without one, by what `confirmIdentity` was sent in this session.
   *
   * @param kind what it is asked for.
   * @throws {ReauthenticationRequiredError} no password was sent, and the identity was not confirmed recently.
   * @throws {ExpectedError} WrongPasswordError, TooManyAttemptsError or ServerBusyError.
   */
  async confirmUnlessRecent(
    caller: Caller,
    userId: string,
    password: string | null | undefined,
    kind: AuditEventKind,
  ): Promise<ConfirmedIdentity> {
    if (password !== null && password !== undefined) return this.confirm(caller, userId, password, kind);
    await this.stepUp.requireConfirmed(caller);
    return { userId };
  }

  /**
   * Compares outside of any transaction, for it takes long, and puts a wrong password on record.
   *
   * @param kind what the password is asked for.
   * @param countedFor whose wrong passwords are counted together: by default those of the session.
   * @throws {ExpectedError} WrongPasswordError, TooManyAttemptsError or ServerBusyError.
   */
  async confirm(
    { em, actor, authentication }: Caller,
    userId: string,
    password: string,
    kind: AuditEventKind,
    countedFor = requireAuthenticated(authentication).token.sid,
  ): Promise<ConfirmedIdentity> {
    const user = await em.findOne(User, userId, { populate: ['passwordHash'], disableIdentityMap: true });
    if (!user) throw new UnauthenticatedError('TOKEN_INVALID');
    const { passwordHash } = user;
    const verify = (hash: string | null) => this.passwords.verify(password, hash);
    if (await this.guessing.confirmation(countedFor, () => verify(passwordHash)))
      return { userId, holds: (tx, locked) => isPasswordOf(tx, locked, passwordHash, verify) };
    await this.audit.recordFirst(em, { kind, outcome: AuditOutcome.FAILURE, actor, subjectId: userId });
    throw refuse(new WrongPasswordError());
  }
}

/**
 * The user, locked, if what was confirmed before is still true.
 *
 * @throws {ExpectedError} WrongPasswordError: the password was changed meanwhile; or ServerBusyError.
 */
export async function lockConfirmed(tx: EntityManager, { userId, holds }: ConfirmedIdentity): Promise<User> {
  const user = await lockUser(tx, { id: userId, deactivatedAt: null });
  if (!user || (holds && !(await holds(tx, user)))) throw refuse(new WrongPasswordError());
  return user;
}

/** Another hash may be of the same password: a login renews one that is outdated. */
async function isPasswordOf(
  tx: EntityManager,
  user: User,
  comparedHash: string | null,
  verify: (hash: string | null) => Promise<boolean>,
): Promise<boolean> {
  await tx.populate(user, ['passwordHash']);
  return user.passwordHash === comparedHash || verify(user.passwordHash);
}
