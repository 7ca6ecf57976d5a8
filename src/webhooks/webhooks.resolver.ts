import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ConnectionArgs, findPage, NEWEST_FIRST } from '../api/connections.js';
import type { StepUp } from '../credentials/step-up.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import { AdministratorAct } from '../sessions/administrator-act.js';
import type { Context } from '../sessions/context.js';
import { Role } from '../users/user.entity.js';
import type { DeliveryActs } from './delivery-acts.js';
import { Webhook, WebhookAttempt, WebhookDelivery } from './webhook.entities.js';
import type { Webhooks } from './webhooks.js';
import {
  CreateWebhookInput,
  CreateWebhookResult,
  DeleteWebhookPayload,
  DeleteWebhookResult,
  RetryWebhookDeliveryInput,
  RetryWebhookDeliveryResult,
  RotateWebhookSecretResult,
  SendTestEventResult,
  UpdateWebhookInput,
  UpdateWebhookResult,
  WebhookConnection,
  WebhookDeliveriesArgs,
  WebhookDeliveryConnection,
  WebhookDeliveryPayload,
  WebhookIdInput,
  WebhookPayload,
  WebhookSecretPayload,
} from './webhooks.types.js';

export interface WebhookResolverServices {
  readonly webhooks: Webhooks;
  readonly deliveryActs: DeliveryActs;
  readonly stepUp: StepUp;
}

@Resolver(() => Webhook)
export class WebhooksResolver {
  constructor(private readonly services: WebhookResolverServices) {}

  @Authorized(Role.ADMIN)
  @Query(() => WebhookConnection, { description: 'All webhooks, newest first. For administrators.' })
  async webhooks(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() { em }: Context) {
    return new WebhookConnection(await findPage(em, Webhook, { where: {}, orderBy: [...NEWEST_FIRST] }, args));
  }

  @FieldResolver(() => WebhookDeliveryConnection, { description: 'What it was or will be sent, newest first.' })
  async deliveries(
    @Root() { id: webhookId }: Webhook,
    @Args(() => WebhookDeliveriesArgs) { state, ...args }: WebhookDeliveriesArgs,
    @Ctx() { em }: Context,
  ) {
    const query = { where: { webhookId, ...(state && { state }) }, orderBy: [...LATEST_FIRST] };
    return new WebhookDeliveryConnection(await findPage(em, WebhookDelivery, query, args));
  }

  @AdministratorAct(AuditEventKind.WEBHOOK_CREATED)
  @Mutation(() => CreateWebhookResult, {
    description: 'Creates a webhook, and returns its secret once. For administrators; requires a recent login.',
  })
  async createWebhook(
    @Arg('input', () => CreateWebhookInput, { description: 'The webhook.' }) input: CreateWebhookInput,
    @Ctx() context: Context,
  ) {
    this.services.stepUp.requireOfPeople(context.authentication);
    return new WebhookSecretPayload(await this.services.webhooks.create(context, input));
  }

  @AdministratorAct(AuditEventKind.WEBHOOK_CHANGED)
  @Mutation(() => UpdateWebhookResult, {
    description:
      'Changes a webhook. While it is disabled, nothing is sent to it, and what happens is not kept for it. For administrators; requires a recent login.',
  })
  async updateWebhook(
    @Arg('input', () => UpdateWebhookInput, { description: 'What to change.' })
    { webhookId, ...changes }: UpdateWebhookInput,
    @Ctx() context: Context,
  ) {
    this.services.stepUp.requireOfPeople(context.authentication);
    return new WebhookPayload(await this.services.webhooks.update(context, webhookId, changes));
  }

  @AdministratorAct(AuditEventKind.WEBHOOK_DELETED)
  @Mutation(() => DeleteWebhookResult, {
    description:
      'Deletes a webhook with its deliveries: nothing more is sent to it. For administrators; requires a recent login.',
  })
  async deleteWebhook(
    @Arg('input', () => WebhookIdInput, { description: 'The webhook.' }) { webhookId }: WebhookIdInput,
    @Ctx() context: Context,
  ) {
    this.services.stepUp.requireOfPeople(context.authentication);
    return new DeleteWebhookPayload(await this.services.webhooks.delete(context, webhookId));
  }

  @AdministratorAct(AuditEventKind.WEBHOOK_SECRET_ROTATED)
  @Mutation(() => RotateWebhookSecretResult, {
    description:
      'Replaces the secret of a webhook, and returns the new one once. For 24 hours, the old one signs along. For administrators; requires a recent login.',
  })
  async rotateWebhookSecret(
    @Arg('input', () => WebhookIdInput, { description: 'The webhook.' }) { webhookId }: WebhookIdInput,
    @Ctx() context: Context,
  ) {
    this.services.stepUp.requireOfPeople(context.authentication);
    return new WebhookSecretPayload(await this.services.webhooks.rotateSecret(context, webhookId));
  }

  @AdministratorAct(AuditEventKind.WEBHOOK_TESTED)
  @Mutation(() => SendTestEventResult, {
    description: 'Sends a webhook an event of the type `webhook.test`. For administrators; requires a recent login.',
  })
  async sendTestEvent(
    @Arg('input', () => WebhookIdInput, { description: 'The webhook.' }) { webhookId }: WebhookIdInput,
    @Ctx() context: Context,
  ) {
    this.services.stepUp.requireOfPeople(context.authentication);
    return new WebhookDeliveryPayload(await this.services.deliveryActs.sendTest(context, webhookId));
  }

  @AdministratorAct(AuditEventKind.WEBHOOK_DELIVERY_RETRIED)
  @Mutation(() => RetryWebhookDeliveryResult, {
    description:
      'Sends an event once more, with the same `webhook-id`, whether or not it arrived. For administrators; requires a recent login.',
  })
  async retryWebhookDelivery(
    @Arg('input', () => RetryWebhookDeliveryInput, { description: 'The delivery.' })
    { deliveryId }: RetryWebhookDeliveryInput,
    @Ctx() context: Context,
  ) {
    this.services.stepUp.requireOfPeople(context.authentication);
    return new WebhookDeliveryPayload(await this.services.deliveryActs.retry(context, deliveryId));
  }
}

const LATEST_FIRST = [{ occurredAt: 'desc' }, { id: 'desc' }] as const;

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @FieldResolver(() => [WebhookAttempt], { description: 'The attempts so far, oldest first: the last 30.' })
  attempts(@Root() { attempts }: WebhookDelivery): WebhookAttempt[] {
    return attempts.map((attempt) => ({ ...attempt, at: new Date(attempt.at) }));
  }
}
