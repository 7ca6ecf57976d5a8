import type { EntityManager } from '@mikro-orm/core';
import { ExpectedError } from '../api/error-result.js';
import { InvalidMailTokenError, MailTokenProblem } from '../api/expected-errors.js';
import { UnauthenticatedError } from '../api/request-errors.js';
import type { Clock } from '../clock.js';
import type { PasswordConfirmation } from '../credentials/identity-confirmation.js';
import { type MailToken, MailTokenPurpose } from '../mail/mail-token.entity.js';
import type { MailTokens } from '../mail/mail-tokens.js';
import { MailTemplate } from '../mail/outgoing-mail.entity.js';
import { type RequestedEmailServices, requestedEmail } from '../mail/requested-email.js';
import { AuditEventKind, AuditOutcome } from '../security/audit-event.entity.js';
import type { AuditTrail } from '../security/audit-trail.js';
import type { Authentication, Caller } from '../sessions/authentication.js';
import { lockUser } from '../users/lock-user.js';
import type { User } from '../users/user.entity.js';
import { refuseTaken } from './account-creation.js';

export interface EmailVerificationServices extends RequestedEmailServices {
  readonly mailTokens: MailTokens;
  readonly confirmation: PasswordConfirmation;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

export interface MailedConfirmation {
  readonly token: string;
  /** Of the account, from somebody who is not signed in to it. */
  readonly password?: string | null | undefined;
}

const PURPOSES = [MailTokenPurpose.VERIFY_EMAIL, MailTokenPurpose.CHANGE_EMAIL];

/** Makes sure that e-mail addresses are their users': the first one, and every other one that takes its place. */
export class EmailVerification {
  constructor(private readonly services: EmailVerificationServices) {}

  /**
   * Has a mail sent, if there is such an account and its address is not verified. Every address gets the same work.
   *
   * @throws {ExpectedError} MailUnavailableError, InvalidInputError or TooManyAttemptsError.
   */
  async request({ em, actor }: Caller, input: { email: string }): Promise<void> {
    const email = await requestedEmail(this.services, actor.device, 'email', input.email);
    await em.transactional((tx) => this.services.outbox.request(tx, MailTemplate.VERIFY_EMAIL, email));
  }

  /**
   * Verifies the address that a mail was sent to, and if it is another one, makes it the user's.
   *
   * @throws {UnauthenticatedError} the address is another one, and this is not shown to be its user.
   * @throws {ExpectedError} InvalidMailTokenError; EmailTakenError: somebody else has taken the address meanwhile;
   *   WrongPasswordError, TooManyAttemptsError or ServerBusyError.
   */
  async verify(caller: Caller, input: MailedConfirmation): Promise<User> {
    const { mailTokens, audit } = this.services;
    const found = await mailTokens.find(caller.em, input.token, PURPOSES);
    const isChange = found.purpose === MailTokenPurpose.CHANGE_EMAIL;
    if (isChange) await this.requireUser(caller, found, input.password);
    const redeem = async (tx: EntityManager) => {
      const token = await mailTokens.redeem(tx, input.token, PURPOSES);
      const user = await this.lockHolder(tx, token);
      if (isChange) await this.replaceAddress(tx, user, token.email);
      user.emailVerifiedAt = user.updatedAt = this.services.clock();
      const kind = isChange ? AuditEventKind.EMAIL_CHANGED : AuditEventKind.EMAIL_VERIFIED;
      const outcome = AuditOutcome.SUCCESS;
      await audit.recordLast(tx, { kind, outcome, actor: caller.actor, subjectId: user.id });
      return user;
    };
    return caller.em.transactional(redeem).catch(refuseTaken);
  }

  /**
   * Whoever reads the mail of an address need not be the one who asked for it: an account must not get the address of
   * somebody who only followed a link. A password that is changed after this voids the token.
   */
  private async requireUser(caller: Caller, token: MailToken, password: string | null | undefined) {
    const { authentication } = caller;
    const userId = token.user.id;
    if (authentication.state === 'authenticated' && authentication.user.id === userId) return;
    if (password === null || password === undefined) throw notSignedIn(authentication);
    // Counted for the token: guesses of whoever was mailed it must not keep the user from confirming anything else.
    await this.services.confirmation.confirm(caller, userId, password, AuditEventKind.EMAIL_CHANGED, token.id);
  }

  /** A token to verify an address is worth nothing once the user has another one. */
  private async lockHolder(tx: EntityManager, token: MailToken): Promise<User> {
    const address = token.purpose === MailTokenPurpose.VERIFY_EMAIL ? { email: token.email } : {};
    const user = await lockUser(tx, { id: token.user.id, deactivatedAt: null, ...address });
    if (!user) throw new ExpectedError(new InvalidMailTokenError(MailTokenProblem.UNKNOWN));
    return user;
  }

  /** An address that was never verified may be somebody else's: it gets no say. */
  private async replaceAddress(tx: EntityManager, user: User, email: string): Promise<void> {
    const { mailTokens, outbox } = this.services;
    const { email: previous, emailVerifiedAt } = user;
    user.email = email;
    await tx.flush();
    await mailTokens.revokeAll(tx, user);
    if (!emailVerifiedAt || !outbox.enabled) return;
    const undo = await mailTokens.issueUndo(tx, user, previous);
    const about = { userId: user.id, token: undo };
    await outbox.notify(tx, MailTemplate.EMAIL_CHANGED, { email: previous, emailVerifiedAt }, about);
  }
}

function notSignedIn(authentication: Authentication): UnauthenticatedError {
  return new UnauthenticatedError(authentication.state === 'refused' ? authentication.reason : 'TOKEN_MISSING');
}
