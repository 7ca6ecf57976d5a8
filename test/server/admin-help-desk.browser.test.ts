/// <reference lib="dom" />

import type { Page } from 'playwright-core';
import { Role, User } from '../../src/users/user.entity.js';
import { ApiClient } from '../support/api-client.js';
import { describeInBrowser, takePicture, useBrowser } from '../support/browser.js';
import { ConsoleVisitor } from '../support/console-visitor.js';
import { useGatehouse } from '../support/gatehouse.js';
import { DEACTIVATE_WITH_REASON } from '../support/operations.js';
import { addApp } from '../support/second-factor.js';

const LAPTOP = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36';
const PHONE = 'Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0';
const NEW_PASSWORD = 'another horse battery';

const PEOPLE = ['grace', 'alan', 'barbara', 'donald', 'edsger', 'frances', 'john', 'katherine', 'margaret', 'tony'];

const personOf = (name: string) => ({ email: `${name}@example.com`, username: name });
const ROOT = personOf('root');
const ADA = personOf('ada');

describeInBrowser('the whole story of a help desk', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse({ trustProxy: '127.0.0.1', brandName: 'Analytical Engines' });

  /** A device somewhere. */
  function from(address: string, userAgent = LAPTOP): ApiClient {
    return new ApiClient(gatehouse.app.server, { 'x-forwarded-for': address, 'user-agent': userAgent });
  }

  beforeAll(async () => {
    const root = await from('198.51.100.4').register(ROOT);
    await gatehouse.em.nativeUpdate(User, root.user.id, { role: Role.ADMIN, emailVerifiedAt: gatehouse.clock.now() });
    for (const name of PEOPLE) {
      gatehouse.clock.advance({ days: 2, minutes: 40 });
      await from('203.0.113.7').register(personOf(name));
    }
    await gatehouse.em.nativeUpdate(User, { username: { $ne: 'tony' } }, { emailVerifiedAt: gatehouse.clock.now() });
    const { accessToken } = await from('198.51.100.4').login(ROOT);
    const john = await gatehouse.em.findOneOrFail(User, { username: 'john' });
    const deactivation = { input: { userId: john.id }, reason: 'Sends spam.' };
    await from('198.51.100.4').send(DEACTIVATE_WITH_REASON, deactivation, { token: accessToken });
    await registerAda();
  });
  afterEach(() => expect(browser.violations).toEqual([]));

  /** Who has an app on the phone, and fails to sign in with a new one. */
  async function registerAda() {
    gatehouse.clock.advance({ days: 1 });
    const home = from('203.0.113.50');
    const ada = await addApp({ api: home, clock: gatehouse.clock }, await home.register(ADA), 'Phone of Ada');
    await gatehouse.em.nativeUpdate(User, ada.user.id, { emailVerifiedAt: gatehouse.clock.now() });
    gatehouse.clock.advance({ days: 3 });
    await from('192.0.2.61', PHONE).login({ ...ADA, password: 'wrong' });
    gatehouse.clock.advance({ minutes: 25 });
  }

  /** Signs in again with the password from the email, on two devices. */
  async function resetPassword() {
    const token = await gatehouse.mailedToken(ADA.email);
    await from('203.0.113.50').mutate('resetPassword', { token, newPassword: NEW_PASSWORD });
    gatehouse.clock.advance({ minutes: 3 });
    for (const device of [LAPTOP, PHONE]) await from('203.0.113.50', device).login({ ...ADA, password: NEW_PASSWORD });
  }

  async function visitorAt(page: Page): Promise<ConsoleVisitor> {
    await page.clock.setFixedTime(gatehouse.clock.now());
    return new ConsoleVisitor(page, await gatehouse.api.origin());
  }

  // One person's work, in its order: what comes later rests on what was done before.
  test('a help desk finds someone who has lost the phone, lets them in again, and reads what was done', async () => {
    const page = await browser.open('about:blank');
    const visitor = await visitorAt(page);
    await visitor.signInTo('/users', ROOT.email);
    await visitor.rows(12);
    await takePicture(page, 'admin-users', 1280, 800);

    await visitor.field('Search by address or username').fill('ada');
    await visitor.rows(1);
    await page.locator('.row-link').click();
    await visitor.shows(ADA.email);
    await visitor.devices().first().waitFor();
    await page.getByText('Second factor enrolled').waitFor();
    await takePicture(page, 'admin-user', 1280, 800);

    expect((await visitor.confirm('Reset', 'Reset factors'))[0]).toMatch(/^Removes 1 authenticator app/);
    await visitor.says(`The factors of ${ADA.email} are reset.`);
    await visitor.confirm('Send reset email', 'Send email');
    await visitor.says(`The email is on its way to ${ADA.email}.`);
    await resetPassword();

    await visitorAt(page);
    await page.reload();
    await visitor.button('Deactivate').click();
    expect((await visitor.effects())[0]).toBe('Ends 2 sessions.');
    await visitor.field('Reason').fill('The phone was stolen.');
    await takePicture(page, 'admin-deactivate', 1280, 800, false);
    await page.keyboard.press('Escape');

    await visitor.follow('Audit trail');
    await page.getByRole('table').getByText('Password reset requested').waitFor();
    await page.mouse.move(0, 0);
    await takePicture(page, 'admin-audit-trail', 1280, 800);
    const lines = await visitor.download('Export CSV');
    expect(
      lines.filter((line) => /SECOND_FACTOR_RESET,SUCCESS.*root@example.com.*ada@example.com/.test(line)),
    ).toHaveLength(1);
  });
});
