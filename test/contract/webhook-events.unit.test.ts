import { readFileSync } from 'node:fs';
import { WebhookEventType } from '../../src/security/webhook-event-type.js';
import { WEBHOOK_TYPE_NAMES } from '../../src/webhooks/webhook-payloads.js';

const page = readFileSync('docs/webhooks.md', 'utf8');
const [, table = ''] = /<!-- events:.*?-->(.*?)<!-- \/events -->/s.exec(page) ?? [];
const rows = [...table.matchAll(/^\| `(\w+)` \| `([\w.]+)` \|/gm)].map(([, event, type]) => [event, type]);

test('docs/webhooks.md lists all events with the types that receivers see, and no others', () => {
  expect(Object.fromEntries(rows)).toEqual(WEBHOOK_TYPE_NAMES);
  expect(Object.keys(WEBHOOK_TYPE_NAMES).sort()).toEqual(Object.values(WebhookEventType).sort());
});
