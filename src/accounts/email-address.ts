import type { EntityManager } from '@mikro-orm/core';
import { refuse } from '../api/error-result.js';
import { EmailTakenError, InvalidMailTokenError, MailTokenProblem } from '../api/expected-errors.js';
import { UnauthenticatedError } from '../api/request-errors.js';
import { addSeconds, type Clock } from '../clock.js';
import { lockConfirmed, type PasswordConfirmation } from '../credentials/identity-confirmation.js';
import type { LoginChallenges } from '../credentials/login-challenge.js';
import type { Passkeys } from '../credentials/passkeys/passkeys.js';
import type { Identities } from '../credentials/social/identities.js';
import type { StepUp } from '../credentials/step-up.js';
import { MailTemplate, type MailToken, MailTokenPurpose } from '../mail/mail.entities.js';
import type { MailOutbox } from '../mail/mail-outbox.js';
import type { MailTokens } from '../mail/mail-tokens.js';
import { type RequestedEmailServices, requestedEmail } from '../mail/requested-email.js';
import { AuditEventKind, AuditOutcome } from '../security/audit-event.entity.js';
import { type AuditTrail, NO_ACTOR } from '../security/audit-trail.js';
import type { Device } from '../security/device.js';
import type { Authentication, Caller } from '../sessions/authentication.js';
import { BlacklistReason } from '../sessions/blacklisted-token.entity.js';
import type { SessionEnding } from '../sessions/session-ending.js';
import { User } from '../users/user.entity.js';
import { lockUser } from '../users/user-queries.js';
import { refuseTaken } from './account-creation.js';
import type { FirstAdministrator } from './administration/first-administrator.js';
import type { UnprovenAccounts } from './unproven-accounts.js';

export interface EmailVerificationServices extends RequestedEmailServices {
  readonly mailTokens: MailTokens;
  readonly confirmation: PasswordConfirmation;
  readonly firstAdministrator: FirstAdministrator;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

export interface MailedConfirmation {
  readonly token: string;
  /** The password of the account, from someone who is not signed in to it. */
  readonly password?: string | null | undefined;
}

const PURPOSES = [MailTokenPurpose.VERIFY_EMAIL, MailTokenPurpose.CHANGE_EMAIL];

/** Verifies that email addresses belong to their users: the first address and every one that replaces it. */
export class EmailVerification {
  constructor(private readonly services: EmailVerificationServices) {}

  /**
   * Has a mail sent, if there is such an account and its address is not verified. Every address gets the same work.
   *
   * @throws {ExpectedError} MailUnavailableError, InvalidInputError or TooManyAttemptsError.
   */
  async request({ em, actor }: Caller, input: { email: string }): Promise<void> {
    const email = await requestedEmail(this.services, actor.device, 'email', input.email);
    await em.transactional((tx) =>
      this.services.outbox.request(tx, MailTemplate.VERIFY_EMAIL, email, { device: actor.device }),
    );
  }

  /**
   * Verifies the address that a mail was sent to, and if it is another one, makes it the user's. If it is ADMIN_EMAIL, its
   * owner may become the first administrator.
   *
   * @throws {UnauthenticatedError} the address is another one, or makes an administrator, and this is not shown to be its
   *   user.
   * @throws {ExpectedError} InvalidMailTokenError; EmailTakenError: someone else has taken the address meanwhile;
   *   WrongPasswordError, TooManyAttemptsError or ServerBusyError.
   */
  async verify(caller: Caller, input: MailedConfirmation): Promise<User> {
    const { mailTokens, firstAdministrator, audit } = this.services;
    const found = await mailTokens.find(caller.em, input.token, PURPOSES);
    const isChange = found.purpose === MailTokenPurpose.CHANGE_EMAIL;
    const makesAdministrator = await firstAdministrator.isOffered(caller.em, found.email);
    if (isChange || makesAdministrator) await this.requireUser(caller, found, input.password);
    const redeem = async (tx: EntityManager) => {
      const token = await mailTokens.redeem(tx, input.token, PURPOSES);
      const user = await this.lockHolder(tx, token);
      if (isChange) await this.replaceAddress(tx, user, token.email, caller.actor.device);
      user.emailVerifiedAt = user.updatedAt = this.services.clock();
      const kind = isChange ? AuditEventKind.EMAIL_CHANGED : AuditEventKind.EMAIL_VERIFIED;
      const outcome = AuditOutcome.SUCCESS;
      await audit.recordLast(tx, { kind, outcome, actor: caller.actor, subjectId: user.id });
      if (makesAdministrator) await firstAdministrator.appoint(tx, user, NO_ACTOR);
      return user;
    };
    return caller.em.transactional(redeem).catch(refuseTaken);
  }

  /**
   * The person who reads the email need not be the one who requested it: following a link must neither give an address to
   * another person's account nor make such an account an administrator. A later change of the password voids the token.
   */
  private async requireUser(caller: Caller, token: MailToken, password: string | null | undefined) {
    const { authentication } = caller;
    const userId = token.user.id;
    if (authentication.state === 'authenticated' && authentication.user.id === userId) return;
    if (password === null || password === undefined) throw notSignedIn(authentication);
    // Counted per token: guesses by its recipient must not keep the user from confirming anything else.
    await this.services.confirmation.confirm(caller, userId, password, AuditEventKind.EMAIL_CHANGED, token.id);
  }

  /** A token to verify an address is worth nothing once the user has another one. */
  private async lockHolder(tx: EntityManager, token: MailToken): Promise<User> {
    const address = token.purpose === MailTokenPurpose.VERIFY_EMAIL ? { email: token.email } : {};
    const user = await lockUser(tx, { id: token.user.id, deactivatedAt: null, ...address });
    if (!user) throw refuse(new InvalidMailTokenError(MailTokenProblem.UNKNOWN));
    return user;
  }

  /** An address that was never verified may be someone else's, so it is not notified. */
  private async replaceAddress(tx: EntityManager, user: User, email: string, device: Device): Promise<void> {
    const { mailTokens, outbox } = this.services;
    const { email: previous, emailVerifiedAt } = user;
    user.email = email;
    await tx.flush();
    await mailTokens.revokeAll(tx, user);
    if (!emailVerifiedAt || !outbox.enabled) return;
    const undo = await mailTokens.issueUndo(tx, user, previous);
    const about = { userId: user.id, token: undo, device };
    await outbox.notify(tx, MailTemplate.EMAIL_CHANGED, { email: previous, emailVerifiedAt }, about);
  }
}

function notSignedIn(authentication: Authentication): UnauthenticatedError {
  return new UnauthenticatedError(authentication.state === 'refused' ? authentication.reason : 'TOKEN_MISSING');
}

export interface EmailChangeServices extends RequestedEmailServices {
  readonly confirmation: PasswordConfirmation;
  readonly stepUp: StepUp;
  readonly mailTokens: MailTokens;
  readonly audit: AuditTrail;
  /** Whether it must stay unknown which addresses have an account. */
  readonly requireVerifiedEmail: boolean;
}

/** Lets users request another email address. It takes effect through EmailVerification. */
export class EmailChange {
  constructor(private readonly services: EmailChangeServices) {}

  /**
   * Sends an email to the new address, which takes effect when the token in it is redeemed, and notifies the old one.
   *
   * @throws {ReauthenticationRequiredError} the login is too long ago, or only one factor was proven of two; or no
   *   password was sent and the identity was not confirmed recently.
   * @throws {ExpectedError} WrongPasswordError, InvalidInputError, EmailTakenError, MailUnavailableError,
   *   TooManyAttemptsError or ServerBusyError.
   */
  async request(caller: Caller, input: { newEmail: string; password?: string | null | undefined }): Promise<void> {
    const { confirmation, stepUp, limits, audit } = this.services;
    const { user } = stepUp.require(caller.authentication);
    const kind = AuditEventKind.EMAIL_CHANGE_REQUESTED;
    const confirmed = await confirmation.confirmUnlessRecent(caller, user.id, input.password, kind);
    const newEmail = await requestedEmail(this.services, caller.actor.device, 'newEmail', input.newEmail);
    await limits.countEmailChange(user.id);
    await caller.em.transactional(async (tx) => {
      await this.announce(tx, await lockConfirmed(tx, confirmed), newEmail, caller.actor.device);
      audit.success(tx, kind, caller.actor, user.id);
    });
  }

  private async announce(tx: EntityManager, user: User, newEmail: string, device: Device): Promise<void> {
    const { mailTokens, outbox, requireVerifiedEmail } = this.services;
    const taken = (await tx.count(User, { email: newEmail })) > 0;
    if (taken && !requireVerifiedEmail) throw refuse(new EmailTakenError());
    await mailTokens.revokeAll(tx, user);
    if (taken) await outbox.request(tx, MailTemplate.ACCOUNT_EXISTS, newEmail, { device });
    else await outbox.request(tx, MailTemplate.CONFIRM_NEW_EMAIL, newEmail, { userId: user.id });
    await outbox.notify(tx, MailTemplate.EMAIL_CHANGE_REQUESTED, user, { device });
  }
}

export interface EmailChangeUndoServices {
  readonly mailTokens: MailTokens;
  readonly outbox: MailOutbox;
  readonly unproven: UnprovenAccounts;
  readonly sessionEnding: SessionEnding;
  readonly challenges: LoginChallenges;
  readonly passkeys: Passkeys;
  readonly identities: Identities;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** A change can be undone for a week. The person who made it may have added passkeys and identities in the week before. */
const SUSPECT_SECONDS = 14 * 86_400;

/** Gives an account back the address that it had before a change. */
export class EmailChangeUndo {
  constructor(private readonly services: EmailChangeUndoServices) {}

  /**
   * Restores the address that the token was sent to, and ends every session. All tokens emailed to the account since are
   * void, later undo tokens included, and passkeys and identities of the last two weeks are removed. The person who made
   * the change knew the password, so the restored address receives an email to reset it.
   *
   * @throws {ExpectedError} InvalidMailTokenError, or EmailTakenError: another account has verified the address meanwhile.
   */
  async undo({ em, actor }: Caller, input: { token: string }): Promise<User> {
    const { mailTokens, sessionEnding, challenges, passkeys, identities, audit, outbox, clock } = this.services;
    const restore = async (tx: EntityManager) => {
      const token = await mailTokens.redeem(tx, input.token, [MailTokenPurpose.UNDO_EMAIL_CHANGE]);
      const user = await lockUser(tx, { id: token.user.id, deactivatedAt: null });
      if (!user) throw refuse(new InvalidMailTokenError(MailTokenProblem.UNKNOWN));
      await mailTokens.revokeAllSince(tx, user, token);
      await this.restoreAddress(tx, user, token.email);
      await challenges.revokeAll(tx, user);
      for (const means of [passkeys, identities])
        await means.removeAddedSince(tx, user, addSeconds(clock(), -SUSPECT_SECONDS));
      await sessionEnding.endAll(tx, user.id, BlacklistReason.EMAIL_CHANGE_UNDONE);
      const [kind, outcome] = [AuditEventKind.EMAIL_CHANGE_UNDONE, AuditOutcome.SUCCESS];
      await audit.recordLast(tx, { kind, outcome, actor, subjectId: user.id });
      await outbox.offer(tx, MailTemplate.RESET_PASSWORD, user.email, { device: actor.device });
      return user;
    };
    return em.transactional(restore).catch(refuseTaken);
  }

  /** Whether the person who changed the address has registered the old one since: an unproven account must not block the undo. */
  private async restoreAddress(tx: EntityManager, user: User, email: string): Promise<void> {
    await this.services.unproven.vacate(tx, email);
    user.email = email;
    user.emailVerifiedAt = user.updatedAt = this.services.clock();
    await tx.flush();
  }
}
