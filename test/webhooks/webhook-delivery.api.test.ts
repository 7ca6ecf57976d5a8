import { User } from '../../src/users/user.entity.js';
import { Webhook, WebhookDelivery } from '../../src/webhooks/webhook.entities.js';
import type { SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { until } from '../support/until.js';
import { isGenuine, useWebhookReceiver, WebhookAdministrator } from '../support/webhooks.js';

const gatehouse = useGatehouse();
const receiver = useWebhookReceiver();
const other = useWebhookReceiver();

let ada: SignedIn;
let administrator: WebhookAdministrator;
let secret: string;
// The reference implementation looks at the clock of the machine.
beforeAll(() => gatehouse.clock.advance({ seconds: (Date.now() - gatehouse.clock.now().getTime()) / 1000 }));
beforeEach(async () => {
  await gatehouse.em.nativeDelete(Webhook, {});
  await gatehouse.em.nativeDelete(WebhookDelivery, {});
  administrator = new WebhookAdministrator(gatehouse, await gatehouse.newAdministrator());
  ({ secret } = await administrator.create(receiver.url, ['USER_CREATED']));
});

/** Something happens, and is sent. */
async function happens() {
  ada = await gatehouse.api.newUser();
  await gatehouse.app.deliverWebhooks();
}
const later = async (time: { seconds?: number; minutes?: number; days?: number }) => {
  gatehouse.clock.advance(time);
  await gatehouse.app.deliverWebhooks();
};
const delivery = async () => (await administrator.list()).at(-1).deliveries[0];
const webhook = async () => (await administrator.list()).at(-1);

describe('a request to a webhook', () => {
  test('a receiver verifies it by the reference implementation of Standard Webhooks', async () => {
    await happens();
    expect(isGenuine(receiver.last, secret)).toBe(true);
  });

  test('the body is JSON with the type, the time and the data of the event', async () => {
    await happens();
    const { headers, payload } = receiver.last;
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Gatehouse' });
    const timestamp = gatehouse.clock.now().toISOString();
    expect(payload).toEqual({ type: 'user.created', timestamp, data: { userId: ada.user.id } });
  });

  test.each(['webhook-id', 'webhook-timestamp', 'body'])(
    'a request whose %s was changed is not genuine',
    async (part) => {
      await happens();
      const { headers, body, payload } = receiver.last;
      const changed =
        part === 'body'
          ? { headers, body: body.replace(ada.user.id, administrator.root.user.id), payload }
          : { headers: { ...headers, [part]: `${headers[part]?.slice(0, -1)}x` }, body, payload };
      expect(isGenuine(changed, secret)).toBe(false);
    },
  );

  test('a request is tried again with the same id, the same body and a new time', async () => {
    receiver.respondWith(500);
    await happens();
    await later({ seconds: 6 });
    const [first, second] = receiver.requests;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
    expect(Number(second?.headers['webhook-timestamp'])).toBe(Number(first?.headers['webhook-timestamp']) + 6);
    expect(isGenuine(second as typeof receiver.last, secret)).toBe(true);
  });
});

describe('what a receiver responds', () => {
  test.each([200, 201, 204, 299])('%d is a success', async (status) => {
    receiver.respondWith(status);
    await happens();
    const attempts = [{ status, problem: null, at: expect.any(String), durationMillis: expect.any(Number) }];
    expect(await delivery()).toMatchObject({ state: 'SUCCEEDED', nextAttemptAt: null, attempts });
  });

  test.each([301, 302, 307, 400, 404, 500, 503])('%d is a failure, and tried again', async (status) => {
    receiver.respondWith(status, { location: other.url });
    await happens();
    expect(await delivery()).toMatchObject({ state: 'PENDING', attempts: [{ status }] });
    expect(other.requests).toEqual([]);
  });

  test('410 disables the webhook, and administrators are notified', async () => {
    await gatehouse.em.nativeUpdate(User, administrator.root.user.id, { emailVerifiedAt: gatehouse.clock.now() });
    receiver.respondWith(410);
    await happens();
    await happens();
    expect((await webhook()).state).toBe('GONE');
    expect(receiver.requests).toHaveLength(1);
    await gatehouse.app.deliverMail();
    const subjects = gatehouse.mail.to(administrator.root.user.email).map(({ subject }) => subject);
    expect(subjects).toEqual(['A webhook was disabled']);
  });

  test.each([429, 503])('%d with Retry-After: nothing is sent before', async (status) => {
    receiver.respondWith(status, { 'retry-after': '3600' });
    await happens();
    receiver.respondWith(204);
    await later({ minutes: 59 });
    await happens();
    expect(receiver.requests).toHaveLength(1);
    await later({ minutes: 2 });
    expect(receiver.requests).toHaveLength(3);
  });

  test('an endless body is not received', async () => {
    receiver.respond = (response) => {
      const send = () => !response.destroyed && response.write(Buffer.alloc(65_536), () => setImmediate(send));
      response.writeHead(200);
      send();
    };
    await happens();
    expect(await delivery()).toMatchObject({ state: 'SUCCEEDED' });
  });

  test('a webhook whose secret cannot be read any more is not sent anything unsigned', async () => {
    await gatehouse.em.nativeUpdate(Webhook, {}, { secret: 'v1.another-key.AAAA' });
    await happens();
    expect(receiver.requests).toEqual([]);
    expect(await delivery()).toMatchObject({ state: 'PENDING', attempts: [{ problem: 'SECRET_KEY_MISSING' }] });
  });

  test('a secret that was changed in the database keeps nothing waiting forever', async () => {
    const { secret: stored } = await gatehouse.em.findOneOrFail(
      Webhook,
      { url: receiver.url },
      { populate: ['secret'] },
    );
    await gatehouse.em.nativeUpdate(Webhook, {}, { secret: `${stored.slice(0, -4)}AAAA` });
    await happens();
    for (let hours = 0; hours < 24 * 4; hours += 12) await later({ minutes: 12 * 60 });
    expect(receiver.requests).toEqual([]);
    expect(await webhook()).toMatchObject({ state: 'FAILED' });
    expect(new Set((await delivery()).attempts.map(({ problem }: { problem: string }) => problem))).toEqual(
      new Set(['INTERNAL_ERROR']),
    );
  });

  test('a connection that is closed is a failure', async () => {
    receiver.respond = (response) => response.destroy();
    await happens();
    const attempts = [{ status: null, problem: expect.stringMatching(/^[A-Z_]+$/) }];
    expect(await delivery()).toMatchObject({ state: 'PENDING', attempts });
  });
});

describe('attempts', () => {
  test('an event is tried ten times within three days, and then no more', async () => {
    receiver.respondWith(500);
    await happens();
    for (let hours = 0; hours < 24 * 4; hours += 1) await later({ minutes: 60 });
    expect(receiver.requests.length).toBe(10);
    expect(await delivery()).toMatchObject({ state: 'FAILED', nextAttemptAt: null });
  });

  test('a webhook to which nothing could be delivered for three days is disabled', async () => {
    receiver.respondWith(500);
    await happens();
    await later({ days: 2 });
    expect((await webhook()).state).toBe('ENABLED');
    await later({ days: 1 });
    expect((await webhook()).state).toBe('FAILED');
  });

  test('a success in between keeps a webhook enabled', async () => {
    receiver.respondWith(500);
    await happens();
    receiver.respondWith(204);
    await later({ days: 2 });
    expect((await webhook()).failingSince).toBeNull();
    receiver.respondWith(500);
    await happens();
    await later({ days: 2 });
    expect((await webhook()).state).toBe('ENABLED');
  });

  test('what an instance was sending when it died is sent after a minute', async () => {
    await gatehouse.api.newUser();
    const claimed = { isClaimed: true, tries: 1, nextAttemptAt: new Date(gatehouse.clock.now().getTime() + 60_000) };
    await gatehouse.em.nativeUpdate(WebhookDelivery, {}, claimed);
    await later({ seconds: 59 });
    expect(receiver.requests).toHaveLength(0);
    await later({ seconds: 1 });
    expect(receiver.requests).toHaveLength(1);
  });

  test('a receiver that does not respond delays no other', async () => {
    let release = () => {};
    receiver.respond = (response) => {
      release = () => response.end();
    };
    await administrator.create(other.url, ['USER_CREATED']);
    const delivering = happens();
    const hasArrived = () => other.requests.length > 0 && receiver.requests.length > 0;
    await until(hasArrived);
    expect(hasArrived()).toBe(true);
    release();
    await delivering;
  });

  test('a deleted webhook is sent nothing more, not even what has waited', async () => {
    receiver.respondWith(500);
    await happens();
    await administrator.act('deleteWebhook', { webhookId: (await webhook()).id });
    await later({ days: 1 });
    await happens();
    expect(receiver.requests).toHaveLength(1);
    expect(await gatehouse.em.count(WebhookDelivery)).toBe(0);
  });
});
