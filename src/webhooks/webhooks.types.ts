import { ArgsType, createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { ConnectionArgs, createConnectionType } from '../api/connections.js';
import { InvalidInputError } from '../api/expected-errors.js';
import {
  TooManyWebhooksError,
  WebhookDeliveryNotFoundError,
  WebhookDisabledError,
  WebhookNotFoundError,
} from '../api/webhook-errors.js';
import { WebhookEventType } from '../security/webhook-event-type.js';
import { Webhook, WebhookDelivery, WebhookDeliveryState } from './webhook.entities.js';
import type { WebhookSecret } from './webhooks.js';

export const WebhookConnection = createConnectionType(Webhook, 'Webhook');
export const WebhookDeliveryConnection = createConnectionType(WebhookDelivery, 'WebhookDelivery');

@ArgsType()
export class WebhookDeliveriesArgs extends ConnectionArgs {
  @Field(() => WebhookDeliveryState, { nullable: true, description: 'Only deliveries in this state.' })
  state?: WebhookDeliveryState | null;
}

@InputType({ description: 'Where to send which events.' })
export class CreateWebhookInput {
  @Field(() => String, {
    description: 'Where events are sent, by POST. In production an https URL whose host is on the Internet.',
  })
  url!: string;

  @Field(() => [WebhookEventType], { description: 'The events to send.' })
  eventTypes!: WebhookEventType[];

  @Field(() => String, { nullable: true, description: 'What it is for: at most 200 characters.' })
  description?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A query whose result is sent as `data`, with your rights: `{ event { ... on UserCreated { user { email } } } }`. Without one, ids are sent. docs/webhooks.md has its schema.',
  })
  payloadQuery?: string | null;
}

@InputType({ description: 'The webhook to act on.' })
export class WebhookIdInput {
  @Field(() => ID, { description: 'The id of the webhook.' })
  webhookId!: string;
}

@InputType({ description: 'What to change about a webhook. What is left out stays as it is.' })
export class UpdateWebhookInput extends WebhookIdInput {
  @Field(() => String, { nullable: true, description: 'Where events are sent.' })
  url?: string | null;

  @Field(() => [WebhookEventType], { nullable: true, description: 'The events to send.' })
  eventTypes?: WebhookEventType[] | null;

  @Field(() => String, { nullable: true, description: 'What it is for. Null removes it.' })
  description?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A query whose result is sent as `data`, from now on with your rights. Null removes it.',
  })
  payloadQuery?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is sent events.' })
  enabled?: boolean | null;
}

@InputType({ description: 'The delivery to send again.' })
export class RetryWebhookDeliveryInput {
  @Field(() => ID, { description: 'The id of the delivery.' })
  deliveryId!: string;
}

@ObjectType({ description: 'The webhook, and the secret that its requests are signed by.' })
export class WebhookSecretPayload {
  @Field(() => Webhook, { description: 'The webhook.' })
  readonly webhook: Webhook;

  @Field(() => String, { description: 'The secret: `whsec_` and base64. It is shown only now.' })
  readonly secret: string;

  constructor({ webhook, secret }: WebhookSecret) {
    this.webhook = webhook;
    this.secret = secret;
  }
}

@ObjectType({ description: 'The webhook with its current data.' })
export class WebhookPayload {
  @Field(() => Webhook, { description: 'The webhook.' })
  readonly webhook: Webhook;

  constructor(webhook: Webhook) {
    this.webhook = webhook;
  }
}

@ObjectType({ description: 'The webhook is deleted.' })
export class DeleteWebhookPayload {
  @Field(() => ID, { description: 'The id that it had.' })
  readonly deletedWebhookId: string;

  constructor(deletedWebhookId: string) {
    this.deletedWebhookId = deletedWebhookId;
  }
}

@ObjectType({ description: 'A delivery that is sent now.' })
export class WebhookDeliveryPayload {
  @Field(() => WebhookDelivery, { description: 'The delivery.' })
  readonly delivery: WebhookDelivery;

  constructor(delivery: WebhookDelivery) {
    this.delivery = delivery;
  }
}

export const CreateWebhookResult = createUnionType({
  name: 'CreateWebhookResult',
  description: 'The new webhook, or why there is none.',
  types: () => [WebhookSecretPayload, InvalidInputError, TooManyWebhooksError] as const,
});

export const UpdateWebhookResult = createUnionType({
  name: 'UpdateWebhookResult',
  description: 'The webhook as it is now, or why nothing was changed.',
  types: () => [WebhookPayload, InvalidInputError, WebhookNotFoundError] as const,
});

export const DeleteWebhookResult = createUnionType({
  name: 'DeleteWebhookResult',
  description: 'The id of the deleted webhook, or why none was deleted.',
  types: () => [DeleteWebhookPayload, WebhookNotFoundError] as const,
});

export const RotateWebhookSecretResult = createUnionType({
  name: 'RotateWebhookSecretResult',
  description: 'The new secret, or why there is none.',
  types: () => [WebhookSecretPayload, WebhookNotFoundError] as const,
});

export const SendTestEventResult = createUnionType({
  name: 'SendTestEventResult',
  description: 'The delivery of the test event, or why there is none.',
  types: () => [WebhookDeliveryPayload, WebhookNotFoundError, WebhookDisabledError] as const,
});

export const RetryWebhookDeliveryResult = createUnionType({
  name: 'RetryWebhookDeliveryResult',
  description: 'The delivery that is sent again, or why it is not.',
  types: () => [WebhookDeliveryPayload, WebhookDeliveryNotFoundError, WebhookDisabledError] as const,
});
