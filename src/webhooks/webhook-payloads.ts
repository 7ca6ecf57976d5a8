import type { FieldProblem } from '../api/error-result.js';
import type { WebhookEventType } from '../security/webhook-event-type.js';
import type { PayloadQueries } from './payload-queries.js';
import type { PayloadEvent } from './payload-schema.js';
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
  private queries: PayloadQueries | undefined;

  /** To be called before anything is sent. What the queries ask, the schema of the API responds to. */
  connect(queries: PayloadQueries): void {
    this.queries = queries;
  }

  /** What is wrong with a payload query, if anything. */
  problemOf(payloadQuery: string): FieldProblem | undefined {
    return this.connected.problemOf(payloadQuery);
  }

  /** @throws {PayloadQueryError} */
  async bodyOf(webhook: Webhook, { eventId, eventType, occurredAt, data }: WebhookDelivery): Promise<string> {
    const timestamp = occurredAt;
    if (!eventType) return JSON.stringify({ type: 'webhook.test', timestamp, data });
    const event = { id: eventId, type: eventType, occurredAt, ...(data as { userId: string }) };
    return JSON.stringify({
      type: WEBHOOK_TYPE_NAMES[eventType],
      timestamp,
      data: await this.dataFor(webhook, event, data),
    });
  }

  private async dataFor({ payloadQuery, payloadQueryBy }: Webhook, event: PayloadEvent, ids: object): Promise<unknown> {
    return payloadQuery && payloadQueryBy ? this.connected.run(payloadQuery, payloadQueryBy, event) : ids;
  }

  private get connected(): PayloadQueries {
    if (!this.queries) throw new Error('Payload queries are not connected to a schema.');
    return this.queries;
  }
}
