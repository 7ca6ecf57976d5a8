import type { EntityManager } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { FieldErrorCode, type FieldProblem, refuse } from '../../api/error-result.js';
import { refuseInvalid, SessionNotFoundError, UserNotFoundError } from '../../api/expected-errors.js';
import { ForbiddenError } from '../../api/request-errors.js';
import type { Clock } from '../../clock.js';
import { requireKeyInForce } from '../../credentials/acting-administrator.js';
import type { LoginChallenges } from '../../credentials/login-challenge.js';
import type { NewPassword } from '../../credentials/password/password-change.js';
import type { SecondFactors } from '../../credentials/second-factors.js';
import { MailTemplate } from '../../mail/mail.entities.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../../security/audit-trail.js';
import { NO_DEVICE } from '../../security/device.js';
import { BlacklistReason } from '../../sessions/blacklisted-token.entity.js';
import type { SessionEnding } from '../../sessions/session-ending.js';
import { Role, User } from '../../users/user.entity.js';
import type { AccountDeletion } from '../account-deletion.js';
import { isActiveAdministrator, type KeepOneWithout, withUsersLocked } from './last-administrator.js';

export interface UserAdministrationServices {
  readonly sessionEnding: SessionEnding;
  readonly deletion: AccountDeletion;
  readonly newPassword: NewPassword;
  readonly secondFactors: SecondFactors;
  readonly challenges: LoginChallenges;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** Who acts on which user, identified by id or email address. */
export interface Target {
  readonly em: EntityManager;
  readonly actor: Actor;
  readonly which: { readonly id: string } | { readonly email: string };
}

/** What administrators do to users. Each method throws an ExpectedError with UserNotFoundError if the user does not exist. */
export class UserAdministration {
  constructor(private readonly services: UserAdministrationServices) {}

  /** @throws {ExpectedError} LastAdministratorError. */
  setRole(target: Target, role: Role): Promise<User> {
    return this.change(target, AuditEventKind.ROLE_CHANGED, async (user, _tx, assertNotLastAdministrator) => {
      if (role !== Role.ADMIN) assertNotLastAdministrator(user);
      user.role = role;
    });
  }

  /**
   * Keeps the user from signing in, and ends every session.
   *
   * @param reason for administrators. Without one, that of an earlier deactivation stays.
   * @throws {ExpectedError} LastAdministratorError or InvalidInputError.
   */
  async deactivate(target: Target, reason?: string | null): Promise<User> {
    const text = reason?.trim() || null;
    refuseInvalid({ reason: reasonProblem(text) });
    return this.change(target, AuditEventKind.DEACTIVATED, async (user, tx, assertNotLastAdministrator) => {
      assertNotLastAdministrator(user);
      user.deactivatedAt ??= this.services.clock();
      user.deactivationReason = text ?? user.deactivationReason;
      await tx.flush();
      await this.services.challenges.revokeAll(tx, user);
      await this.services.sessionEnding.endAll(tx, user.id, BlacklistReason.DEACTIVATED);
    });
  }

  reactivate(target: Target): Promise<User> {
    return this.change(target, AuditEventKind.REACTIVATED, async (user) => {
      user.deactivatedAt = user.deactivationReason = null;
    });
  }

  /** Counts the email address as the user's without a proof. */
  verifyEmail(target: Target): Promise<User> {
    return this.change(target, AuditEventKind.EMAIL_VERIFIED, async (user) => {
      user.emailVerifiedAt ??= this.services.clock();
    });
  }

  /**
   * Sets the password, voids what was emailed before, and ends every session. @returns how many there were.
   *
   * @throws {ExpectedError} InvalidInputError or ServerBusyError.
   */
  async setPassword(target: Target, password: string): Promise<number> {
    const { newPassword, sessionEnding } = this.services;
    const identity = await target.em.findOne(User, target.which, { disableIdentityMap: true });
    newPassword.validateNewPassword(password, identity ?? undefined);
    const passwordHash = await newPassword.hash(password);
    let ended = 0;
    await this.change(target, AuditEventKind.PASSWORD_CHANGED, async (user, tx) => {
      await newPassword.store(tx, user, passwordHash, NO_DEVICE);
      ended = await sessionEnding.endAll(tx, user.id, BlacklistReason.ENDED_BY_OPERATOR);
    });
    return ended;
  }

  /**
   * Sends the user a link to set a password.
   *
   * @throws {ExpectedError} MailUnavailableError or TooManyAttemptsError.
   */
  async sendPasswordReset(target: Target): Promise<void> {
    const { outbox } = this.services;
    outbox.requireEnabled();
    await this.change(target, AuditEventKind.PASSWORD_RESET_REQUESTED, async (user, tx) => {
      await outbox.request(tx, MailTemplate.RESET_PASSWORD, user.email);
    });
  }

  /** Signs the user out everywhere. @returns how many sessions were ended. */
  async endSessions(target: Target): Promise<number> {
    let ended = 0;
    await this.change(target, AuditEventKind.SESSIONS_ENDED, async (user, tx) => {
      ended = await this.services.sessionEnding.endAll(tx, user.id, BlacklistReason.ENDED_BY_ADMINISTRATOR);
    });
    return ended;
  }

  /**
   * Signs the user out on one device. @returns how many sessions were ended: 1.
   *
   * @throws {ExpectedError} SessionNotFoundError: the user has no such session, or it has ended.
   */
  async endSession(target: Target, sessionId: string): Promise<number> {
    const { ENDED_BY_ADMINISTRATOR, ENDED_BY_OPERATOR } = BlacklistReason;
    const reason = target.actor.userId ? ENDED_BY_ADMINISTRATOR : ENDED_BY_OPERATOR;
    await this.change(target, AuditEventKind.SESSIONS_ENDED, async (user, tx) => {
      const ended = await this.services.sessionEnding.endOwn(tx, user.id, sessionId, reason);
      if (ended === 0) throw refuse(new SessionNotFoundError());
    });
    return 1;
  }

  /** Takes all second factors from a user who has lost them, and ends every session: the password suffices again. */
  resetSecondFactors(target: Target): Promise<User> {
    return this.change(target, AuditEventKind.SECOND_FACTOR_RESET, (user, tx) =>
      this.services.secondFactors.reset(tx, user),
    );
  }

  /** Signs all users out. @returns how many sessions were ended. */
  endAllSessions(em: SqlEntityManager, actor: Actor): Promise<number> {
    return em.transactional((tx) => {
      this.services.audit.success(tx, AuditEventKind.SESSIONS_ENDED, actor, null);
      return this.services.sessionEnding.endAllSessions(tx);
    });
  }

  /** @throws {ExpectedError} LastAdministratorError. */
  async delete(target: Target & { which: { id: string } }): Promise<User> {
    await this.prepareDeletion(target);
    return this.change(target, AuditEventKind.ACCOUNT_DELETED, async (user, tx, assertNotLastAdministrator) => {
      assertNotLastAdministrator(user);
      await this.services.deletion.delete(tx, user);
    });
  }

  /** What this erases stays so, also where the deletion is refused: so that is found out before. */
  private async prepareDeletion({ em, actor, which: { id } }: Target & { which: { id: string } }): Promise<void> {
    const user = await em.findOne(User, id, { disableIdentityMap: true });
    if (!user) return;
    keepMachineFromAdministrators(actor, user.role);
    await this.services.deletion.prepare(em, id);
  }

  private change(
    { em, actor, which }: Target,
    kind: AuditEventKind,
    change: (user: User, tx: EntityManager, assertNotLastAdministrator: KeepOneWithout) => Promise<void>,
  ): Promise<User> {
    const acting = actor.userId ? [{ id: actor.userId }] : [];
    return withUsersLocked(em, [...acting, which], async (tx, locked, assertNotLastAdministrator) => {
      refuseFormerAdministrator(actor, locked);
      await requireKeyInForce(tx, actor);
      const user = locked.find((each) => isMeant(each, which));
      if (!user) throw refuse(new UserNotFoundError());
      if (kind !== AuditEventKind.SESSIONS_ENDED) keepMachineFromAdministrators(actor, user.role);
      user.updatedAt = this.services.clock();
      await change(user, tx, assertNotLastAdministrator);
      // Who deletes the own account leaves no trace of where from.
      const device = kind === AuditEventKind.ACCOUNT_DELETED && actor.userId === user.id ? NO_DEVICE : actor.device;
      this.services.audit.success(tx, kind, { ...actor, device }, user.id);
      return user;
    });
  }
}

const MAX_REASON_LENGTH = 500;

function reasonProblem(reason: string | null): FieldProblem | undefined {
  const tooLong = { code: FieldErrorCode.TOO_LONG, message: `Use at most ${MAX_REASON_LENGTH} characters.` };
  const unprintable = { code: FieldErrorCode.FORBIDDEN_CHARACTER, message: 'Use one line of printable characters.' };
  if (reason && reason.length > MAX_REASON_LENGTH) return tooLong;
  return reason && /\p{Cc}/u.test(reason) ? unprintable : undefined;
}

/** The role was checked when the request came in; another administrator may have taken it since. */
function refuseFormerAdministrator({ userId }: Actor, locked: readonly User[]): void {
  if (userId && !locked.some((user) => user.id === userId && isActiveAdministrator(user))) throw new ForbiddenError();
}

/**
 * A machine can neither make administrators nor change them: with its key, that would be a way to take over the server.
 *
 * @throws {ForbiddenError}
 */
export function keepMachineFromAdministrators({ serviceAccountId }: Actor, role: Role): void {
  if (serviceAccountId && role === Role.ADMIN)
    throw new ForbiddenError('A service account cannot do this to an administrator. It needs a user who is signed in.');
}

function isMeant(user: User, which: Target['which']): boolean {
  return 'id' in which ? user.id === which.id.toLowerCase() : user.email === which.email;
}
