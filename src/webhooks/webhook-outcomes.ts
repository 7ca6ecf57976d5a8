import type { EntityManager } from '@mikro-orm/core';
import { addSeconds, type Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import { MailTemplate } from '../mail/mail.entities.js';
import type { MailOutbox } from '../mail/mail-outbox.js';
import { FAILING_SECONDS, retryDelaySeconds } from './retry-schedule.js';
import {
  type StoredAttempt,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryState,
  WebhookState,
} from './webhook.entities.js';
import type { Attempted } from './webhook-sender.js';

/** Attempts beyond this number are forgotten, oldest first. */
const MAX_ATTEMPTS = 30;

const GONE = 410;
const ASKS_FOR_A_PAUSE: readonly (number | null)[] = [429, 503];

export type AttemptResult = 'succeeded' | 'failed' | 'abandoned';

export interface WebhookOutcomeServices {
  readonly em: EntityManager;
  readonly outbox: MailOutbox;
  readonly clock: Clock;
  readonly log: Logger;
  /** From 0 up to 1. */
  readonly random: () => number;
}

interface FailingWebhook {
  readonly id: string;
  readonly failingSince?: { readonly $lte: Date };
}

/** Stores what became of attempts, and decides what comes next. */
export class WebhookOutcomes {
  /** Of this instance, for the metrics: `failed` is tried again, `abandoned` is not. */
  readonly counts: Record<AttemptResult, number> = { succeeded: 0, failed: 0, abandoned: 0 };

  constructor(private readonly services: WebhookOutcomeServices) {}

  async store(webhook: Webhook, delivery: WebhookDelivery, attempted: Attempted): Promise<void> {
    const { attempt } = attempted;
    if (isSuccess(attempt)) await this.storeSuccess(webhook, delivery, attempt);
    else await this.storeFailure(webhook, delivery, attempted);
  }

  private async storeSuccess(webhook: Webhook, delivery: WebhookDelivery, attempt: StoredAttempt): Promise<void> {
    const em = this.services.em.fork();
    const done = { state: WebhookDeliveryState.SUCCEEDED, nextAttemptAt: null, ...attempted(delivery, attempt) };
    await em.nativeUpdate(WebhookDelivery, delivery.id, done);
    if (webhook.failingSince) await em.nativeUpdate(Webhook, webhook.id, { failingSince: null });
    this.counts.succeeded += 1;
  }

  private async storeFailure(webhook: Webhook, delivery: WebhookDelivery, { attempt, retryAfter }: Attempted) {
    const { em, log } = this.services;
    const nextAttemptAt = this.nextAttemptAt(delivery, retryAfter);
    const state = nextAttemptAt ? WebhookDeliveryState.PENDING : WebhookDeliveryState.FAILED;
    await em.fork().transactional(async (tx) => {
      // The webhook first, as who deletes it does: in another order, each could wait for the other.
      await this.storeFailing(tx, webhook.id, attempt, retryAfter);
      await tx.nativeUpdate(WebhookDelivery, delivery.id, { state, nextAttemptAt, ...attempted(delivery, attempt) });
    });
    this.counts[nextAttemptAt ? 'failed' : 'abandoned'] += 1;
    const { status, problem } = attempt;
    log.warn({ webhookId: webhook.id, deliveryId: delivery.id, status, problem }, 'a webhook could not be delivered');
  }

  private nextAttemptAt({ tries }: WebhookDelivery, retryAfter: Date | undefined): Date | null {
    const { clock, random } = this.services;
    const delay = retryDelaySeconds(tries, random());
    if (delay === undefined) return null;
    const regular = addSeconds(clock(), delay);
    return retryAfter && retryAfter > regular ? retryAfter : regular;
  }

  private async storeFailing(
    tx: EntityManager,
    id: string,
    { status }: StoredAttempt,
    retryAfter: Date | undefined,
  ): Promise<void> {
    const now = this.services.clock();
    await tx.nativeUpdate(Webhook, { id, failingSince: null }, { failingSince: now });
    if (retryAfter && ASKS_FOR_A_PAUSE.includes(status))
      await tx.nativeUpdate(Webhook, id, { pausedUntil: retryAfter });
    const failingSince = { $lte: addSeconds(now, -FAILING_SECONDS) };
    if (status === GONE) await this.disable(tx, { id }, WebhookState.GONE);
    else await this.disable(tx, { id, failingSince }, WebhookState.FAILED);
  }

  /** Once, and unless an administrator was faster: with the attempt under way, it may have started over. */
  private async disable(tx: EntityManager, which: FailingWebhook, state: WebhookState) {
    const { outbox, log } = this.services;
    const disabled = await tx.nativeUpdate(Webhook, { ...which, state: WebhookState.ENABLED }, { state });
    if (disabled === 0) return;
    log.error({ webhookId: which.id, state }, 'a webhook was disabled');
    await outbox.notifyAdministrators(tx, MailTemplate.WEBHOOK_DISABLED);
  }
}

function isSuccess({ status }: StoredAttempt): boolean {
  return status !== null && status >= 200 && status < 300;
}

function attempted({ attempts }: WebhookDelivery, attempt: StoredAttempt) {
  return { isClaimed: false, attempts: [...attempts, attempt].slice(-MAX_ATTEMPTS) };
}
