import type { EntityManager } from '@mikro-orm/core';
import { validate as isUuid } from 'uuid';
import { EmailNotFoundError } from '../../api/administration-errors.js';
import { refuse } from '../../api/error-result.js';
import type { Clock } from '../../clock.js';
import { MailTemplate, OutgoingMail } from '../../mail/mail.entities.js';
import { type RequestedEmailServices, requestedEmail } from '../../mail/requested-email.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import type { Context } from '../../sessions/context.js';
import { actAsAdministrator } from '../administration/last-administrator.js';

export interface OutgoingEmailServices extends RequestedEmailServices {
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** Who acts, and from where. */
export type ActingAdministrator = Pick<Context, 'em' | 'actor' | 'device'>;

/** What administrators do with the outbox. Each method throws a ForbiddenError if the actor is no longer one. */
export class OutgoingEmails {
  constructor(private readonly services: OutgoingEmailServices) {}

  /**
   * Has an email that failed sent again, now rather than at its next attempt.
   *
   * @throws {ExpectedError} EmailNotFoundError: there is none, or it did not fail, or it is just being sent.
   */
  retry({ em, actor }: ActingAdministrator, id: string): Promise<OutgoingMail> {
    if (!isUuid(id)) throw refuse(new EmailNotFoundError());
    return actAsAdministrator(em, actor, async (tx) => {
      const mail = await this.makeDue(tx, id);
      this.services.audit.success(tx, AuditEventKind.EMAIL_RETRIED, actor, null);
      return mail;
    });
  }

  /**
   * Sends an email that says nothing but that it has arrived.
   *
   * @throws {ExpectedError} InvalidInputError, MailUnavailableError or TooManyAttemptsError.
   */
  async sendTest({ em, actor, device }: ActingAdministrator, email: string): Promise<OutgoingMail> {
    const recipient = await requestedEmail(this.services, device, 'email', email);
    return actAsAdministrator(em, actor, async (tx) => {
      this.services.audit.success(tx, AuditEventKind.EMAIL_TEST_SENT, actor, null);
      return this.services.outbox.request(tx, MailTemplate.TEST, recipient);
    });
  }

  /** By one conditional statement: an instance may be about to send it, which must not happen twice. */
  private async makeDue(tx: EntityManager, id: string): Promise<OutgoingMail> {
    const failed = { id, lastProblem: { $ne: null } };
    const changed = await tx.nativeUpdate(OutgoingMail, failed, { nextAttemptAt: this.services.clock() });
    if (changed === 0) throw refuse(new EmailNotFoundError());
    return tx.findOneOrFail(OutgoingMail, id, { refresh: true });
  }
}
