import type { EntityManager } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { Clock } from '../clock.js';
import { Refusal } from '../errors/error-result.js';
import { MailUnavailableError } from '../errors/expected-errors.js';
import type { MailToken } from './mail-token.entity.js';
import { type MailTemplate, OutgoingMail } from './outgoing-mail.entity.js';

/** Takes mails, in the transaction of the act they are about. Sending them is left to MailDelivery. */
export class MailOutbox {
  constructor(
    /** Whether this server sends mail at all. */
    readonly enabled: boolean,
    private readonly clock: Clock,
  ) {}

  /** @throws {Refusal} MailUnavailableError: this server sends no mail. */
  requireEnabled(): void {
    if (!this.enabled) throw new Refusal(new MailUnavailableError());
  }

  /** @param token what goes into the mail, if it was issued already. */
  put(
    tx: EntityManager,
    template: MailTemplate,
    recipient: string,
    userId: string | null = null,
    token: MailToken | null = null,
  ): void {
    const now = this.clock();
    const times = { createdAt: now, attempts: 0, nextAttemptAt: now };
    tx.create(OutgoingMail, { id: uuidv7(), template, recipient, userId, token, ...times });
  }
}
