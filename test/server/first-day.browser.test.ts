/// <reference lib="dom" />

import type { Page } from 'playwright-core';
import { AccountVisitor } from '../support/account-visitor.js';
import { PASSWORD } from '../support/api-client.js';
import { describeInBrowser, takePicture, useBrowser } from '../support/browser.js';
import { ConsoleVisitor } from '../support/console-visitor.js';
import { createEmptyDatabase } from '../support/databases.js';
import { freePort } from '../support/free-port.js';
import { leakDetector } from '../support/leaks.js';
import { expectManners } from '../support/manners.js';
import { ServerProcess } from '../support/server-process.js';
import { VirtualAuthenticator, withoutAutofill } from '../support/virtual-authenticator.js';

const ROOT = 'root@example.com';
const ADA = 'ada@example.com';

/** Its pages are looked at in every way at each step; pictures are of these. */
const DESKTOP = { viewport: { width: 1280, height: 800 }, colorScheme: 'light' } as const;
const PHONE = {
  viewport: { width: 390, height: 844 },
  colorScheme: 'dark',
  userAgent: 'Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0',
} as const;

type Screen = Pick<typeof DESKTOP | typeof PHONE, 'viewport' | 'colorScheme'>;

describeInBrowser('the first day of a new server', () => {
  const browser = useBrowser();
  let server: ServerProcess;
  let origin: string;
  beforeAll(async () => {
    const { dataDir } = await createEmptyDatabase('pglite');
    const port = String(await freePort());
    server = new ServerProcess({ DATA_DIR: dataDir, PORT: port }, 'dist/src/cli/bin.js');
    origin = new URL(await server.url()).origin;
  });
  afterAll(() => server.kill('SIGTERM'));
  afterEach(() => expect(browser.violations).toEqual([]));

  /** Looks at a page on a desktop and a phone, light and dark, and then goes on as before. */
  async function seen(page: Page, { viewport, colorScheme }: Screen, picture: string): Promise<void> {
    await expectManners(new AccountVisitor(page, origin));
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    await takePicture(page, `tour-${picture}`, viewport.width, viewport.height, false);
  }

  async function becomeAdministrator(page: Page): Promise<ConsoleVisitor> {
    const visitor = new AccountVisitor(page, origin);
    await page.goto(origin);
    await seen(page, DESKTOP, 'start');
    await visitor.follow('Become the administrator');
    await visitor.send({ Email: ROOT, Password: PASSWORD }, 'Create account');
    await visitor.shows('First administrator');
    await seen(page, DESKTOP, 'first-administrator');
    await visitor.button('Become the administrator').click();
    await visitor.follow('Open the console');
    await visitor.shows('Overview');
    return new ConsoleVisitor(page, origin);
  }

  /** By the menu: the overview leads there, too. */
  const openUsers = ({ page }: ConsoleVisitor) =>
    page.getByRole('navigation').getByRole('link', { name: 'Users' }).click();

  async function invite(visitor: ConsoleVisitor): Promise<void> {
    await openUsers(visitor);
    await visitor.button('New user').click();
    await visitor.field('Email').fill(ADA);
    await seen(visitor.page, DESKTOP, 'invitation');
    await visitor.button('Create user').click();
    await visitor.says(`${ADA} is invited.`);
  }

  /** Where the link in the email leads, by the page that shows the emails of the server. */
  async function followEmail(page: Page): Promise<void> {
    await page.goto(`${origin}/dev/mail`);
    const email = page.getByRole('article').filter({ hasText: `to ${ADA}` });
    const link = email.frameLocator('iframe').getByRole('link').first();
    const address = (await link.getAttribute('href')) ?? '';
    leakDetector.addSecret(new URL(address).searchParams.get('token') ?? '');
    await page.goto(address);
  }

  async function startWithPasskey(page: Page): Promise<AccountVisitor> {
    const visitor = new AccountVisitor(page, origin);
    await VirtualAuthenticator.addTo(page);
    await withoutAutofill(page);
    await followEmail(page);
    await visitor.shows('Welcome to Gatehouse');
    await seen(page, PHONE, 'password');
    await visitor.send({ Password: PASSWORD }, 'Set password');
    await visitor.shows('Your account is ready');
    await visitor.follow('Sign in');
    await visitor.send({ Email: ADA, Password: PASSWORD }, 'Sign in');
    await visitor.arrives('/security');
    await visitor.button('Add a passkey').click();
    await visitor.button('Rename').waitFor();
    await visitor.button('Sign out').click();
    await visitor.button('Sign in with a passkey').waitFor();
    await seen(page, PHONE, 'sign-in');
    await visitor.button('Sign in with a passkey').click();
    await visitor.follow('Devices');
    await visitor.devices().first().waitFor();
    return visitor;
  }

  async function endSessionOnPhone(visitor: ConsoleVisitor): Promise<void> {
    await openUsers(visitor);
    await visitor.field('Search by address or username').fill('ada');
    await visitor.rows(1);
    await visitor.page.locator('.row-link').click();
    await visitor.shows(ADA);
    const onPhone = visitor.devices().filter({ hasText: 'Firefox on Android' });
    await onPhone.waitFor();
    await seen(visitor.page, DESKTOP, 'user');
    await visitor.button('End', onPhone).click();
    await visitor.effects();
    await seen(visitor.page, DESKTOP, 'end-session');
    await visitor.button('End session').click();
    await onPhone.waitFor({ state: 'detached' });
  }

  test('someone starts a server, administers it, invites a user who signs in with a passkey, and ends a session of theirs', async () => {
    const root = await becomeAdministrator(await browser.openAnother(DESKTOP));
    await invite(root);
    const phone = await startWithPasskey(await browser.openAnother(PHONE));
    await seen(phone.page, PHONE, 'devices');
    const laptop = new AccountVisitor(await browser.openAnother(DESKTOP), origin);
    await laptop.signIn({ Email: ADA, Password: PASSWORD });
    await laptop.shows('Profile');
    await endSessionOnPhone(root);
    await phone.shows('Sign in');
    await laptop.follow('Devices');
    await laptop.page.getByText('Signed in on 1 device').waitFor();
  }, 240_000);
});
