import type { EntityManager } from '@mikro-orm/core';
import { refuse } from '../api/error-result.js';
import { WrongPasswordError } from '../api/expected-errors.js';
import { ReauthenticationRequiredError, UnauthenticatedError } from '../api/request-errors.js';
import type { Clock } from '../clock.js';
import { type AuditEventKind, AuditOutcome } from '../security/audit-event.entity.js';
import type { AuditTrail } from '../security/audit-trail.js';
import {
  type Authenticated,
  type Authentication,
  type Caller,
  requireAuthenticated,
} from '../sessions/authentication.js';
import { User } from '../users/user.entity.js';
import { lockUser } from '../users/user-queries.js';
import type { Passwords } from './password/passwords.js';
import type { PasswordGuessing } from './password-guessing.js';

/** What a signed-in user has confirmed by their password. */
export interface ConfirmedPassword {
  readonly userId: string;
  readonly passwordHash: string;
  /** Whether it is the password of another hash too. */
  verify(passwordHash: string): Promise<boolean>;
}

/** Asks signed-in users for their password once more. */
export class PasswordConfirmation {
  constructor(
    private readonly passwords: Passwords,
    private readonly guessing: PasswordGuessing,
    private readonly audit: AuditTrail,
  ) {}

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
  ): Promise<ConfirmedPassword> {
    const user = await em.findOne(User, userId, { populate: ['passwordHash'], disableIdentityMap: true });
    if (!user) throw new UnauthenticatedError('TOKEN_INVALID');
    const { passwordHash } = user;
    const verify = (hash: string) => this.passwords.verify(password, hash);
    if (await this.guessing.confirmation(countedFor, () => verify(passwordHash)))
      return { userId, passwordHash, verify };
    await this.audit.recordFirst(em, { kind, outcome: AuditOutcome.FAILURE, actor, subjectId: userId });
    throw refuse(new WrongPasswordError());
  }
}

/**
 * The user, locked, if the password confirmed before is theirs still. Another hash may be of the same password: a login
 * renews one that is outdated.
 *
 * @throws {ExpectedError} WrongPasswordError: it was changed meanwhile; or ServerBusyError.
 */
export async function lockConfirmed(tx: EntityManager, confirmed: ConfirmedPassword): Promise<User> {
  const user = await lockUser(tx, { id: confirmed.userId, deactivatedAt: null });
  if (!user) throw refuse(new WrongPasswordError());
  await tx.populate(user, ['passwordHash']);
  const isRight = user.passwordHash === confirmed.passwordHash || (await confirmed.verify(user.passwordHash));
  if (!isRight) throw refuse(new WrongPasswordError());
  return user;
}

/** Step-up: asks for a fresh login before anything sensitive. A refreshed token keeps the `auth_time` of its login. */
export class RecentLogin {
  constructor(
    private readonly maxAgeSeconds: number,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws {UnauthenticatedError} nobody is signed in.
   * @throws {ReauthenticationRequiredError} the login is too long ago.
   */
  require(authentication: Authentication): Authenticated {
    const authenticated = requireAuthenticated(authentication);
    const ageSeconds = (this.clock().getTime() - authenticated.token.authTime.getTime()) / 1000;
    if (ageSeconds > this.maxAgeSeconds) throw new ReauthenticationRequiredError();
    return authenticated;
  }
}
