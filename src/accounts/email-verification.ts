import type { EntityManager } from '@mikro-orm/core';
import { AuditEventKind } from '../audit/audit-event.entity.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { Caller } from '../authentication.js';
import type { Clock } from '../clock.js';
import { Refusal } from '../errors/error-result.js';
import {
  EmailTakenError,
  InvalidInputError,
  InvalidMailTokenError,
  MailTokenProblem,
} from '../errors/expected-errors.js';
import { listFieldErrors } from '../errors/field-error.js';
import type { MailOutbox } from '../mail/mail-outbox.js';
import { type MailToken, MailTokenPurpose } from '../mail/mail-token.entity.js';
import type { MailTokens } from '../mail/mail-tokens.js';
import { MailTemplate } from '../mail/outgoing-mail.entity.js';
import { emailProblem, normalizeEmail } from '../users/email.js';
import { lockUser } from '../users/lock-user.js';
import { User } from '../users/user.entity.js';
import { refuseTaken } from './account-creation.js';
import { lockConfirmed, type PasswordConfirmation } from './password-confirmation.js';
import type { RecentLogin } from './recent-login.js';

export interface EmailVerificationServices {
  readonly confirmation: PasswordConfirmation;
  readonly recentLogin: RecentLogin;
  readonly mailTokens: MailTokens;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
  readonly clock: Clock;
  /** Whether it must stay unknown which addresses have an account. */
  readonly requireVerifiedEmail: boolean;
}

/** Makes sure that e-mail addresses are their users': the first one, and every other one that takes its place. */
export class EmailVerification {
  constructor(private readonly services: EmailVerificationServices) {}

  /**
   * Has a mail sent, if there is such an account and its address is not verified. Every address gets the same work.
   *
   * @throws {Refusal} MailUnavailableError or InvalidInputError.
   */
  async request({ em }: Caller, input: { email: string }): Promise<void> {
    const email = this.acceptable('email', input.email);
    await em.transactional((tx) => this.services.outbox.put(tx, MailTemplate.VERIFY_EMAIL, email));
  }

  /**
   * Has a mail sent to another address, which takes effect when a token from it is redeemed; the old one is told.
   *
   * @throws {ReauthenticationRequiredError} the login is too long ago.
   * @throws {Refusal} WrongPasswordError, InvalidInputError, EmailTakenError, MailUnavailableError or ServerBusyError.
   */
  async requestChange(caller: Caller, input: { newEmail: string; password: string }): Promise<void> {
    const { confirmation, recentLogin } = this.services;
    const { user } = recentLogin.require(caller.authentication);
    const newEmail = this.acceptable('newEmail', input.newEmail);
    const confirmed = await confirmation.confirm(
      caller,
      user.id,
      input.password,
      AuditEventKind.EMAIL_CHANGE_REQUESTED,
    );
    await caller.em.transactional(async (tx) => {
      await this.announceChange(tx, await lockConfirmed(tx, confirmed), newEmail);
      this.services.audit.success(tx, AuditEventKind.EMAIL_CHANGE_REQUESTED, caller.actor, user.id);
    });
  }

  /**
   * Verifies the address that a mail was sent to, and if it is another one, makes it the user's.
   *
   * @throws {Refusal} InvalidMailTokenError, or EmailTakenError: somebody else has taken the address meanwhile.
   */
  async verify({ em, actor }: Caller, input: { token: string }): Promise<User> {
    const purposes = [MailTokenPurpose.VERIFY_EMAIL, MailTokenPurpose.CHANGE_EMAIL];
    const redeem = async (tx: EntityManager) => {
      const token = await this.services.mailTokens.redeem(tx, input.token, purposes);
      const user = await this.lockHolder(tx, token);
      const isChange = token.purpose === MailTokenPurpose.CHANGE_EMAIL;
      if (isChange) await this.replaceAddress(tx, user, token.email);
      user.emailVerifiedAt = user.updatedAt = this.services.clock();
      const kind = isChange ? AuditEventKind.EMAIL_CHANGED : AuditEventKind.EMAIL_VERIFIED;
      this.services.audit.success(tx, kind, actor, user.id);
      return user;
    };
    return em.transactional(redeem).catch(refuseTaken);
  }

  private acceptable(field: string, input: string): string {
    this.services.outbox.requireEnabled();
    const email = normalizeEmail(input);
    const fieldErrors = listFieldErrors({ [field]: emailProblem(email) });
    if (fieldErrors.length > 0) throw new Refusal(new InvalidInputError(fieldErrors));
    return email;
  }

  private async announceChange(tx: EntityManager, user: User, newEmail: string): Promise<void> {
    const { mailTokens, outbox, requireVerifiedEmail } = this.services;
    const taken = (await tx.count(User, { email: newEmail })) > 0;
    if (taken && !requireVerifiedEmail) throw new Refusal(new EmailTakenError());
    await mailTokens.revokeAll(tx, user);
    if (taken) outbox.put(tx, MailTemplate.ACCOUNT_EXISTS, newEmail);
    else outbox.put(tx, MailTemplate.CONFIRM_NEW_EMAIL, newEmail, user.id);
    outbox.put(tx, MailTemplate.EMAIL_CHANGE_REQUESTED, user.email);
  }

  /** A token to verify an address is worth nothing once the user has another one. */
  private async lockHolder(tx: EntityManager, token: MailToken): Promise<User> {
    const address = token.purpose === MailTokenPurpose.VERIFY_EMAIL ? { email: token.email } : {};
    const user = await lockUser(tx, { id: token.user.id, deactivatedAt: null, ...address });
    if (!user) throw new Refusal(new InvalidMailTokenError(MailTokenProblem.UNKNOWN));
    return user;
  }

  private async replaceAddress(tx: EntityManager, user: User, email: string): Promise<void> {
    user.email = email;
    await tx.flush();
    await this.services.mailTokens.revokeAll(tx, user);
  }
}
