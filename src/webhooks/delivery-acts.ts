import { type EntityManager, LockMode } from '@mikro-orm/core';
import { validate as isUuid, v7 as uuidv7 } from 'uuid';
import { refuse } from '../api/error-result.js';
import { WebhookDeliveryNotFoundError, WebhookDisabledError, WebhookNotFoundError } from '../api/webhook-errors.js';
import type { Clock } from '../clock.js';
import { type Administering, lockAdministrator } from '../credentials/acting-administrator.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import type { AuditTrail } from '../security/audit-trail.js';
import { Webhook, WebhookDelivery, WebhookDeliveryState, WebhookState } from './webhook.entities.js';

/** What administrators do with deliveries. Each method throws a ForbiddenError if the actor is no longer one. */
export class DeliveryActs {
  constructor(
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Has an event that is none sent, to see whether the receiver accepts it.
   *
   * @throws {ExpectedError} WebhookNotFoundError or WebhookDisabledError.
   */
  sendTest({ em, actor }: Administering, webhookId: string): Promise<WebhookDelivery> {
    return em.transactional(async (tx) => {
      await lockAdministrator(tx, actor);
      const webhook = isUuid(webhookId) ? await tx.findOne(Webhook, webhookId) : null;
      if (!webhook) throw refuse(new WebhookNotFoundError());
      requireEnabled(webhook);
      this.audit.successOnWebhook(tx, AuditEventKind.WEBHOOK_TESTED, actor, webhook.id);
      const event = { eventId: uuidv7(), eventType: null, data: {}, occurredAt: this.clock() };
      return tx.create(WebhookDelivery, { id: uuidv7(), webhookId, ...event, ...this.due(), attempts: [] });
    });
  }

  /**
   * Has an event sent once more, whether or not it arrived, with the same id.
   *
   * @throws {ExpectedError} WebhookDisabledError; WebhookDeliveryNotFoundError: also while it is being sent.
   */
  retry({ em, actor }: Administering, deliveryId: string): Promise<WebhookDelivery> {
    return em.transactional(async (tx) => {
      await lockAdministrator(tx, actor);
      const delivery = await lockIdle(tx, deliveryId, this.clock());
      const webhook = delivery && (await tx.findOne(Webhook, delivery.webhookId));
      if (!webhook) throw refuse(new WebhookDeliveryNotFoundError());
      requireEnabled(webhook);
      this.audit.successOnWebhook(tx, AuditEventKind.WEBHOOK_DELIVERY_RETRIED, actor, webhook.id);
      return Object.assign(delivery, this.due());
    });
  }

  private due() {
    return { state: WebhookDeliveryState.PENDING, tries: 0, isClaimed: false, nextAttemptAt: this.clock() };
  }
}

function requireEnabled({ state }: Webhook): void {
  if (state !== WebhookState.ENABLED) throw refuse(new WebhookDisabledError());
}

/** Past what an instance is just sending, which must not happen twice. */
function lockIdle(tx: EntityManager, id: string, now: Date): Promise<WebhookDelivery | null> {
  if (!isUuid(id)) return Promise.resolve(null);
  const isIdle = { id, $or: [{ isClaimed: false }, { nextAttemptAt: { $lte: now } }] };
  return tx.findOne(WebhookDelivery, isIdle, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}
