import { type EntityManager, LockMode } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { validate as isUuid, v7 as uuidv7 } from 'uuid';
import { refuse } from '../api/error-result.js';
import { refuseInvalid } from '../api/expected-errors.js';
import { ForbiddenError } from '../api/request-errors.js';
import { TooManyWebhooksError, WebhookNotFoundError } from '../api/webhook-errors.js';
import { addSeconds, type Clock } from '../clock.js';
import { type Administering, lockAdministrator } from '../credentials/acting-administrator.js';
import { lockText } from '../database/statements.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../security/audit-trail.js';
import type { EncryptedSecrets } from '../security/encrypted-secrets.js';
import { type RotationReport, renewSecrets } from '../security/secret-renewal.js';
import type { WebhookEventType } from '../security/webhook-event-type.js';
import { NEEDS_A_PERSON } from '../sessions/permissions.js';
import { Webhook, WebhookDelivery, WebhookState } from './webhook.entities.js';
import { problemOfDescription, problemOfEventTypes, problemOfUrl } from './webhook-input.js';
import type { WebhookPayloads } from './webhook-payloads.js';
import { newWebhookSecret, webhookSecretText } from './webhook-signature.js';

/** Each is looked at whenever anything happens, and has requests of its own under way. */
const MAX_WEBHOOKS = 20;

/** How long the secret that was replaced signs along. */
const OVERLAP_SECONDS = 86_400;

export interface NewWebhook {
  readonly url: string;
  readonly eventTypes: readonly WebhookEventType[];
  readonly description?: string | null | undefined;
  readonly payloadQuery?: string | null | undefined;
}

/** What is not given stays as it is. */
export interface WebhookChanges {
  readonly url?: string | null | undefined;
  readonly eventTypes?: readonly WebhookEventType[] | null | undefined;
  readonly description?: string | null | undefined;
  readonly payloadQuery?: string | null | undefined;
  readonly enabled?: boolean | null | undefined;
}

/** A webhook, and the only time that its secret is shown. */
export interface WebhookSecret {
  readonly webhook: Webhook;
  readonly secret: string;
}

export interface WebhookServices {
  readonly secrets: EncryptedSecrets;
  readonly audit: AuditTrail;
  readonly payloads: WebhookPayloads;
  readonly isProduction: boolean;
  readonly clock: Clock;
}

/** What administrators do with webhooks. Each method throws a ForbiddenError if the actor is no longer one. */
export class Webhooks {
  constructor(private readonly services: WebhookServices) {}

  /** @throws {ExpectedError} InvalidInputError or TooManyWebhooksError. */
  async create({ em, actor }: Administering, input: NewWebhook): Promise<WebhookSecret> {
    const { audit, clock } = this.services;
    const values = { ...this.check(input), ...queryOf(input, actor) };
    const id = uuidv7();
    const { secret, encrypted } = await this.newSecret(id);
    const webhook = await em.transactional(async (tx) => {
      await lockAdministrator(tx, actor);
      await requireSpace(tx as SqlEntityManager);
      audit.successOnWebhook(tx, AuditEventKind.WEBHOOK_CREATED, actor, id);
      return tx.create(Webhook, { id, ...values, state: WebhookState.ENABLED, createdAt: clock(), secret: encrypted });
    });
    return { webhook, secret };
  }

  /** @throws {ExpectedError} InvalidInputError or WebhookNotFoundError. */
  update({ em, actor }: Administering, id: string, changes: WebhookChanges): Promise<Webhook> {
    return em.transactional(async (tx) => {
      await lockAdministrator(tx, actor);
      const webhook = await lockWebhook(tx, id);
      Object.assign(
        webhook,
        this.check(merged(webhook, changes)),
        queryOf(changes, actor),
        stateAfter(webhook, changes),
      );
      this.services.audit.successOnWebhook(tx, AuditEventKind.WEBHOOK_CHANGED, actor, webhook.id);
      return webhook;
    });
  }

  /** Nothing more is sent to it, save for requests that are under way. @throws {ExpectedError} WebhookNotFoundError. */
  delete({ em, actor }: Administering, id: string): Promise<string> {
    return em.transactional(async (tx) => {
      await lockAdministrator(tx, actor);
      const webhook = await lockWebhook(tx, id);
      tx.remove(webhook);
      this.services.audit.successOnWebhook(tx, AuditEventKind.WEBHOOK_DELETED, actor, webhook.id);
      await tx.flush();
      await tx.nativeDelete(WebhookDelivery, { webhookId: webhook.id });
      return webhook.id;
    });
  }

  /** The secret that is replaced signs along for a day. @throws {ExpectedError} WebhookNotFoundError. */
  async rotateSecret({ em, actor }: Administering, id: string): Promise<WebhookSecret> {
    const { audit, clock } = this.services;
    const { secret, encrypted } = await this.newSecret(id);
    const webhook = await em.transactional(async (tx) => {
      await lockAdministrator(tx, actor);
      const locked = await lockWebhook(tx, id);
      const previousSecretExpiresAt = addSeconds(clock(), OVERLAP_SECONDS);
      Object.assign(locked, { secret: encrypted, previousSecret: locked.secret, previousSecretExpiresAt });
      audit.successOnWebhook(tx, AuditEventKind.WEBHOOK_SECRET_ROTATED, actor, locked.id);
      return locked;
    });
    return { webhook, secret };
  }

  private check({ url, eventTypes, description, payloadQuery }: NewWebhook) {
    const values = { url: url.trim(), eventTypes: [...new Set(eventTypes)], description: description?.trim() || null };
    refuseInvalid({
      url: problemOfUrl(values.url, this.services.isProduction),
      eventTypes: problemOfEventTypes(values.eventTypes),
      description: problemOfDescription(values.description ?? ''),
      payloadQuery: payloadQuery ? this.services.payloads.problemOf(payloadQuery) : undefined,
    });
    return values;
  }

  private async newSecret(id: string) {
    const secret = newWebhookSecret();
    return { secret: webhookSecretText(secret), encrypted: await this.services.secrets.encrypt(secret, id) };
  }
}

function merged({ url, eventTypes, description }: Webhook, changes: WebhookChanges): NewWebhook {
  return {
    url: changes.url ?? url,
    eventTypes: changes.eventTypes ?? eventTypes,
    description: changes.description === undefined ? description : changes.description,
    payloadQuery: changes.payloadQuery,
  };
}

/**
 * A query that is given, and by whom.
 *
 * @throws {ForbiddenError} a machine gives it, which has no rights by which it could be run.
 */
function queryOf({ payloadQuery }: Pick<WebhookChanges, 'payloadQuery'>, { userId }: Actor): Partial<Webhook> {
  if (payloadQuery === undefined) return {};
  if (payloadQuery && !userId) throw new ForbiddenError(NEEDS_A_PERSON);
  return { payloadQuery: payloadQuery || null, payloadQueryBy: payloadQuery ? userId : null };
}

/** Enabled, it starts over: what happened before does not count. */
function stateAfter({ state }: Webhook, { enabled }: WebhookChanges): Partial<Webhook> {
  if (enabled === true && state !== WebhookState.ENABLED)
    return { state: WebhookState.ENABLED, failingSince: null, pausedUntil: null };
  return enabled === false && state === WebhookState.ENABLED ? { state: WebhookState.DISABLED } : {};
}

/** One after the other, so that two at a time do not both find space for one. */
async function requireSpace(tx: SqlEntityManager): Promise<void> {
  await lockText(tx, 'webhooks');
  if ((await tx.count(Webhook)) >= MAX_WEBHOOKS) throw refuse(new TooManyWebhooksError());
}

/** @throws {ExpectedError} WebhookNotFoundError. */
async function lockWebhook(tx: EntityManager, id: string): Promise<Webhook> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, populate: ['secret'], refresh: true } as const;
  const webhook = isUuid(id) ? await tx.findOne(Webhook, id, lock) : null;
  if (!webhook) throw refuse(new WebhookNotFoundError());
  return webhook;
}

/** Encrypts the secrets of every webhook by the first key of SECRETS_KEYS. */
export function rotateWebhookSecrets(em: SqlEntityManager, secrets: EncryptedSecrets): Promise<RotationReport> {
  const columns = ['secret', 'previous_secret'].map((column) => ({ table: 'webhooks', column }));
  return renewSecrets(em, secrets, columns);
}
