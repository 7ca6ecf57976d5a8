import type { EntityManager } from '@mikro-orm/core';
import { addSeconds, type Clock } from '../clock.js';
import { lockNextDue, OutboxWorker } from '../delivery/outbox.js';
import { describeForLog, type Logger } from '../logger.js';
import { OutgoingMail } from './mail.entities.js';
import type { MailComposer } from './mail-composer.js';
import type { MailTransport } from './mail-transport.js';
import { describeRefusal, isConfigurationProblem, isFinalRefusal, problemOf, SmtpUtf8MissingError } from './smtp.js';

const FIRST_RETRY_SECONDS = 30;
const LONGEST_RETRY_SECONDS = 3600;
const GIVE_UP_AFTER_SECONDS = 86_400;

/**
 * A mail server may take 30 seconds for each of half a dozen commands. After this time, the claiming instance must have
 * stopped.
 */
const CLAIM_SECONDS = 300;

/**
 * What became of an attempt to send an email: `failed` is tried again, `rejected` was dropped at once, `expired` after a
 * day.
 */
export type DeliveryResult = 'sent' | 'failed' | 'rejected' | 'expired';

/** The delay after a number of attempts: 30 s, 1 min, 2 min ... up to 1 h. */
export function retryDelaySeconds(attempts: number): number {
  return Math.min(FIRST_RETRY_SECONDS * 2 ** (attempts - 1), LONGEST_RETRY_SECONDS);
}

export interface MailDeliveryOptions {
  readonly em: EntityManager;
  readonly composer: MailComposer;
  readonly transport: MailTransport;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Sends the emails in the outbox, and retries those that fail. */
export class MailDelivery {
  /** Of this instance, for the metrics. */
  readonly counts: Record<DeliveryResult, number> = { sent: 0, failed: 0, rejected: 0, expired: 0 };
  private readonly worker = new OutboxWorker<OutgoingMail>({
    claimNext: () => this.claimNext(),
    deliver: (mail) => this.deliver(mail),
    concurrency: 1,
  });

  constructor(private readonly options: MailDeliveryOptions) {}

  /** Tries to send every due email once. After `stopping` is aborted, it starts no further email. */
  deliverDue(stopping?: AbortSignal): Promise<void> {
    return this.worker.run(stopping);
  }

  /** How long the oldest email in the outbox has been waiting, in seconds; 0 if there is none. */
  async oldestWaitSeconds(): Promise<number> {
    const { em, clock } = this.options;
    // Ids are in the order of time, and their index is small; there is none on the time itself.
    const [oldest] = await em.fork().find(OutgoingMail, {}, { orderBy: { id: 'asc' }, limit: 1 });
    return oldest ? Math.max(0, (clock().getTime() - oldest.createdAt.getTime()) / 1000) : 0;
  }

  /**
   * Claiming postpones the next attempt, so an email is retried if the instance that claimed it dies. Without a problem, it
   * does not count as failed, and nobody has it sent a second time meanwhile.
   */
  private claimNext(): Promise<OutgoingMail | null> {
    const { em, clock } = this.options;
    return em.fork().transactional(async (tx) => {
      const mail = await lockNextDue(tx, OutgoingMail, { nextAttemptAt: { $lte: clock() } });
      if (!mail) return null;
      mail.attempts += 1;
      mail.lastProblem = null;
      mail.nextAttemptAt = addSeconds(clock(), CLAIM_SECONDS);
      return mail;
    });
  }

  private async deliver(mail: OutgoingMail): Promise<void> {
    const { composer, transport, em } = this.options;
    try {
      const message = await composer.compose(mail);
      if (message) {
        await transport.send(message);
        this.counts.sent += 1;
      }
      await em.fork().nativeDelete(OutgoingMail, mail.id);
    } catch (error) {
      await this.keepOrGiveUp(mail, error);
    }
  }

  /** SMTP errors may quote the recipient or the greeting of the server, so only their code is logged. */
  private async keepOrGiveUp(mail: OutgoingMail, error: unknown): Promise<void> {
    const { log, clock, em } = this.options;
    const { name, code, stack } = describeForLog(error);
    const about = {
      mailId: mail.id,
      template: mail.template,
      attempts: mail.attempts,
      error: { name, code, ...describeRefusal(error), stack },
    };
    if (isFinalRefusal(error)) {
      await em.fork().nativeDelete(OutgoingMail, mail.id);
      this.counts.rejected += 1;
      const isUnable = error instanceof SmtpUtf8MissingError;
      return log.warn(
        about,
        isUnable ? error.message : 'the mail server permanently rejected an email, which was dropped',
      );
    }
    const expired = addSeconds(mail.createdAt, GIVE_UP_AFTER_SECONDS) <= clock();
    if (!expired) {
      const nextAttemptAt = addSeconds(clock(), retryDelaySeconds(mail.attempts));
      await em.fork().nativeUpdate(OutgoingMail, mail.id, { nextAttemptAt, lastProblem: problemOf(error) });
      this.counts.failed += 1;
      const level = isConfigurationProblem(error) ? 'error' : 'warn';
      return log[level](about, 'an email could not be sent; will try again');
    }
    await em.fork().nativeDelete(OutgoingMail, mail.id);
    this.counts.expired += 1;
    log.error(about, 'an email could not be sent for a day and was dropped');
  }
}
