import { Entity, Enum, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../api/node.js';
import { WebhookEventType } from '../security/webhook-event-type.js';

export const MAX_URL_LENGTH = 2048;
export const MAX_DESCRIPTION_LENGTH = 200;

export enum WebhookState {
  ENABLED = 'ENABLED',
  DISABLED = 'DISABLED',
  FAILED = 'FAILED',
  GONE = 'GONE',
}

registerEnumType(WebhookState, {
  name: 'WebhookState',
  description: 'Whether a webhook is sent events.',
  valuesConfig: {
    ENABLED: { description: 'It is sent events.' },
    DISABLED: { description: 'An administrator disabled it.' },
    FAILED: { description: 'The server disabled it: for three days, nothing could be delivered.' },
    GONE: { description: 'The server disabled it: the receiver responded with 410 Gone.' },
  },
});

/** A receiver of events. */
@ObjectType({ implements: Node, description: 'An address that is sent events, as Standard Webhooks describe it.' })
@Entity({ tableName: 'webhooks' })
@Index({ name: 'webhooks_created_at_index', properties: ['createdAt', 'id'] })
export class Webhook extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: string;

  @Field(() => String, { description: 'Where events are sent.' })
  @Property({ type: 'varchar', length: MAX_URL_LENGTH })
  url!: string;

  @Field(() => String, { nullable: true, description: 'What administrators say about it.' })
  @Property({ type: 'varchar', length: MAX_DESCRIPTION_LENGTH, nullable: true })
  description: string | null = null;

  @Field(() => [WebhookEventType], { description: 'The events that it is sent.' })
  @Property({ type: 'array' })
  eventTypes!: WebhookEventType[];

  @Field(() => WebhookState, { description: 'Whether it is sent events.' })
  @Enum({ items: () => WebhookState })
  state!: WebhookState;

  @Field(() => Date, { description: 'When it was created.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'The query whose result is sent as `data`. Null if the ids are sent.',
  })
  @Property({ type: 'text', nullable: true })
  payloadQuery: string | null = null;

  /** The administrator who saved `payloadQuery`, by whose rights it is run. No foreign key: without them, it is not run. */
  @Property({ type: 'uuid', nullable: true })
  payloadQueryBy: string | null = null;

  /** Encrypted. */
  @Property({ type: 'text', hidden: true, lazy: true })
  secret!: string;

  /** That which was replaced. It signs along until `previousSecretExpiresAt`. */
  @Property({ type: 'text', nullable: true, hidden: true, lazy: true })
  previousSecret: string | null = null;

  @Property({ type: 'timestamptz', nullable: true })
  previousSecretExpiresAt: Date | null = null;

  @Field(() => Date, {
    nullable: true,
    description: 'Since when no attempt has succeeded. Null if the last one did, or if there was none.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  failingSince: Date | null = null;

  /** The receiver asked not to be sent anything before. */
  @Property({ type: 'timestamptz', nullable: true })
  pausedUntil: Date | null = null;
}

export enum WebhookDeliveryState {
  PENDING = 'PENDING',
  SUCCEEDED = 'SUCCEEDED',
  FAILED = 'FAILED',
}

registerEnumType(WebhookDeliveryState, {
  name: 'WebhookDeliveryState',
  description: 'What became of a delivery.',
  valuesConfig: {
    PENDING: { description: 'It will be tried at `nextAttemptAt`, unless the webhook is disabled.' },
    SUCCEEDED: { description: 'The receiver accepted it.' },
    FAILED: { description: 'The last attempt failed, and no other will be made.' },
  },
});

@ObjectType({ description: 'One attempt to deliver an event.' })
export class WebhookAttempt {
  @Field(() => Date, { description: 'When it began.' })
  readonly at!: Date;

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the response. Null if there was none.' })
  readonly status!: number | null;

  @Field(() => String, { nullable: true, description: 'Why there was no response: a code. Null if there was one.' })
  readonly problem!: string | null;

  @Field(() => Int, { description: 'How long it took, in milliseconds.' })
  readonly durationMillis!: number;
}

/** An attempt as it is stored: as JSON. */
export interface StoredAttempt extends Pick<WebhookAttempt, 'status' | 'problem' | 'durationMillis'> {
  readonly at: string;
}

/** An event for a webhook. Deleted after some weeks, whatever became of it. */
@ObjectType({ implements: Node, description: 'An event for a webhook, and what became of it. Kept for 30 days.' })
@Entity({ tableName: 'webhook_deliveries' })
@Index({ name: 'webhook_deliveries_webhook_id_index', properties: ['webhookId', 'occurredAt', 'id'] })
@Index({
  name: 'webhook_deliveries_due_index',
  properties: ['webhookId', 'nextAttemptAt', 'id'],
  where: `state = 'PENDING'`,
})
export class WebhookDelivery extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: string;

  /** No foreign key: every act would lock the row of the webhook for it. What a deletion leaves behind is never sent. */
  @Property({ type: 'uuid' })
  webhookId!: string;

  @Field(() => ID, {
    description: 'The `webhook-id` by which the receiver recognizes the event: the same at every attempt.',
  })
  @Property({ type: 'uuid' })
  eventId!: string;

  @Field(() => WebhookEventType, { nullable: true, description: 'What happened. Null for a test event.' })
  @Enum({ items: () => WebhookEventType, nullable: true })
  eventType: WebhookEventType | null = null;

  @Property({ type: 'json' })
  data!: Record<string, unknown>;

  @Field(() => Date, { description: 'When it happened.' })
  @Index()
  @Property({ type: 'timestamptz' })
  occurredAt!: Date;

  @Field(() => WebhookDeliveryState, { description: 'What became of it.' })
  @Enum({ items: () => WebhookDeliveryState })
  state!: WebhookDeliveryState;

  /** Since it was created, or since it was last sent again by an administrator. */
  @Property({ type: 'int' })
  tries!: number;

  /** Oldest first. */
  @Property({ type: 'json' })
  attempts!: StoredAttempt[];

  /** Whether it is being sent, unless `nextAttemptAt` has passed: then the instance that sent it has died. */
  @Property({ type: 'boolean' })
  isClaimed!: boolean;

  @Field(() => Date, {
    nullable: true,
    description: 'When it will be tried next, or at the latest if it is just being sent. Null if it will not.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  nextAttemptAt: Date | null = null;
}
