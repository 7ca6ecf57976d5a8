import type { SqlEntityManager } from '@mikro-orm/sql';
import { Webhook, WebhookDelivery } from '../../src/webhooks/webhook.entities.js';
import { useGatehouse } from '../support/gatehouse.js';
import { untilWaiting } from '../support/locks.js';
import { until } from '../support/until.js';
import { isGenuine, useWebhookReceiver, WebhookAdministrator } from '../support/webhooks.js';

const gatehouse = useGatehouse();
const receiver = useWebhookReceiver();

let administrator: WebhookAdministrator;
let webhookId: string;
let secret: string;
// The reference implementation looks at the clock of the machine.
beforeAll(() => gatehouse.clock.advance({ seconds: (Date.now() - gatehouse.clock.now().getTime()) / 1000 }));
beforeEach(async () => {
  await gatehouse.em.nativeDelete(Webhook, {});
  await gatehouse.em.nativeDelete(WebhookDelivery, {});
  administrator = new WebhookAdministrator(gatehouse, await gatehouse.newAdministrator());
  const created = await administrator.create(receiver.url, ['USER_CREATED']);
  webhookId = created.webhook.id;
  secret = created.secret;
});

const act = (field: string, more: object = {}) => administrator.act(field, { webhookId, ...more });

/** An event whose request is under way, until the receiver is let respond. */
async function underWay() {
  let respond = (_status: number) => {};
  receiver.respond = (response) => {
    respond = (status) => response.writeHead(status).end();
  };
  await gatehouse.api.newUser();
  const delivered = gatehouse.app.deliverWebhooks();
  await until(() => receiver.requests.length > 0);
  return async (status: number) => {
    respond(status);
    await delivered;
  };
}

test.each([204, 410, 500])(
  'a webhook that is deleted while a request is under way leaves nothing behind: %d',
  async (status) => {
    const respond = await underWay();
    expect((await act('deleteWebhook')).deletedWebhookId).toBe(webhookId);
    await respond(status);
    expect([await gatehouse.em.count(Webhook), await gatehouse.em.count(WebhookDelivery)]).toEqual([0, 0]);
    expect(gatehouse.log.join('\n')).not.toContain('deadlock');
  },
);

/** As `deleteWebhook` does it, in two steps. */
async function deleting(em: SqlEntityManager) {
  await em.begin();
  await em.execute('select from webhooks for update');
  return async () => {
    await em.execute('delete from webhook_deliveries');
    await em.execute('delete from webhooks');
    await em.commit();
  };
}

test('a deletion and the result of a request, which come at the same time, do not wait for each other', async () => {
  const respond = await underWay();
  const finish = await deleting(gatehouse.em);
  const responded = respond(500);
  await untilWaiting(gatehouse.em);
  await finish();
  await responded;
  expect(await gatehouse.em.count(WebhookDelivery)).toBe(0);
});

test('a webhook that started over while a request is under way stays enabled when that fails', async () => {
  const failingSince = new Date(gatehouse.clock.now().getTime() - 4 * 86_400_000);
  await gatehouse.em.nativeUpdate(Webhook, webhookId, { failingSince });
  const respond = await underWay();
  await act('updateWebhook', { enabled: false });
  await act('updateWebhook', { enabled: true });
  await respond(500);
  expect((await administrator.list())[0]).toMatchObject({ state: 'ENABLED' });
});

test('a request that fails while the secret is replaced is signed by both secrets when it is repeated', async () => {
  const respond = await underWay();
  const { secret: replacement } = await act('rotateWebhookSecret');
  await respond(500);
  receiver.respondWith(204);
  gatehouse.clock.advance({ seconds: 6 });
  await gatehouse.app.deliverWebhooks();
  const [first, second] = receiver.requests.map((request) =>
    [secret, replacement].map((key) => isGenuine(request, key)),
  );
  expect([first, second]).toEqual([
    [true, false],
    [true, true],
  ]);
});

test('what has waited is sent to the new URL, also if the webhook is no longer for such events', async () => {
  const respond = await underWay();
  await respond(500);
  receiver.respondWith(204);
  await act('updateWebhook', { eventTypes: ['USER_DELETED'], url: `${receiver.url}/moved` });
  await gatehouse.api.newUser();
  gatehouse.clock.advance({ seconds: 6 });
  await gatehouse.app.deliverWebhooks();
  expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect((await administrator.list())[0].deliveries).toMatchObject([{ state: 'SUCCEEDED', attempts: [{}, {}] }]);
});
