/// <reference lib="dom" />

import type { Locator, Request } from 'playwright-core';
import { Session } from '../../src/sessions/session.entity.js';
import { User } from '../../src/users/user.entity.js';
import type { SignedIn } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { ConsoleVisitor } from '../support/console-visitor.js';
import { useGatehouse } from '../support/gatehouse.js';
import { expectManners } from '../support/manners.js';
import { addApp } from '../support/second-factor.js';
import { until } from '../support/until.js';

/** What a visitor has to load before the first page is shown, at most: headers not counted. */
const FIRST_PAGE_BYTES = 150_000;
/** Of a signed-in administrator, who needs Apollo Client and the table, too. */
const LIST_BYTES = 210_000;

const HOSTILE = '<img src=x onerror="owned=1"><script>owned=1</script>';

describeInBrowser('manners of the admin console', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse();
  let root: SignedIn;
  let ada: SignedIn;
  let visitor: ConsoleVisitor;
  beforeEach(async () => {
    root = await gatehouse.newAdministrator();
    ada = await gatehouse.newVerifiedUser();
    visitor = new ConsoleVisitor(await browser.open('about:blank'), await gatehouse.api.origin());
  });
  afterEach(() => expect(browser.violations).toEqual([]));

  const open = (path: string) => visitor.openAs(path, root.user.email);
  const focused = () => visitor.page.locator(':focus');

  test.each([
    ['/users', 'Users'],
    ['/users?text=nobody-has-this', 'Users'],
    ['/audit-trail', 'Audit trail'],
    ['/users/nonsense', 'No such user'],
  ])('a page of the admin console can be used by everyone, light and dark, on a phone: %s', async (path, heading) => {
    await open(path);
    await visitor.shows(heading);
    if (heading !== 'No such user') await visitor.page.locator('tbody tr, .table-empty').first().waitFor();
    await expectManners(visitor);
  });

  test('the page of a user can be used by everyone, light and dark, on a phone', async () => {
    await addApp(gatehouse, ada);
    await open(`/users/${ada.user.id}`);
    await visitor.devices().first().waitFor();
    await visitor.page.getByText('Second factor enrolled').waitFor();
    await expectManners(visitor);
  });

  test('the page for users who are not administrators can be used by everyone', async () => {
    await visitor.openAs('/users', ada.user.email);
    await visitor.shows('Not for your account');
    await expectManners(visitor);
  });

  test.each(['Deactivate', 'Delete'])(
    'a dialog of the admin console can be used by everyone, and Escape closes it: %s',
    async (button) => {
      await open(`/users/${ada.user.id}`);
      const opener = visitor.button(button);
      await opener.click();
      await visitor.effects();
      await expectManners(visitor);
      await visitor.page.keyboard.press('Escape');
      await visitor.dialog.waitFor({ state: 'detached' });
      const isFocused = () => opener.evaluate((element) => element === document.activeElement);
      await until(isFocused);
      expect(await isFocused()).toBe(true);
    },
  );

  test('the admin console can be used without a mouse', async () => {
    await open('/users');
    await visitor.shows('Users');
    const { keyboard } = visitor.page;
    await keyboard.press('ControlOrMeta+k');
    await keyboard.type(ada.user.email);
    await visitor.rows(1);
    await keyboard.press('ArrowDown');
    expect(await focused().innerText()).toBe(ada.user.email);
    await keyboard.press('Enter');
    await visitor.shows(ada.user.email);
    await visitor.button('Deactivate').focus();
    await keyboard.press('Enter');
    await visitor.effects();
    const isAtReason = async () => (await focused().getAttribute('name')) === 'reason';
    await until(isAtReason);
    expect(await isAtReason()).toBe(true);
    await keyboard.type('Asked for it.');
    await keyboard.press('Enter');
    await visitor.says(`${ada.user.email} is deactivated.`);
  });

  test('the keys for rows lead from one row to the next, and to the ends', async () => {
    await open('/users');
    const [first, second] = [0, 1].map((index) => visitor.page.locator('.row-link').nth(index));
    await first?.focus();
    for (const [key, expected] of [
      ['ArrowDown', second],
      ['ArrowUp', first],
      ['End', visitor.page.locator('.row-link').last()],
      ['Home', first],
    ] as const) {
      await visitor.page.keyboard.press(key);
      expect(await focused().innerText()).toBe(await expected?.innerText());
    }
  });

  /** How many bytes of files a browser loads that knows nothing yet, until an element is shown. */
  async function bytesUntil(element: Locator): Promise<number> {
    const client = await visitor.page.context().newCDPSession(visitor.page);
    await client.send('Network.clearBrowserCache');
    const sizes: Promise<number>[] = [];
    const note = (request: Request) => {
      // Not data, which grows with the users.
      if (request.url().endsWith('/graphql')) return;
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    };
    visitor.page.on('requestfinished', note);
    await visitor.visit('/users');
    await element.waitFor();
    visitor.page.off('requestfinished', note);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  }

  test('the first page that the admin console shows to a visitor comes with less than 150 kB', async () => {
    const total = await bytesUntil(visitor.field('Email'));
    expect(total).toBeLessThan(FIRST_PAGE_BYTES);
    expect(total).toBeGreaterThan(50_000);
  });

  test('the list of users comes with less than 210 kB, in a browser that has nothing of the pages', async () => {
    await open('/users');
    await visitor.shows('Users');
    await visitor.page.goto('about:blank');
    const total = await bytesUntil(visitor.page.locator('tbody tr').first());
    expect(total).toBeLessThan(LIST_BYTES);
    expect(total).toBeGreaterThan(FIRST_PAGE_BYTES / 2);
  });

  test('the admin console shows as text what users and their devices say about themselves', async () => {
    await gatehouse.em.nativeUpdate(User, ada.user.id, { username: HOSTILE.slice(0, 30) });
    await addApp(gatehouse, ada, HOSTILE.slice(0, 50));
    await gatehouse.em.nativeUpdate(Session, { user: ada.user.id }, { userAgent: HOSTILE });
    await gatehouse.api.login({ ...ada.user, password: 'wrong' }, { headers: { 'user-agent': HOSTILE } });
    await open(`/users?text=${ada.user.email}`);
    await visitor.page.getByText('<img src=x').waitFor();
    await visitor.page.locator('.row-link').click();
    for (const name of [/Signed in/, 'Second factors and passkeys', 'Audit'])
      await visitor.page.getByRole('region', { name }).getByText('<img src=x').first().waitFor();
    expect(await visitor.page.evaluate('typeof owned')).toBe('undefined');
  });
});
