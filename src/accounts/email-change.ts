import type { EntityManager } from '@mikro-orm/core';
import { ExpectedError } from '../api/error-result.js';
import { EmailTakenError } from '../api/expected-errors.js';
import { lockConfirmed, type PasswordConfirmation } from '../credentials/identity-confirmation.js';
import type { RecentLogin } from '../credentials/recent-login.js';
import type { MailTokens } from '../mail/mail-tokens.js';
import { MailTemplate } from '../mail/outgoing-mail.entity.js';
import { type RequestedEmailServices, requestedEmail } from '../mail/requested-email.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import type { AuditTrail } from '../security/audit-trail.js';
import type { Caller } from '../sessions/authentication.js';
import { User } from '../users/user.entity.js';

export interface EmailChangeServices extends RequestedEmailServices {
  readonly confirmation: PasswordConfirmation;
  readonly recentLogin: RecentLogin;
  readonly mailTokens: MailTokens;
  readonly audit: AuditTrail;
  /** Whether it must stay unknown which addresses have an account. */
  readonly requireVerifiedEmail: boolean;
}

/** Lets users ask for another e-mail address. It takes effect by EmailVerification. */
export class EmailChange {
  constructor(private readonly services: EmailChangeServices) {}

  /**
   * Has a mail sent to another address, which takes effect when a token from it is redeemed; the old one is told.
   *
   * @throws {ReauthenticationRequiredError} the login is too long ago.
   * @throws {ExpectedError} WrongPasswordError, InvalidInputError, EmailTakenError, MailUnavailableError,
   *   TooManyAttemptsError or ServerBusyError.
   */
  async request(caller: Caller, input: { newEmail: string; password: string }): Promise<void> {
    const { confirmation, recentLogin, limits, audit } = this.services;
    const { user } = recentLogin.require(caller.authentication);
    const kind = AuditEventKind.EMAIL_CHANGE_REQUESTED;
    const confirmed = await confirmation.confirm(caller, user.id, input.password, kind);
    const newEmail = await requestedEmail(this.services, caller.actor.device, 'newEmail', input.newEmail);
    await limits.countEmailChange(user.id);
    await caller.em.transactional(async (tx) => {
      await this.announce(tx, await lockConfirmed(tx, confirmed), newEmail);
      audit.success(tx, kind, caller.actor, user.id);
    });
  }

  private async announce(tx: EntityManager, user: User, newEmail: string): Promise<void> {
    const { mailTokens, outbox, requireVerifiedEmail } = this.services;
    const taken = (await tx.count(User, { email: newEmail })) > 0;
    if (taken && !requireVerifiedEmail) throw new ExpectedError(new EmailTakenError());
    await mailTokens.revokeAll(tx, user);
    if (taken) await outbox.request(tx, MailTemplate.ACCOUNT_EXISTS, newEmail);
    else await outbox.request(tx, MailTemplate.CONFIRM_NEW_EMAIL, newEmail, user.id);
    await outbox.notify(tx, MailTemplate.EMAIL_CHANGE_REQUESTED, user);
  }
}
