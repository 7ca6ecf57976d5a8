/// <reference lib="dom" />

import { Permission } from '../../src/sessions/permissions.js';
import { PASSWORD, type SignedIn } from '../support/api-client.js';
import { describeInBrowser, takePicture, useBrowser } from '../support/browser.js';
import { ConsoleVisitor } from '../support/console-visitor.js';
import { useGatehouse } from '../support/gatehouse.js';
import { leakDetector } from '../support/leaks.js';
import { newKey, newMachine } from '../support/machines.js';
import { expectManners } from '../support/manners.js';

const HOSTILE = '<img src=x onerror="owned=1">';

describeInBrowser('the pages of the admin console about service accounts', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse();
  let root: SignedIn;
  let visitor: ConsoleVisitor;
  beforeEach(async () => {
    root = await gatehouse.newAdministrator();
    visitor = new ConsoleVisitor(await browser.open('about:blank'), await gatehouse.api.origin());
  });
  afterEach(() => expect(browser.violations).toEqual([]));

  /** By the clock of the server, which is not that of the browser. */
  async function open(path = '') {
    await visitor.page.clock.setFixedTime(gatehouse.clock.now());
    await visitor.openAs(`/service-accounts${path}`, root.user.email);
  }

  async function openMachine() {
    const machine = await newMachine(gatehouse, root);
    await open(`/${machine.serviceAccountId}`);
    return machine;
  }

  /** The list item of an API key. */
  const key = (name: string) =>
    visitor.page.getByRole('region', { name: 'API keys' }).getByRole('listitem').filter({ hasText: name });

  const secretShown = () => visitor.dialog.locator('.secret');

  async function createKey(name: string): Promise<string> {
    await visitor.button('New key').click();
    await visitor.send({ Name: name }, 'Create key');
    const secret = await secretShown().innerText();
    leakDetector.addSecret(secret);
    return secret;
  }

  const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

  test('a service account that is created in the console gets a key, which has the permissions that were chosen', async () => {
    await open();
    await visitor.button('New service account').click();
    await visitor.field('Name').fill('Billing');
    for (const permission of [Permission.USERS_READ, Permission.AUDIT_READ]) await visitor.field(permission).check();
    await visitor.button('Create service account').click();
    await visitor.shows('Billing');
    const { accessToken } = await gatehouse.api.mutate('exchangeApiKey', { apiKey: await createKey('Production') });
    expect(claimsOf(accessToken).scope.split(' ').sort()).toEqual(['AUDIT_READ', 'USERS_READ']);
  });

  test('a service account without a name or a permission is not created, and the form says what is missing', async () => {
    await open();
    await visitor.button('New service account').click();
    await visitor.button('Create service account').click();
    expect(await visitor.problemAt('Name')).toBe('Enter a name.');
    await visitor.field('Name').fill('Billing');
    await visitor.button('Create service account').click();
    await visitor.dialog.getByText('Choose at least one permission.').waitFor();
    expect(await visitor.page.locator(':focus').getAttribute('name')).toBe(Permission.USERS_READ);
  });

  test('the list of service accounts shows what each may do, and leads to it', async () => {
    await newMachine(gatehouse, root, [Permission.SESSIONS_END]);
    await open();
    const row = visitor.page.locator('tbody tr').first();
    for (const text of ['SESSIONS_END', 'Active']) await row.getByText(text).filter({ visible: true }).waitFor();
    await row.getByRole('link', { name: 'Billing' }).click();
    await visitor.shows('Billing');
    await key('Production').waitFor();
  });

  test('an API key is shown once, to be copied, and is nowhere in the browser afterwards', async () => {
    await openMachine();
    await visitor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const secret = await createKey('Staging');
    await visitor.dialog.getByText('It is not shown again').waitFor();
    await visitor.button('Copy').click();
    await visitor.button('Copied').waitFor();
    expect(await visitor.page.evaluate('navigator.clipboard.readText()')).toBe(secret);
    await visitor.button('I have saved it').click();
    await key('Staging').getByText(secret.slice(0, 15)).waitFor();
    const left = await visitor.page.evaluate(() => document.documentElement.outerHTML + JSON.stringify(localStorage));
    expect(left).not.toContain(secret);
  });

  test('an API key expires when the console says so', async () => {
    const { serviceAccountId } = await openMachine();
    await visitor.button('New key').click();
    await visitor.page.getByLabel('Expires').selectOption('In a week');
    await visitor.send({ Name: 'Trial' }, 'Create key');
    leakDetector.addSecret(await secretShown().innerText());
    gatehouse.clock.advance({ days: 7, minutes: 1 });
    await visitor.page.clock.setFixedTime(gatehouse.clock.now());
    await visitor.visit(`/service-accounts/${serviceAccountId}`);
    await key('Trial').getByText('Expired', { exact: true }).waitFor();
    await key('Production').getByText('Active', { exact: true }).waitFor();
  });

  test('the console says when a key was last used before it revokes the key, which is refused at once', async () => {
    const { accessToken, secret } = await openMachine();
    await gatehouse.api.mutate('exchangeApiKey', { apiKey: secret });
    const effects = await visitor.confirm('Revoke', 'Revoke key');
    expect(effects[0]).toContain(secret.slice(0, 15));
    expect(effects[1]).toBe('It was last used just now.');
    await key('Production').getByText('Revoked', { exact: true }).waitFor();
    expect(await key('Production').getByRole('button').count()).toBe(0);
    expect((await gatehouse.api.mutate('exchangeApiKey', { apiKey: secret })).code).toBe('INVALID_API_KEY');
    expect(await gatehouse.api.refusal(accessToken)).toBe('TOKEN_BLACKLISTED');
  });

  test('the console says how many keys it stops before it deactivates a service account, and brings them back', async () => {
    const { serviceAccountId, secret } = await newMachine(gatehouse, root);
    const { apiKey } = await newKey(gatehouse.api, root, serviceAccountId, { name: 'Old' });
    await gatehouse.api.mutate('revokeApiKey', { apiKeyId: apiKey.id }, root.accessToken);
    await open(`/${serviceAccountId}`);
    expect((await visitor.confirm('Deactivate', 'Deactivate'))[0]).toBe('Stops 1 API key.');
    await key('Production').getByText('Paused', { exact: true }).waitFor();
    expect((await gatehouse.api.mutate('exchangeApiKey', { apiKey: secret })).code).toBe('INVALID_API_KEY');
    expect(await visitor.confirm('Reactivate', 'Reactivate')).toEqual(['Brings 1 API key back.']);
    await key('Production').getByText('Active', { exact: true }).waitFor();
    expect((await gatehouse.api.mutate('exchangeApiKey', { apiKey: secret })).__typename).toBe('MachineTokenPayload');
  });

  test('a new API key needs a fresh login, for which a dialog asks', async () => {
    await openMachine();
    await visitor.shows('Billing');
    gatehouse.clock.advance({ minutes: 11 });
    await visitor.button('New key').click();
    await visitor.send({ Name: 'Staging' }, 'Create key');
    await visitor.shows('Confirm that it is you');
    await visitor.send({ Password: PASSWORD }, 'Confirm');
    leakDetector.addSecret(await secretShown().innerText());
  });

  test('the audit trail leads to the service account that an event is about', async () => {
    await newMachine(gatehouse, root);
    await visitor.openAs('/audit-trail?kind=API_KEY_CREATED', root.user.email);
    await visitor.page.getByRole('link', { name: 'A service account' }).filter({ visible: true }).first().click();
    await visitor.shows('Billing');
  });

  test('the console shows as text what service accounts are called', async () => {
    const input = { name: HOSTILE, permissions: [Permission.USERS_READ] };
    await gatehouse.api.mutate('createServiceAccount', input, root.accessToken);
    await open();
    await visitor.page.getByRole('link', { name: HOSTILE }).first().click();
    await visitor.shows(HOSTILE);
    expect(await visitor.page.evaluate('typeof owned')).toBe('undefined');
  });

  describe('manners', () => {
    test('the list of service accounts can be used by everyone, light and dark, on a phone', async () => {
      await newMachine(gatehouse, root, Object.values(Permission));
      await open();
      await visitor.page.locator('tbody tr').first().waitFor();
      await expectManners(visitor);
    });

    test('the page of a service account can be used by everyone, light and dark, on a phone', async () => {
      const { serviceAccountId, apiKey } = await newMachine(gatehouse, root, [
        Permission.USERS_READ,
        Permission.USERS_WRITE,
      ]);
      gatehouse.clock.advance({ days: 60 });
      root = await gatehouse.newAdministrator();
      await newKey(gatehouse.api, root, serviceAccountId, { name: 'Production, from December on' });
      await newKey(gatehouse.api, root, serviceAccountId, { name: 'Staging' });
      await gatehouse.api.mutate('revokeApiKey', { apiKeyId: apiKey.id }, root.accessToken);
      gatehouse.clock.advance({ days: 2 });
      await open(`/${serviceAccountId}`);
      await key('Staging').waitFor();
      await visitor.page.emulateMedia({ colorScheme: 'light' });
      await takePicture(visitor.page, 'admin-service-account', 1280, 800);
      await expectManners(visitor);
    });

    test.each(['New service account', 'New key', 'Revoke', 'Deactivate'])(
      'a dialog about service accounts can be used by everyone: %s',
      async (button) => {
        const { serviceAccountId } = await newMachine(gatehouse, root);
        await open(button === 'New service account' ? '' : `/${serviceAccountId}`);
        await visitor.button(button).click();
        await visitor.dialog.locator('form').waitFor();
        await expectManners(visitor);
      },
    );

    test('the dialog that shows a new API key can be used by everyone', async () => {
      await openMachine();
      await createKey('Staging');
      await expectManners(visitor);
    });
  });
});
