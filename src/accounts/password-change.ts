import type { EntityManager } from '@mikro-orm/core';
import { AuditEventKind } from '../audit/audit-event.entity.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import { type Caller, requireAuthenticated } from '../authentication.js';
import type { Clock } from '../clock.js';
import { Refusal } from '../errors/error-result.js';
import { InvalidInputError, InvalidMailTokenError, MailTokenProblem } from '../errors/expected-errors.js';
import { listFieldErrors } from '../errors/field-error.js';
import type { MailOutbox } from '../mail/mail-outbox.js';
import { MailTokenPurpose } from '../mail/mail-token.entity.js';
import type { MailTokens } from '../mail/mail-tokens.js';
import { MailTemplate } from '../mail/outgoing-mail.entity.js';
import { newPasswordProblem, type PasswordPolicy } from '../passwords/password-policy.js';
import type { Passwords } from '../passwords/passwords.js';
import type { SessionEnding } from '../sessions/session-ending.js';
import { BlacklistReason } from '../tokens/blacklisted-token.entity.js';
import { emailProblem, normalizeEmail } from '../users/email.js';
import { lockUser } from '../users/lock-user.js';
import type { User } from '../users/user.entity.js';
import { lockConfirmed, type PasswordConfirmation } from './password-confirmation.js';

export interface PasswordChangeServices {
  readonly passwords: Passwords;
  readonly policy: PasswordPolicy;
  readonly confirmation: PasswordConfirmation;
  readonly sessionEnding: SessionEnding;
  readonly mailTokens: MailTokens;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** Gives accounts a new password: by the current one, or by a token from a mail. */
export class PasswordChange {
  constructor(private readonly services: PasswordChangeServices) {}

  /**
   * Changes the password of the signed-in user and ends every other session. Answers how many were ended.
   *
   * @throws {Refusal} WrongPasswordError, InvalidInputError or ServerBusyError.
   */
  async change(caller: Caller, input: { currentPassword: string; newPassword: string }): Promise<number> {
    const { em, actor } = caller;
    const { user, token } = requireAuthenticated(caller.authentication);
    this.refuseUnfit(input.newPassword);
    const confirmed = await this.services.confirmation.confirm(
      caller,
      user.id,
      input.currentPassword,
      AuditEventKind.PASSWORD_CHANGED,
    );
    const passwordHash = await this.services.passwords.hash(input.newPassword);
    return em.transactional(async (tx) => {
      await this.store(tx, await lockConfirmed(tx, confirmed), passwordHash);
      this.services.audit.success(tx, AuditEventKind.PASSWORD_CHANGED, actor, user.id);
      return this.services.sessionEnding.endOthers(tx, user.id, token.sid, BlacklistReason.PASSWORD_CHANGED);
    });
  }

  /**
   * Has a mail sent, if there is such an account. That is looked up later: every address gets the same work.
   *
   * @throws {Refusal} MailUnavailableError or InvalidInputError.
   */
  async requestReset({ em, actor }: Caller, input: { email: string }): Promise<void> {
    const { outbox, audit } = this.services;
    outbox.requireEnabled();
    const email = normalizeEmail(input.email);
    const fieldErrors = listFieldErrors({ email: emailProblem(email) });
    if (fieldErrors.length > 0) throw new Refusal(new InvalidInputError(fieldErrors));
    await em.transactional((tx) => {
      audit.success(tx, AuditEventKind.PASSWORD_RESET_REQUESTED, actor, null);
      outbox.put(tx, MailTemplate.RESET_PASSWORD, email);
    });
  }

  /**
   * Sets a new password by a token from a mail and ends every session.
   *
   * @throws {Refusal} InvalidMailTokenError, InvalidInputError or ServerBusyError.
   */
  async reset({ em, actor }: Caller, input: { token: string; newPassword: string }): Promise<void> {
    this.refuseUnfit(input.newPassword);
    const passwordHash = await this.services.passwords.hash(input.newPassword);
    await em.transactional(async (tx) => {
      const token = await this.services.mailTokens.redeem(tx, input.token, [MailTokenPurpose.RESET_PASSWORD]);
      const user = await lockUser(tx, { id: token.user.id, email: token.email, deactivatedAt: null });
      if (!user) throw new Refusal(new InvalidMailTokenError(MailTokenProblem.UNKNOWN));
      await this.store(tx, user, passwordHash);
      this.services.audit.success(tx, AuditEventKind.PASSWORD_RESET, actor, user.id);
      await this.services.sessionEnding.endAll(tx, user.id, BlacklistReason.PASSWORD_RESET);
    });
  }

  private refuseUnfit(newPassword: string): void {
    const fieldErrors = listFieldErrors({ newPassword: newPasswordProblem(newPassword, this.services.policy) });
    if (fieldErrors.length > 0) throw new Refusal(new InvalidInputError(fieldErrors));
  }

  private async store(tx: EntityManager, user: User, passwordHash: string): Promise<void> {
    const { mailTokens, outbox, clock } = this.services;
    user.passwordHash = passwordHash;
    user.updatedAt = clock();
    await tx.flush();
    await mailTokens.revokeAll(tx, user);
    if (outbox.enabled) outbox.put(tx, MailTemplate.PASSWORD_CHANGED, user.email);
  }
}
