import type { EntityManager } from '@mikro-orm/core';
import { AuditEventKind, AuditOutcome } from '../audit/audit-event.entity.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { Caller } from '../authentication.js';
import type { Clock } from '../clock.js';
import { Refusal } from '../errors/error-result.js';
import { InvalidMailTokenError, MailTokenProblem } from '../errors/expected-errors.js';
import { type MailToken, MailTokenPurpose } from '../mail/mail-token.entity.js';
import type { MailTokens } from '../mail/mail-tokens.js';
import { MailTemplate } from '../mail/outgoing-mail.entity.js';
import { lockUser } from '../users/lock-user.js';
import type { User } from '../users/user.entity.js';
import { refuseTaken } from './account-creation.js';
import { type RequestedEmailServices, requestedEmail } from './requested-email.js';

export interface EmailVerificationServices extends RequestedEmailServices {
  readonly mailTokens: MailTokens;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** Makes sure that e-mail addresses are their users': the first one, and every other one that takes its place. */
export class EmailVerification {
  constructor(private readonly services: EmailVerificationServices) {}

  /**
   * Has a mail sent, if there is such an account and its address is not verified. Every address gets the same work.
   *
   * @throws {Refusal} MailUnavailableError, InvalidInputError or TooManyAttemptsError.
   */
  async request({ em, actor }: Caller, input: { email: string }): Promise<void> {
    const email = await requestedEmail(this.services, actor.device, 'email', input.email, MailTemplate.VERIFY_EMAIL);
    await em.transactional((tx) => this.services.outbox.put(tx, MailTemplate.VERIFY_EMAIL, email));
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
      const outcome = AuditOutcome.SUCCESS;
      await this.services.audit.recordLast(tx, { kind, outcome, actor, subjectId: user.id });
      return user;
    };
    return em.transactional(redeem).catch(refuseTaken);
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
