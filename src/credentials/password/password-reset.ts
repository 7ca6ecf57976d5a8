import type { EntityManager } from '@mikro-orm/core';
import { ExpectedError } from '../../api/error-result.js';
import { InvalidMailTokenError, MailTokenProblem } from '../../api/expected-errors.js';
import type { Clock } from '../../clock.js';
import { MailTokenPurpose } from '../../mail/mail-token.entity.js';
import type { MailTokens } from '../../mail/mail-tokens.js';
import { MailTemplate } from '../../mail/outgoing-mail.entity.js';
import { type RequestedEmailServices, requestedEmail } from '../../mail/requested-email.js';
import { AuditEventKind, AuditOutcome } from '../../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../../security/audit-trail.js';
import type { Caller } from '../../sessions/authentication.js';
import { BlacklistReason } from '../../sessions/blacklisted-token.entity.js';
import type { SessionEnding } from '../../sessions/session-ending.js';
import { lockUser } from '../../users/lock-user.js';
import { User } from '../../users/user.entity.js';
import type { NewPassword } from './new-password.js';

export interface PasswordResetServices extends RequestedEmailServices {
  readonly newPassword: NewPassword;
  readonly sessionEnding: SessionEnding;
  readonly mailTokens: MailTokens;
  readonly audit: AuditTrail;
  readonly clock: Clock;
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
      await outbox.request(tx, MailTemplate.RESET_PASSWORD, email);
    });
  }

  /**
   * Sets a new password by a token from a mail and ends every session. The address counts as verified from then on.
   *
   * @throws {ExpectedError} InvalidMailTokenError, InvalidInputError or ServerBusyError.
   */
  async reset({ em, actor }: Caller, input: { token: string; newPassword: string }): Promise<void> {
    const { newPassword, mailTokens, audit, sessionEnding } = this.services;
    newPassword.validateNewPassword(input.newPassword);
    // Before the work of hashing, which anybody could have it do: 256 bits are not found out by how long this takes.
    const { user: owner } = await mailTokens.find(em, input.token, [MailTokenPurpose.RESET_PASSWORD]);
    const identity = await em.findOne(User, owner.id, { disableIdentityMap: true });
    newPassword.validateNewPassword(input.newPassword, identity ?? undefined);
    const passwordHash = await newPassword.hash(input.newPassword);
    await em.transactional(async (tx) => {
      const token = await mailTokens.redeem(tx, input.token, [MailTokenPurpose.RESET_PASSWORD]);
      const user = await lockUser(tx, { id: token.user.id, email: token.email, deactivatedAt: null });
      if (!user) throw new ExpectedError(new InvalidMailTokenError(MailTokenProblem.UNKNOWN));
      await this.verifyAddress(tx, user, actor);
      await newPassword.store(tx, user, passwordHash);
      const [kind, outcome] = [AuditEventKind.PASSWORD_RESET, AuditOutcome.SUCCESS];
      await audit.recordLast(tx, { kind, outcome, actor, subjectId: user.id });
      await sessionEnding.endAll(tx, user.id, BlacklistReason.PASSWORD_RESET);
    });
  }

  /** The token was mailed to the address: whoever has it reads that mailbox. */
  private async verifyAddress(tx: EntityManager, user: User, actor: Actor): Promise<void> {
    if (user.emailVerifiedAt) return;
    user.emailVerifiedAt = this.services.clock();
    const [kind, outcome] = [AuditEventKind.EMAIL_VERIFIED, AuditOutcome.SUCCESS];
    await this.services.audit.recordLast(tx, { kind, outcome, actor, subjectId: user.id });
  }
}
