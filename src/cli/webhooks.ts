import type { EntityManager } from '@mikro-orm/core';
import { validate as isUuid } from 'uuid';
import { NEWEST_FIRST } from '../api/connections.js';
import { refuse } from '../api/error-result.js';
import { WebhookNotFoundError } from '../api/webhook-errors.js';
import { OPERATOR } from '../security/audit-trail.js';
import type { WebhookEventType } from '../security/webhook-event-type.js';
import { Webhook, WebhookDelivery, type WebhookDeliveryState } from '../webhooks/webhook.entities.js';
import type { WebhookSecret } from '../webhooks/webhooks.js';
import type { CommandContext, Terminal, Workplace } from './command-context.js';
import { formatTable, formatTime } from './output.js';

const MAX_DELIVERIES = 100;

function administeringIn({ database }: Workplace) {
  return { em: database.em.fork(), actor: OPERATOR };
}

/** `webhook create`: prints the secret to standard output, and nothing else, so that it can be piped to where it is kept. */
export async function createWebhook(
  { terminal, withServices }: CommandContext,
  url: string,
  { event: events, description }: { event: Lowercase<WebhookEventType>[]; description?: string },
): Promise<void> {
  await withServices(async (workplace) => {
    const { webhooks } = workplace.services.webhooks;
    const eventTypes = events.map((each) => each.toUpperCase() as WebhookEventType);
    printSecret(terminal, await webhooks.create(administeringIn(workplace), { url, eventTypes, description }));
  });
}

/** `webhook rotate-secret`: prints as `webhook create` does. */
export async function rotateWebhookSecret({ terminal, withServices }: CommandContext, id: string): Promise<void> {
  await withServices(async (workplace) => {
    printSecret(terminal, await workplace.services.webhooks.webhooks.rotateSecret(administeringIn(workplace), id));
  });
}

function printSecret(terminal: Terminal, { webhook, secret }: WebhookSecret): void {
  terminal.print(secret);
  terminal.printError(`It is the secret of webhook ${webhook.id}.`);
}

/** `webhook list`. */
export async function listWebhooks(
  { terminal, withServices }: CommandContext,
  { json = false }: { json?: boolean },
): Promise<void> {
  await withServices(async ({ database }) => {
    const webhooks = await database.em.fork().find(Webhook, {}, { orderBy: [...NEWEST_FIRST] });
    for (const webhook of json ? webhooks : []) terminal.print(JSON.stringify(recordOf(webhook)));
    if (!json) terminal.print(formatTable([HEADINGS, ...webhooks.map(rowOf)]));
  });
}

const HEADINGS = ['ID', 'STATE', 'CREATED', 'FAILING SINCE', 'URL', 'EVENTS'];

function rowOf({ id, state, createdAt, failingSince, url, eventTypes }: Webhook): string[] {
  return [id, state, formatTime(createdAt), formatTime(failingSince), url, eventTypes.join(' ')];
}

function recordOf({ id, url, description, eventTypes, state, createdAt, payloadQuery, failingSince }: Webhook) {
  return { id, url, description, eventTypes, state, createdAt, payloadQuery, failingSince };
}

/** `webhook enable`, `disable`: prints the webhook as it is then. */
export async function enableWebhook(
  { terminal, withServices }: CommandContext,
  id: string,
  enabled: boolean,
): Promise<void> {
  await withServices(async (workplace) => {
    const { webhooks } = workplace.services.webhooks;
    const { state } = await webhooks.update(administeringIn(workplace), id, { enabled });
    terminal.print(`webhook ${id} is ${state}`);
  });
}

/** `webhook delete`. */
export async function deleteWebhook({ terminal, withServices }: CommandContext, id: string): Promise<void> {
  await withServices(async (workplace) => {
    const deleted = await workplace.services.webhooks.webhooks.delete(administeringIn(workplace), id);
    terminal.print(`deleted webhook ${deleted}`);
  });
}

/** `webhook test`. */
export async function testWebhook({ terminal, withServices }: CommandContext, id: string): Promise<void> {
  await withServices(async (workplace) => {
    const { deliveryActs } = workplace.services.webhooks;
    terminal.print(describeWaiting(await deliveryActs.sendTest(administeringIn(workplace), id)));
  });
}

/** `webhook retry`. */
export async function retryDelivery({ terminal, withServices }: CommandContext, id: string): Promise<void> {
  await withServices(async (workplace) => {
    const { deliveryActs } = workplace.services.webhooks;
    terminal.print(describeWaiting(await deliveryActs.retry(administeringIn(workplace), id)));
  });
}

function describeWaiting({ id }: WebhookDelivery): string {
  return `delivery ${id} is waiting for the server to send it`;
}

/** `webhook deliveries`. */
export async function listDeliveries(
  { terminal, withServices }: CommandContext,
  id: string,
  { state, json = false }: { state?: Lowercase<WebhookDeliveryState>; json?: boolean },
): Promise<void> {
  await withServices(async ({ database }) => {
    const deliveries = await findDeliveries(database.em.fork(), id, state?.toUpperCase() as WebhookDeliveryState);
    for (const delivery of json ? deliveries : []) terminal.print(JSON.stringify(deliveryRecordOf(delivery)));
    if (!json) terminal.print(formatTable([DELIVERY_HEADINGS, ...deliveries.map(deliveryRowOf)]));
  });
}

/** @throws {ExpectedError} WebhookNotFoundError. */
async function findDeliveries(em: EntityManager, webhookId: string, state?: WebhookDeliveryState) {
  if (!isUuid(webhookId) || !(await em.count(Webhook, { id: webhookId }))) throw refuse(new WebhookNotFoundError());
  const orderBy = [{ occurredAt: 'desc' as const }, { id: 'desc' as const }];
  return em.find(WebhookDelivery, { webhookId, ...(state && { state }) }, { orderBy, limit: MAX_DELIVERIES });
}

const DELIVERY_HEADINGS = ['ID', 'OCCURRED', 'EVENT', 'STATE', 'ATTEMPTS', 'LAST RESULT', 'NEXT ATTEMPT'];

function deliveryRowOf({ id, occurredAt, eventType, state, attempts, nextAttemptAt }: WebhookDelivery): string[] {
  const last = attempts.at(-1);
  const result = String(last?.status ?? last?.problem ?? '-');
  const times = [formatTime(occurredAt), formatTime(nextAttemptAt)] as const;
  return [id, times[0], eventType ?? 'TEST', state, String(attempts.length), result, times[1]];
}

function deliveryRecordOf({ id, eventId, eventType, occurredAt, state, attempts, nextAttemptAt }: WebhookDelivery) {
  return { id, eventId, eventType, occurredAt, state, attempts, nextAttemptAt };
}
