/// <reference lib="dom" />

import { Webhook, WebhookDelivery } from '../../src/webhooks/webhook.entities.js';
import { PASSWORD, type SignedIn } from '../support/api-client.js';
import { describeInBrowser, takePicture, useBrowser } from '../support/browser.js';
import { ConsoleVisitor } from '../support/console-visitor.js';
import { useGatehouse } from '../support/gatehouse.js';
import { leakDetector } from '../support/leaks.js';
import { expectManners } from '../support/manners.js';
import { isGenuine, useWebhookReceiver } from '../support/webhooks.js';

const HOSTILE = '<img src=x onerror="owned=1">';

describeInBrowser('the pages of the admin console about webhooks', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse();
  const receiver = useWebhookReceiver();
  let root: SignedIn;
  let visitor: ConsoleVisitor;
  // The reference implementation looks at the clock of the machine.
  beforeAll(() => gatehouse.clock.advance({ seconds: (Date.now() - gatehouse.clock.now().getTime()) / 1000 }));
  beforeEach(async () => {
    await gatehouse.em.nativeDelete(Webhook, {});
    await gatehouse.em.nativeDelete(WebhookDelivery, {});
    root = await gatehouse.newAdministrator();
    visitor = new ConsoleVisitor(await browser.open('about:blank'), await gatehouse.api.origin());
  });
  afterEach(() => expect(browser.violations).toEqual([]));

  async function open(path = '') {
    await visitor.page.clock.setFixedTime(gatehouse.clock.now());
    await visitor.openAs(`/webhooks${path}`, root.user.email);
  }

  async function newWebhook(more: object = {}): Promise<{ id: string }> {
    const input = { url: receiver.url, eventTypes: ['USER_CREATED'], ...more };
    return (await gatehouse.api.mutate('createWebhook', input, root.accessToken)).webhook;
  }

  async function openWebhook(more: object = {}) {
    const { id } = await newWebhook(more);
    await open(`/${id}`);
    await visitor.shows(receiver.url);
  }

  /** Something happens, and is sent. */
  async function happens() {
    await gatehouse.api.newUser();
    await gatehouse.app.deliverWebhooks();
  }

  async function secretShown(): Promise<string> {
    const secret = await visitor.dialog.locator('.secret').innerText();
    leakDetector.addSecret(secret);
    return secret;
  }

  const deliveries = () => visitor.page.getByRole('region', { name: 'Deliveries' });
  const hasArrived = () => deliveries().getByText('Delivered', { exact: true }).last().waitFor();

  test('a webhook that is created in the console is sent events, which the secret that was shown verifies', async () => {
    await open();
    await visitor.button('New webhook').click();
    await visitor.field('user.created').check();
    await visitor.send({ URL: receiver.url, Description: 'Billing' }, 'Create webhook');
    const secret = await secretShown();
    await visitor.button('I have saved it').click();
    await visitor.shows(receiver.url);
    await happens();
    expect(isGenuine(receiver.last, secret)).toBe(true);
    await visitor.page.reload();
    await hasArrived();
    expect(await visitor.page.content()).not.toContain(secret);
  });

  test('a webhook without a URL or an event is not created, and the form says what is missing', async () => {
    await open();
    await visitor.button('New webhook').click();
    await visitor.button('Create webhook').click();
    expect(await visitor.problemAt('URL')).toBe('Enter a URL.');
    await visitor.dialog.getByText('Choose at least one event.').waitFor();
  });

  test('the console shows why an event was not delivered, and sends it again', async () => {
    receiver.respondWith(503);
    await openWebhook();
    await happens();
    await visitor.page.reload();
    await deliveries().getByText('Not delivered yet').last().waitFor();
    await deliveries().getByText('1 attempt').click();
    await deliveries()
      .getByText(/^503 after \d+ ms/)
      .waitFor();
    receiver.respondWith(204);
    await visitor.button('Send again: user.created').click();
    await visitor.says('user.created is sent again.');
    await gatehouse.app.deliverWebhooks();
    await visitor.page.reload();
    await hasArrived();
    const [first, second] = receiver.requests;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  });

  test('the console sends a test event', async () => {
    await openWebhook();
    await visitor.button('Send a test').click();
    await visitor.says('A test event is on its way.');
    await gatehouse.app.deliverWebhooks();
    expect(receiver.types).toEqual(['webhook.test']);
  });

  test('the console changes what a webhook is sent', async () => {
    await openWebhook({ description: 'Billing' });
    await visitor.button('Edit').click();
    await visitor.field('user.created').uncheck();
    await visitor.field('session.ended').check();
    await visitor.button('Save').click();
    await visitor.page.getByRole('definition').filter({ hasText: 'session.ended' }).waitFor();
    await happens();
    expect(receiver.types).toEqual([]);
  });

  test('the console says what replacing the secret leads to, and shows the new one once', async () => {
    await openWebhook();
    const effects = await visitor.confirm('Replace', 'Replace the secret');
    expect(effects[1]).toMatch(/^For 24 hours the old one signs along/);
    const secret = await secretShown();
    await visitor.button('I have saved it').click();
    await happens();
    expect(isGenuine(receiver.last, secret)).toBe(true);
  });

  test('the console says how many events it pauses before it disables a webhook, and enables it again', async () => {
    receiver.respondWith(500);
    await openWebhook();
    await happens();
    expect((await visitor.confirm('Disable', 'Disable'))[1]).toBe('Pauses 1 event not yet delivered.');
    await visitor.says('The webhook is disabled.');
    receiver.reset();
    await happens();
    expect(receiver.types).toEqual([]);
    await visitor.confirm('Enable', 'Enable');
    await visitor.says('The webhook is enabled.');
  });

  test('the console says what deleting a webhook leads to, and deletes it', async () => {
    receiver.respondWith(500);
    await openWebhook();
    await happens();
    const effects = await visitor.confirm('Delete', 'Delete');
    expect(effects[0]).toBe('Nothing more is sent to it, nor 1 event not yet delivered.');
    await visitor.page.getByText('No webhooks yet').waitFor();
    expect(await gatehouse.em.count(Webhook)).toBe(0);
  });

  test('a new webhook needs a fresh login, for which a dialog asks', async () => {
    await open();
    await visitor.shows('Webhooks');
    gatehouse.clock.advance({ minutes: 11 });
    await visitor.button('New webhook').click();
    await visitor.field('user.created').check();
    await visitor.send({ URL: receiver.url }, 'Create webhook');
    await visitor.shows('Confirm that it is you');
    await visitor.send({ Password: PASSWORD }, 'Confirm');
    await secretShown();
  });

  test('the console shows as text what webhooks are described by', async () => {
    await newWebhook({ description: HOSTILE });
    await open();
    await visitor.page.getByText(HOSTILE).waitFor();
    expect(await visitor.page.evaluate('typeof owned')).toBe('undefined');
  });

  describe('manners', () => {
    test('the list of webhooks can be used by everyone, light and dark, on a phone', async () => {
      await newWebhook({ description: 'Billing' });
      await open();
      await visitor.page.locator('tbody tr').first().waitFor();
      await expectManners(visitor);
    });

    test('the page of a webhook can be used by everyone, light and dark, on a phone', async () => {
      const url = receiver.url;
      const { id } = await newWebhook({ description: 'Billing', eventTypes: ['USER_CREATED', 'SESSION_ENDED'] });
      await happens();
      receiver.respondWith(503);
      await happens();
      await open(`/${id}`);
      await visitor.shows(url);
      await deliveries().getByText('1 attempt').first().click();
      await visitor.page.emulateMedia({ colorScheme: 'light' });
      await takePicture(visitor.page, 'admin-webhook', 1280, 800);
      await expectManners(visitor);
    });

    test.each(['Edit', 'Replace', 'Disable', 'Delete'])(
      'a dialog about a webhook can be used by everyone: %s',
      async (button) => {
        await openWebhook();
        await visitor.button(button).click();
        await visitor.dialog.locator('form').waitFor();
        await expectManners(visitor);
      },
    );
  });
});
