import { AuditEvent } from '../../src/security/audit-event.entity.js';
import { Permission } from '../../src/sessions/permissions.js';
import { User } from '../../src/users/user.entity.js';
import { Webhook, WebhookDelivery } from '../../src/webhooks/webhook.entities.js';
import type { SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { newMachine } from '../support/machines.js';
import { WEBHOOKS } from '../support/operations.js';
import { isGenuine, useWebhookReceiver, WebhookAdministrator } from '../support/webhooks.js';

const gatehouse = useGatehouse();
const receiver = useWebhookReceiver();

let root: SignedIn;
let administrator: WebhookAdministrator;
// The reference implementation looks at the clock of the machine.
beforeAll(() => gatehouse.clock.advance({ seconds: (Date.now() - gatehouse.clock.now().getTime()) / 1000 }));
beforeEach(async () => {
  await gatehouse.em.nativeDelete(Webhook, {});
  await gatehouse.em.nativeDelete(WebhookDelivery, {});
  root = await gatehouse.newAdministrator();
  administrator = new WebhookAdministrator(gatehouse, root);
});

const create = (more: object = {}) =>
  administrator.act('createWebhook', { url: receiver.url, eventTypes: ['USER_CREATED'], ...more });
/** A webhook, and how to act on it. */
async function newWebhook() {
  const { webhook, secret } = await create();
  const act = (field: string, more: object = {}) => administrator.act(field, { webhookId: webhook.id, ...more });
  return { webhook, secret, act };
}
/** Something happens, and is sent. */
async function happens() {
  await gatehouse.api.newUser();
  await gatehouse.app.deliverWebhooks();
}
const only = async () => (await administrator.list())[0];

describe('createWebhook', () => {
  test('createWebhook returns the webhook, and its secret once', async () => {
    const { webhook, secret } = await create({ description: ' Billing ' });
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const known = { url: receiver.url, description: 'Billing', eventTypes: ['USER_CREATED'], state: 'ENABLED' };
    expect(webhook).toMatchObject(known);
    expect(JSON.stringify(await administrator.list())).not.toContain(secret.slice(6));
  });

  test('the database holds no secret in the clear', async () => {
    const { secret } = await create();
    const rows = await gatehouse.em.getConnection().execute('select * from webhooks');
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6));
    const bytes = Buffer.from(secret.slice(6), 'base64');
    for (const form of ['hex', 'base64url'] as const) expect(JSON.stringify(rows)).not.toContain(bytes.toString(form));
  });

  test.each([
    ['', 'REQUIRED'],
    ['events', 'FORBIDDEN_URL'],
    ['ftp://example.com/', 'FORBIDDEN_URL'],
    ['https://user:secret-word@example.com/', 'FORBIDDEN_URL'],
    ['https://example.com/\r\nx-injected: 1', 'FORBIDDEN_URL'],
    [`https://example.com/${'x'.repeat(2048)}`, 'TOO_LONG'],
  ])('the URL %j of a webhook is refused: %s', async (url, code) => {
    expect(await create({ url })).toMatchObject({ fieldErrors: [{ field: 'url', code }] });
  });

  test('a webhook needs an event, and its description is short', async () => {
    const { fieldErrors } = await create({ eventTypes: [], description: 'x'.repeat(201) });
    expect(fieldErrors.map(({ code }: { code: string }) => code).sort()).toEqual(['REQUIRED', 'TOO_LONG']);
  });

  test('of webhooks that several administrators create at the same time, there are no more than 20', async () => {
    for (let count = 0; count < 18; count += 1) await create();
    const administrators = await Promise.all([1, 2, 3, 4].map(() => gatehouse.newAdministrator()));
    const creating = administrators.map((each) => new WebhookAdministrator(gatehouse, each));
    const results = await Promise.all(creating.map((each) => each.create(receiver.url, ['USER_CREATED'])));
    const codes = results.flatMap(({ code }) => code ?? []);
    expect(codes).toEqual(['TOO_MANY_WEBHOOKS', 'TOO_MANY_WEBHOOKS']);
  });
});

describe('changes', () => {
  test('updateWebhook changes what is given, and leaves the rest as it is', async () => {
    const { act } = await newWebhook();
    await act('updateWebhook', { description: 'Billing' });
    await act('updateWebhook', { eventTypes: ['SESSION_ENDED', 'SESSION_ENDED'] });
    expect(await only()).toMatchObject({ url: receiver.url, description: 'Billing', eventTypes: ['SESSION_ENDED'] });
    await act('updateWebhook', { description: null });
    expect((await only()).description).toBeNull();
  });

  test('a disabled webhook is not sent what happens, and an enabled one is again', async () => {
    const { act } = await newWebhook();
    await act('updateWebhook', { enabled: false });
    await happens();
    await act('updateWebhook', { enabled: true });
    await happens();
    expect(receiver.requests).toHaveLength(1);
  });

  test('a webhook that failed starts over when it is enabled', async () => {
    const { webhook, act } = await newWebhook();
    const failingSince = new Date(gatehouse.clock.now().getTime() - 4 * 86_400_000);
    await gatehouse.em.nativeUpdate(Webhook, webhook.id, { state: 'FAILED' as Webhook['state'], failingSince });
    receiver.respondWith(500);
    await act('updateWebhook', { enabled: true });
    await happens();
    expect((await only()).state).toBe('ENABLED');
  });

  test.each(['updateWebhook', 'deleteWebhook', 'rotateWebhookSecret', 'sendTestEvent'])(
    '%s reports that there is no such webhook',
    async (field) => {
      for (const webhookId of [crypto.randomUUID(), 'x'])
        expect((await administrator.act(field, { webhookId })).code).toBe('WEBHOOK_NOT_FOUND');
    },
  );
});

describe('rotateWebhookSecret', () => {
  test('for a day, the old secret signs along with the new one', async () => {
    const { secret: old, act } = await newWebhook();
    const { secret } = await act('rotateWebhookSecret');
    await happens();
    expect(receiver.last.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    expect([isGenuine(receiver.last, old), isGenuine(receiver.last, secret)]).toEqual([true, true]);
  });

  test('after a day, the new secret signs alone', async () => {
    const { act } = await newWebhook();
    await act('rotateWebhookSecret');
    gatehouse.clock.advance({ days: 1 });
    await happens();
    expect(receiver.last.headers['webhook-signature']?.split(' ')).toHaveLength(1);
    gatehouse.clock.advance({ days: -1 });
  });
});

describe('deliveries', () => {
  test('sendTestEvent sends an event of the type webhook.test', async () => {
    const { secret, act } = await newWebhook();
    const { delivery } = await act('sendTestEvent');
    expect(delivery).toMatchObject({ eventType: null, state: 'PENDING', attempts: [] });
    await gatehouse.app.deliverWebhooks();
    expect(receiver.last.payload).toEqual({ type: 'webhook.test', timestamp: delivery.occurredAt, data: {} });
    expect(isGenuine(receiver.last, secret)).toBe(true);
  });

  test('retryWebhookDelivery sends an event once more, with the same id', async () => {
    await newWebhook();
    await happens();
    const [{ id: deliveryId }] = (await only()).deliveries;
    const { delivery } = await administrator.act('retryWebhookDelivery', { deliveryId });
    expect(delivery).toMatchObject({ state: 'PENDING', attempts: [{ status: 204 }] });
    await gatehouse.app.deliverWebhooks();
    expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect((await only()).deliveries).toMatchObject([{ state: 'SUCCEEDED', attempts: [{}, {}] }]);
  });

  test('what is just being sent cannot be sent again', async () => {
    await newWebhook();
    await gatehouse.api.newUser();
    const claimed = { isClaimed: true, nextAttemptAt: new Date(gatehouse.clock.now().getTime() + 60_000) };
    await gatehouse.em.nativeUpdate(WebhookDelivery, {}, claimed);
    const [{ id: deliveryId }] = (await only()).deliveries;
    const { code } = await administrator.act('retryWebhookDelivery', { deliveryId });
    expect(code).toBe('WEBHOOK_DELIVERY_NOT_FOUND');
  });

  test('to a disabled webhook, nothing can be sent', async () => {
    const { act } = await newWebhook();
    await happens();
    const [{ id: deliveryId }] = (await only()).deliveries;
    await act('updateWebhook', { enabled: false });
    expect((await act('sendTestEvent')).code).toBe('WEBHOOK_DISABLED');
    expect((await administrator.act('retryWebhookDelivery', { deliveryId })).code).toBe('WEBHOOK_DISABLED');
  });

  test('administrators list the deliveries of a state', async () => {
    await newWebhook();
    await happens();
    receiver.respondWith(500);
    await happens();
    const [succeeded] = await administrator.list('SUCCEEDED');
    const [pending] = await administrator.list('PENDING');
    expect([succeeded.deliveries.length, pending.deliveries.length]).toEqual([1, 1]);
  });

  test('a delivery is deleted after 30 days', async () => {
    await newWebhook();
    await happens();
    gatehouse.clock.advance({ days: 31 });
    await gatehouse.app.prune();
    expect(await gatehouse.em.count(WebhookDelivery)).toBe(0);
    gatehouse.clock.advance({ days: -31 });
  });
});

describe('who may manage webhooks', () => {
  test('a user sees no webhooks', async () => {
    const { accessToken: token } = await gatehouse.api.newUser();
    const { errors } = await gatehouse.api.send(WEBHOOKS, {}, { token });
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  test('a machine with WEBHOOKS_MANAGE manages webhooks', async () => {
    const { accessToken } = await newMachine(gatehouse, root, [Permission.WEBHOOKS_MANAGE]);
    const input = { url: receiver.url, eventTypes: ['USER_CREATED'] };
    const { webhook } = await gatehouse.api.mutate('createWebhook', input, accessToken);
    const { deletedWebhookId } = await gatehouse.api.mutate('deleteWebhook', { webhookId: webhook.id }, accessToken);
    expect(deletedWebhookId).toBe(webhook.id);
  });

  test('an administrator needs a recent login to create a webhook', async () => {
    const { accessToken } = root;
    gatehouse.clock.advance({ minutes: 14 });
    const { accessToken: refreshed } = await gatehouse.api.refresh(root.refreshToken);
    gatehouse.clock.advance({ minutes: 2 });
    const input = { url: receiver.url, eventTypes: ['USER_CREATED'] };
    expect(accessToken).not.toBe(refreshed);
    expect((await gatehouse.api.refusedMutation('createWebhook', input, refreshed))?.code).toBe(
      'REAUTHENTICATION_REQUIRED',
    );
  });

  test('the audit trail says who changed which webhook', async () => {
    const { webhook, act } = await newWebhook();
    for (const field of ['updateWebhook', 'rotateWebhookSecret', 'sendTestEvent', 'deleteWebhook']) await act(field);
    const events = await gatehouse.em.find(
      AuditEvent,
      { subjectWebhookId: webhook.id, actorId: root.user.id },
      { orderBy: { id: 'asc' } },
    );
    const kinds = ['CREATED', 'CHANGED', 'SECRET_ROTATED', 'TESTED', 'DELETED'].map((kind) => `WEBHOOK_${kind}`);
    expect(events.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('an administrator who was just demoted creates no webhook', async () => {
    const acting = { em: gatehouse.em, actor: { userId: root.user.id, device: { ipAddress: null, userAgent: null } } };
    await gatehouse.em.nativeUpdate(User, root.user.id, { role: 'USER' as User['role'] });
    const { webhooks } = gatehouse.app.services.webhooks;
    await expect(webhooks.create(acting, { url: receiver.url, eventTypes: [] })).rejects.toThrow();
    expect(await gatehouse.em.count(Webhook)).toBe(0);
  });
});
