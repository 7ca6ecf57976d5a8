import { readFileSync } from 'node:fs';
import { buildSchema, printType } from 'graphql';
import { WebhookEventType } from '../../src/security/webhook-event-type.js';
import { payloadSchema, typeNameOf } from '../../src/webhooks/payload-schema.js';
import { WEBHOOK_TYPE_NAMES } from '../../src/webhooks/webhook-payloads.js';

const page = readFileSync('docs/webhooks.md', 'utf8');
const [, table = ''] = /<!-- events:.*?-->(.*?)<!-- \/events -->/s.exec(page) ?? [];
const rows = [...table.matchAll(/^\| `(\w+)` \| `([\w.]+)` \|/gm)].map(([, event, type]) => [event, type]);

test('docs/webhooks.md lists all events with the types that receivers see, and no others', () => {
  expect(Object.fromEntries(rows)).toEqual(WEBHOOK_TYPE_NAMES);
  expect(Object.keys(WEBHOOK_TYPE_NAMES).sort()).toEqual(Object.values(WebhookEventType).sort());
});

test('docs/webhooks.md shows the schema of payload queries as it is', () => {
  const schema = payloadSchema(buildSchema(readFileSync('schema.graphql', 'utf8')));
  const [, shown = ''] = /<!-- payload schema:.*?```graphql\n(.*?)```/s.exec(page) ?? [];
  const types = ['Query', 'WebhookEvent', 'SessionEnded'].flatMap((name) => schema.getType(name) ?? []);
  expect(shown.trim()).toBe(types.map((type) => printType(type)).join('\n\n'));
  for (const type of Object.values(WebhookEventType)) expect(page).toContain(typeNameOf(type));
});
