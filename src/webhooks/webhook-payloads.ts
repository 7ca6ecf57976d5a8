import type { WebhookEventType } from '../security/webhook-event-type.js';
import type { Webhook, WebhookDelivery } from './webhook.entities.js';

/** As receivers see them. */
export const WEBHOOK_TYPE_NAMES: Readonly<Record<WebhookEventType, string>> = {
  USER_CREATED: 'user.created',
  USER_UPDATED: 'user.updated',
  USER_EMAIL_CHANGED: 'user.email_changed',
  USER_DEACTIVATED: 'user.deactivated',
  USER_REACTIVATED: 'user.reactivated',
  USER_DELETED: 'user.deleted',
  ROLE_CHANGED: 'user.role_changed',
  SESSION_STARTED: 'session.started',
  SESSION_ENDED: 'session.ended',
  PASSWORD_CHANGED: 'user.password_changed',
  SECOND_FACTOR_CHANGED: 'user.second_factor_changed',
};

/** What is sent: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#payload-structure */
export class WebhookPayloads {
  async bodyOf(_webhook: Webhook, { eventType, occurredAt, data }: WebhookDelivery): Promise<string> {
    const type = eventType ? WEBHOOK_TYPE_NAMES[eventType] : 'webhook.test';
    return JSON.stringify({ type, timestamp: occurredAt, data });
  }
}
