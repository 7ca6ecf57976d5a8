import type { EntityManager } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { addSeconds, type Clock } from '../clock.js';
import { lockNextDue, OutboxWorker } from '../delivery/outbox.js';
import { describeForLog, type Logger } from '../logger.js';
import { type EncryptedSecrets, SecretKeyMissingError } from '../security/encrypted-secrets.js';
import { PayloadQueryError } from './payload-queries.js';
import { Webhook, WebhookDelivery, WebhookDeliveryState, WebhookState } from './webhook.entities.js';
import type { WebhookOutcomes } from './webhook-outcomes.js';
import type { WebhookPayloads } from './webhook-payloads.js';
import type { Attempted, WebhookSender } from './webhook-sender.js';

/** A request takes 15 seconds at most. After this time, the claiming instance must have stopped. */
const CLAIM_SECONDS = 60;

/** Requests to one receiver at a time. */
const CONCURRENCY = 4;

export interface WebhookDeliveryOptions {
  readonly em: SqlEntityManager;
  readonly secrets: EncryptedSecrets;
  readonly payloads: WebhookPayloads;
  readonly sender: WebhookSender;
  readonly outcomes: WebhookOutcomes;
  readonly clock: Clock;
  readonly log: Logger;
}

interface Claimed {
  readonly webhook: Webhook;
  readonly delivery: WebhookDelivery;
}

/** Sends events to webhooks. Each has a worker of its own, so that a slow receiver delays no other. */
export class WebhookDeliveries {
  private readonly workers = new Map<string, OutboxWorker<Claimed>>();

  constructor(private readonly options: WebhookDeliveryOptions) {}

  /** Tries every due delivery once. After `stopping` is aborted, it starts no further attempt. */
  async deliverDue(stopping?: AbortSignal): Promise<void> {
    const ids = new Set([...(await this.findDue()), ...this.workers.keys()]);
    await Promise.all([...ids].map((id) => this.workerOf(id).run(stopping)));
  }

  /** Starts to, without waiting for receivers. */
  async startDue(stopping: AbortSignal): Promise<void> {
    for (const id of await this.findDue()) {
      const worker = this.workerOf(id);
      if (!worker.isRunning) void worker.run(stopping).catch((error) => this.logFailure(error));
    }
  }

  /** Waits for the attempts that are under way. */
  async settle(): Promise<void> {
    await Promise.all([...this.workers.values()].map((worker) => worker.run(AbortSignal.abort())));
  }

  /** The webhooks for which something is due: no more than there may be webhooks. */
  private async findDue(): Promise<string[]> {
    const now = this.options.clock();
    const due = await this.options.em.fork().execute<{ id: string }[]>(DUE, [now, now]);
    const ids = due.map(({ id }) => id);
    for (const [id, worker] of this.workers) if (!worker.isRunning && !ids.includes(id)) this.workers.delete(id);
    return ids;
  }

  private workerOf(id: string): OutboxWorker<Claimed> {
    const work = {
      claimNext: () => this.claimNext(id),
      deliver: (claimed: Claimed) => this.deliver(claimed),
      concurrency: CONCURRENCY,
    };
    const worker = this.workers.get(id) ?? new OutboxWorker(work);
    this.workers.set(id, worker);
    return worker;
  }

  /** Looks at the webhook again: it may have been deleted, disabled or paused since the last request. */
  private claimNext(webhookId: string): Promise<Claimed | null> {
    const { em, clock } = this.options;
    return em.fork().transactional(async (tx) => {
      const now = clock();
      const webhook = await findReady(tx, webhookId, now);
      const due = { webhookId, state: WebhookDeliveryState.PENDING, nextAttemptAt: { $lte: now } };
      const delivery = webhook && (await lockNextDue(tx, WebhookDelivery, due));
      if (!delivery) return null;
      delivery.tries += 1;
      delivery.isClaimed = true;
      delivery.nextAttemptAt = addSeconds(now, CLAIM_SECONDS);
      return { webhook, delivery };
    });
  }

  private async deliver({ webhook, delivery }: Claimed): Promise<void> {
    await this.options.outcomes.store(webhook, delivery, await this.attempt(webhook, delivery));
  }

  /** Whatever goes wrong is a failed attempt: thrown, it would be repeated forever. */
  private async attempt(webhook: Webhook, delivery: WebhookDelivery): Promise<Attempted> {
    const { payloads, sender, log } = this.options;
    try {
      const secrets = await this.secretsOf(webhook);
      const body = await payloads.bodyOf(webhook, delivery);
      return await sender.send({ url: webhook.url, id: delivery.eventId, body, secrets });
    } catch (error) {
      if (error instanceof PayloadQueryError) return sender.notSent(error.code);
      log.error(
        { webhookId: webhook.id, error: describeForLog(error) },
        'an event for a webhook could not be prepared',
      );
      return sender.notSent(error instanceof SecretKeyMissingError ? 'SECRET_KEY_MISSING' : 'INTERNAL_ERROR');
    }
  }

  private async secretsOf({ id, secret, previousSecret, previousSecretExpiresAt }: Webhook): Promise<Buffer[]> {
    const { secrets, clock } = this.options;
    const isReplaced = previousSecret && previousSecretExpiresAt && previousSecretExpiresAt > clock();
    return Promise.all([secret, ...(isReplaced ? [previousSecret] : [])].map((text) => secrets.decrypt(text, id)));
  }

  private logFailure(error: unknown): void {
    this.options.log.error({ error: describeForLog(error) }, 'sending to a webhook failed; will try again');
  }
}

const DUE = `
  select id from webhooks webhook where state = 'ENABLED' and (paused_until is null or paused_until <= ?) and exists (
    select 1 from webhook_deliveries
    where webhook_id = webhook.id and state = 'PENDING' and next_attempt_at <= ?)`;

function findReady(tx: EntityManager, id: string, now: Date): Promise<Webhook | null> {
  const isReady = { id, state: WebhookState.ENABLED, $or: [{ pausedUntil: null }, { pausedUntil: { $lte: now } }] };
  return tx.findOne(Webhook, isReady, { populate: ['secret', 'previousSecret'] });
}
