import type { EntityManager } from '@mikro-orm/core';
import { combineProofs, PASSWORD_PROOF } from '../../api/assurance.js';
import { FieldErrorCode, refuse } from '../../api/error-result.js';
import { InvalidMailTokenError, MailTokenProblem, refuseInvalid } from '../../api/expected-errors.js';
import type { Clock } from '../../clock.js';
import { MailTemplate } from '../../mail/mail.entities.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import { type MailTokens, PASSWORD_PURPOSES } from '../../mail/mail-tokens.js';
import { type RequestedEmailServices, requestedEmail } from '../../mail/requested-email.js';
import { AuditEventKind, AuditOutcome } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import type { Device } from '../../security/device.js';
import type { OperationLimits } from '../../security/operation-limits.js';
import { type Caller, requireAuthenticated } from '../../sessions/authentication.js';
import { BlacklistReason } from '../../sessions/blacklisted-token.entity.js';
import type { SessionEnding } from '../../sessions/session-ending.js';
import type { IssuedTokens } from '../../sessions/session-tokens.js';
import { User } from '../../users/user.entity.js';
import { lockUser } from '../../users/user-queries.js';
import type { BreachedPasswords } from '../breached-passwords/breached-passwords.js';
import { lockConfirmed, type PasswordConfirmation } from '../identity-confirmation.js';
import type { LoginChallenges } from '../login-challenge.js';
import type { ProvenAddress } from '../proven-address.js';
import { type SignIn, tokensOf } from '../sign-in.js';
import type { StepUp } from '../step-up.js';
import { type Identity, newPasswordProblem, type PasswordPolicy } from './password-policy.js';
import type { Passwords } from './passwords.js';

export interface NewPasswordServices {
  readonly passwords: Passwords;
  readonly breached: BreachedPasswords;
  readonly policy: PasswordPolicy;
  readonly mailTokens: MailTokens;
  readonly challenges: LoginChallenges;
  readonly outbox: MailOutbox;
  readonly clock: Clock;
}

/** What changing a password and resetting one have in common. */
export class NewPassword {
  constructor(private readonly services: NewPasswordServices) {}

  /**
   * @param identity that of the account, once it is known.
   * @throws {ExpectedError} InvalidInputError: it breaks a rule.
   */
  validateNewPassword(newPassword: string, identity?: Identity): void {
    refuseInvalid({ newPassword: newPasswordProblem(newPassword, this.services.policy, identity) });
  }

  /**
   * For a password that was validated. Looks it up first, in a list that may be on another server.
   *
   * @throws {ExpectedError} InvalidInputError: it is a breached one. ServerBusyError: too many passwords wait to be hashed,
   *   or the list must be asked and cannot be.
   */
  async hash(newPassword: string): Promise<string> {
    await this.services.breached.refuse('newPassword', newPassword);
    return this.services.passwords.hash(newPassword);
  }

  /** Stores the hash for a locked user, voids unfinished logins and all earlier emailed tokens, and notifies the user. */
  async store(tx: EntityManager, user: User, passwordHash: string, device: Device): Promise<void> {
    const { mailTokens, challenges, outbox, clock } = this.services;
    user.passwordHash = passwordHash;
    user.updatedAt = clock();
    await tx.flush();
    await mailTokens.revokeAll(tx, user);
    await challenges.revokeAll(tx, user);
    await outbox.notify(tx, MailTemplate.PASSWORD_CHANGED, user, { device });
  }
}

export interface PasswordChangeServices {
  readonly newPassword: NewPassword;
  readonly stepUp: StepUp;
  readonly confirmation: PasswordConfirmation;
  readonly limits: OperationLimits;
  readonly sessionEnding: SessionEnding;
  readonly signIn: SignIn;
  readonly audit: AuditTrail;
}

export interface PasswordChangeInput {
  /** Not of a user who has none. */
  readonly currentPassword?: string | null | undefined;
  readonly newPassword: string;
}

export interface ChangedPassword {
  readonly endedSessionCount: number;
  /** Those of the session that replaces the caller's. */
  readonly issued: IssuedTokens;
}

/** Gives an account a new password, by the current one. */
export class PasswordChange {
  constructor(private readonly services: PasswordChangeServices) {}

  /**
   * Changes the password of the signed-in user and ends every session. The caller gets a new one, so that a copy of the
   * tokens of the old one is worthless, too.
   *
   * @throws {ReauthenticationRequiredError} there are two factors or no password, and the login is too long ago or was by
   *   one of two.
   * @throws {UnauthenticatedError} the caller's session was ended while the password was being hashed.
   * @throws {ExpectedError} WrongPasswordError, InvalidInputError, TooManyAttemptsError or ServerBusyError.
   */
  async change(caller: Caller, input: PasswordChangeInput): Promise<ChangedPassword> {
    const { newPassword, stepUp, limits, audit, sessionEnding, signIn } = this.services;
    const { user, token } = requireAuthenticated(caller.authentication);
    if (user.hasSecondFactor) stepUp.require(caller.authentication);
    newPassword.validateNewPassword(input.newPassword, user);
    const kind = AuditEventKind.PASSWORD_CHANGED;
    const confirmed = await this.confirm(caller, user, input.currentPassword);
    const passwordHash = await newPassword.hash(input.newPassword);
    const proof = combineProofs(token.proof, PASSWORD_PROOF);
    const changed = await caller.em.transactional(async (tx) => {
      const locked = await lockConfirmed(tx, confirmed);
      await limits.countPasswordChange(user.id, tx);
      await newPassword.store(tx, locked, passwordHash, caller.actor.device);
      audit.success(tx, kind, caller.actor, user.id);
      const reason = BlacklistReason.PASSWORD_CHANGED;
      const endedSessionCount = await sessionEnding.endAllToReplace(tx, user.id, token.sid, reason);
      return { endedSessionCount, outcome: await signIn.start(tx, locked, caller.actor.device, proof) };
    });
    return { endedSessionCount: changed.endedSessionCount, issued: tokensOf(changed.outcome) };
  }

  private async confirm(caller: Caller, { id }: User, currentPassword: string | null | undefined) {
    const { confirmation, stepUp } = this.services;
    if (currentPassword !== null && currentPassword !== undefined)
      return confirmation.confirm(caller, id, currentPassword, AuditEventKind.PASSWORD_CHANGED);
    const required = { code: FieldErrorCode.REQUIRED, message: 'Enter your current password.' };
    if (await hasPassword(caller.em, id)) refuseInvalid({ currentPassword: required });
    stepUp.require(caller.authentication);
    return { userId: id, holds: async (tx: EntityManager) => !(await hasPassword(tx, id)) };
  }
}

export async function hasPassword(em: EntityManager, id: string): Promise<boolean> {
  return (await em.count(User, { id, passwordHash: { $ne: null } })) > 0;
}

export interface PasswordResetServices extends RequestedEmailServices {
  readonly newPassword: NewPassword;
  readonly provenAddress: ProvenAddress;
  readonly sessionEnding: SessionEnding;
  readonly mailTokens: MailTokens;
  readonly audit: AuditTrail;
}

/** Gives an account whose password was forgotten a new one, by a token from a mail. */
export class PasswordReset {
  constructor(private readonly services: PasswordResetServices) {}

  /**
   * Has a mail sent, if there is such an account. That is looked up later: every address gets the same work.
   *
   * @throws {ExpectedError} MailUnavailableError, InvalidInputError or TooManyAttemptsError.
   */
  async request({ em, actor }: Caller, input: { email: string }): Promise<void> {
    const { outbox, audit } = this.services;
    const email = await requestedEmail(this.services, actor.device, 'email', input.email);
    const [kind, outcome] = [AuditEventKind.PASSWORD_RESET_REQUESTED, AuditOutcome.SUCCESS];
    await em.transactional(async (tx) => {
      await audit.recordFirst(tx, { kind, outcome, actor, subjectId: null });
      await outbox.request(tx, MailTemplate.RESET_PASSWORD, email, { device: actor.device });
    });
  }

  /**
   * Sets a new password by a token from a mail and ends every session. The address counts as verified from then on; if it
   * did not before, what a stranger may have left in the account is removed.
   *
   * @throws {ExpectedError} InvalidMailTokenError, InvalidInputError or ServerBusyError.
   */
  async reset({ em, actor }: Caller, input: { token: string; newPassword: string }): Promise<void> {
    const { newPassword, mailTokens, provenAddress, audit, sessionEnding } = this.services;
    newPassword.validateNewPassword(input.newPassword);
    // Before hashing, so that nobody can cause that work without a token: 256 bits cannot be guessed from the response time.
    const { user: owner } = await mailTokens.find(em, input.token, PASSWORD_PURPOSES);
    const identity = await em.findOne(User, owner.id, { disableIdentityMap: true });
    newPassword.validateNewPassword(input.newPassword, identity ?? undefined);
    const passwordHash = await newPassword.hash(input.newPassword);
    await em.transactional(async (tx) => {
      const token = await mailTokens.redeem(tx, input.token, PASSWORD_PURPOSES);
      const user = await lockUser(tx, { id: token.user.id, email: token.email, deactivatedAt: null });
      if (!user) throw refuse(new InvalidMailTokenError(MailTokenProblem.UNKNOWN));
      // The token was emailed to the address, so its holder reads that mailbox.
      await provenAddress.prove(tx, user, actor);
      await newPassword.store(tx, user, passwordHash, actor.device);
      const [kind, outcome] = [AuditEventKind.PASSWORD_RESET, AuditOutcome.SUCCESS];
      await audit.recordLast(tx, { kind, outcome, actor, subjectId: user.id });
      await sessionEnding.endAll(tx, user.id, BlacklistReason.PASSWORD_RESET);
    });
  }
}
