import type { WebhookEventType } from '../security/webhook-event-type.js';
import type { WebhookDeliveryState } from '../webhooks/webhook.entities.js';
import { type AddCommands, choice, JSON_FLAG } from './command-context.js';

const EVENTS = [
  'user_created',
  'user_updated',
  'user_email_changed',
  'user_deactivated',
  'user_reactivated',
  'user_deleted',
  'role_changed',
  'session_started',
  'session_ended',
  'password_changed',
  'second_factor_changed',
] satisfies Lowercase<WebhookEventType>[];
const STATES = ['pending', 'succeeded', 'failed'] satisfies Lowercase<WebhookDeliveryState>[];

const acts = () => import('./webhooks.js');

/** `webhook ...`. */
export const addWebhookCommands: AddCommands = (program, context) => {
  const webhook = program.command('webhook').alias('webhooks').description('manage webhooks');
  for (const add of [addManaging, addChanging, addDeliveries]) add(webhook, context);
};

const addManaging: AddCommands = (webhook, context) => {
  webhook
    .command('create <url>')
    .description('make a webhook and print its secret, this once')
    .addOption(choice('--event <event...>', 'what it is sent', EVENTS).makeOptionMandatory())
    .option('--description <text>', 'what it is for')
    .action(async (url, options) => (await acts()).createWebhook(context, url, options));
  webhook
    .command('list')
    .description('list webhooks, newest first')
    .option(...JSON_FLAG)
    .action(async (options) => (await acts()).listWebhooks(context, options));
  webhook
    .command('rotate-secret <id>')
    .description('replace the secret and print the new one, this once; for a day, the old one signs along')
    .action(async (id) => (await acts()).rotateWebhookSecret(context, id));
};

const addChanging: AddCommands = (webhook, context) => {
  webhook
    .command('enable <id>')
    .description('send events again, also those that waited')
    .action(async (id) => (await acts()).enableWebhook(context, id, true));
  webhook
    .command('disable <id>')
    .description('send nothing more, and keep nothing of what happens meanwhile')
    .action(async (id) => (await acts()).enableWebhook(context, id, false));
  webhook
    .command('delete <id>')
    .description('delete a webhook with its deliveries')
    .action(async (id) => (await acts()).deleteWebhook(context, id));
};

const addDeliveries: AddCommands = (webhook, context) => {
  webhook
    .command('test <id>')
    .description('have the server send a test event')
    .action(async (id) => (await acts()).testWebhook(context, id));
  webhook
    .command('deliveries <id>')
    .description('list the last 100 deliveries, newest first')
    .addOption(choice('--state <state>', 'only those in a state', STATES))
    .option(...JSON_FLAG)
    .action(async (id, options) => (await acts()).listDeliveries(context, id, options));
  webhook
    .command('retry <delivery-id>')
    .description('have the server send an event once more, whether or not it arrived')
    .action(async (id) => (await acts()).retryDelivery(context, id));
};
