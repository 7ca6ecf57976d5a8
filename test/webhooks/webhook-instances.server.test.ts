import { secretKeyFromText } from '../../src/config/secret-keys.js';
import { EncryptedSecrets } from '../../src/security/encrypted-secrets.js';
import { Webhook, WebhookDelivery } from '../../src/webhooks/webhook.entities.js';
import { rotateWebhookSecrets } from '../../src/webhooks/webhooks.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { startApp, useGatehouse } from '../support/gatehouse.js';
import { REGISTER } from '../support/operations.js';
import { ServerProcess, sendTo } from '../support/server-process.js';
import { until } from '../support/until.js';
import { isGenuine, useWebhookReceiver, WebhookAdministrator } from '../support/webhooks.js';

/** `EVENTS=10000` takes a few minutes. */
const MANY = Number(process.env.EVENTS ?? 300);
const TEST_MILLIS = 900_000;
const [OLD, NEW] = ['an old key of secrets with over 32 bytes', 'a new key of secrets with over 32 bytes'];

const DAY_SECONDS = 86_400;

const gatehouse = useGatehouse({ secretsKeys: [OLD] });
const receiver = useWebhookReceiver();

let administrator: WebhookAdministrator;
beforeEach(async () => {
  // So that nothing of the processes is due here before a test moves the clock.
  setClock(-DAY_SECONDS);
  await gatehouse.em.nativeDelete(Webhook, {});
  await gatehouse.em.nativeDelete(WebhookDelivery, {});
  administrator = new WebhookAdministrator(gatehouse, await gatehouse.newAdministrator());
});

const listen = () => administrator.create(receiver.url, ['USER_CREATED']);
const ids = () => receiver.requests.map(({ headers }) => headers['webhook-id']);
/** By the clock of the machine. */
const setClock = (aheadSeconds: number) =>
  gatehouse.clock.advance({ seconds: (Date.now() - gatehouse.clock.now().getTime()) / 1000 + aheadSeconds });

/** A process on the same database, by the clock of the machine. */
async function startProcess(environment: Record<string, string> = {}) {
  const server = new ServerProcess({ DATABASE_URL: gatehouse.databaseUrl ?? '', SECRETS_KEYS: OLD, ...environment });
  return { server, url: await server.url() };
}

const registerAt = (url: string) => sendTo(url, REGISTER, { input: { email: someEmail(), password: PASSWORD } });

async function addEvents(count: number, dueAt: Date): Promise<void> {
  const [webhook] = await gatehouse.em.find(Webhook, {});
  await gatehouse.em.getConnection().execute(
    `insert into webhook_deliveries (id, webhook_id, event_id, event_type, data, occurred_at, state, tries, attempts,
       is_claimed, next_attempt_at)
     select gen_random_uuid(), ?, gen_random_uuid(), 'USER_CREATED', '{}', ?, 'PENDING', 0, '[]', false, ?
     from generate_series(1, ?)`,
    [webhook?.id, dueAt, dueAt, count],
  );
}

/** All there are, or those that arrived before it stopped. */
async function untilNoMoreArrive(): Promise<void> {
  for (let count = -1; count < Math.min(receiver.requests.length, MANY); ) {
    count = receiver.requests.length;
    await until(() => receiver.requests.length > count || count >= MANY);
  }
}

test('an event of a server that is killed right after its response is sent by another one', async () => {
  await listen();
  const { server, url } = await startProcess();
  await registerAt(url);
  await server.kill('SIGKILL');
  setClock(120);
  await gatehouse.app.deliverWebhooks();
  expect(new Set(ids()).size).toBe(1);
});

test('an event of a server that is killed while it waits for the receiver is sent again with the same id', async () => {
  const { secret } = await listen();
  receiver.respond = () => {};
  const { server, url } = await startProcess();
  await registerAt(url);
  await until(() => receiver.requests.length > 0);
  await server.kill('SIGKILL');
  receiver.respondWith(204);
  setClock(120);
  await gatehouse.app.deliverWebhooks();
  expect(receiver.requests).toHaveLength(2);
  expect(new Set(ids()).size).toBe(1);
  expect(isGenuine(receiver.last, secret)).toBe(true);
});

test('two instances send each event once', async () => {
  await listen();
  const { databaseUrl } = gatehouse;
  const other = await startApp({ databaseUrl, secretsKeys: [OLD] }, gatehouse.log, gatehouse.clock);
  await addEvents(100, gatehouse.clock.now());
  await Promise.all([gatehouse.app.deliverWebhooks(), other.deliverWebhooks()]);
  await other.close();
  expect(receiver.requests).toHaveLength(100);
  expect(new Set(ids()).size).toBe(100);
});

test(
  '10,000 events are sent with a heap of 128 MB, at most four at a time',
  async () => {
    await listen();
    let [open, mostOpen] = [0, 0];
    receiver.respond = (response) => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      setImmediate(() => {
        open -= 1;
        response.writeHead(204).end();
      });
    };
    await addEvents(MANY, new Date());
    const { server } = await startProcess({ NODE_OPTIONS: '--max-old-space-size=128', LOG_LEVEL: 'warn' });
    await untilNoMoreArrive();
    await server.kill('SIGTERM');
    expect([new Set(ids()).size, mostOpen <= 4]).toEqual([MANY, true]);
  },
  TEST_MILLIS,
);

test('secrets of webhooks that were rotated need the new key only, and those that no key decrypts are counted', async () => {
  const { secret, webhook } = await listen();
  await listen();
  await administrator.act('rotateWebhookSecret', { webhookId: webhook.id });
  const lost = await administrator.create(receiver.url, ['USER_CREATED']);
  await gatehouse.em.nativeUpdate(Webhook, lost.webhook.id, { secret: 'v1.missing.AAAA' });
  const both = new EncryptedSecrets(async () => [secretKeyFromText(NEW), secretKeyFromText(OLD)]);
  expect(await rotateWebhookSecrets(gatehouse.em, both)).toEqual({ renewed: 3, unreadable: 1 });
  const stored = await gatehouse.em.findOneOrFail(Webhook, webhook.id, { populate: ['previousSecret'] });
  const onlyNew = new EncryptedSecrets(async () => [secretKeyFromText(NEW)]);
  const decrypted = await onlyNew.decrypt(stored.previousSecret ?? '', webhook.id);
  expect(`whsec_${decrypted.toString('base64')}`).toBe(secret);
});
