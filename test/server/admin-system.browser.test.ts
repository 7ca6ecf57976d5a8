/// <reference lib="dom" />

import bcrypt from 'bcrypt';
import { DailyStatistics } from '../../src/accounts/administration/statistics.js';
import { addSeconds } from '../../src/clock.js';
import { OutgoingMail } from '../../src/mail/mail.entities.js';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { describeInBrowser, takePicture, useBrowser } from '../support/browser.js';
import { ConsoleVisitor } from '../support/console-visitor.js';
import { useGatehouse } from '../support/gatehouse.js';
import { expectManners } from '../support/manners.js';

const HASH = bcrypt.hashSync(PASSWORD, 4);
const HEADING = 'email,password_hash';
const BAD = `${someEmail()},md5`;

describeInBrowser('the pages of the admin console about the server', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse({ corsOrigins: ['https://app.example.com'] });
  let root: SignedIn;
  let visitor: ConsoleVisitor;
  beforeEach(async () => {
    gatehouse.mail.refusals['RCPT TO'] = undefined;
    await gatehouse.em.nativeDelete(OutgoingMail, {});
    root = await gatehouse.newAdministrator();
    visitor = new ConsoleVisitor(await browser.open('about:blank'), await gatehouse.api.origin());
  });
  afterEach(async () => {
    await visitor.page.unrouteAll({ behavior: 'ignoreErrors' });
    expect(browser.violations).toEqual([]);
  });

  /** By the clock of the server, which is not that of the browser. */
  async function open(path: string) {
    await visitor.page.clock.setFixedTime(gatehouse.clock.now());
    await visitor.openAs(path, root.user.email);
  }

  const region = (name: string | RegExp) => visitor.page.getByRole('region', { name });

  /** What people did in the last month, up and down. */
  async function aMonthsActs(): Promise<void> {
    const days = Array.from({ length: 30 }, (_, index) => {
      const day = addSeconds(gatehouse.clock.now(), (index - 30) * 86_400)
        .toISOString()
        .slice(0, 10);
      const [registrations, activeUsers] = [12 + ((index * 7) % 11), 90 + ((index * 29) % 40)];
      const [logins, failedLogins] = [180 + ((index * 37) % 70), (index * 13) % 29];
      return { day, registrations, activeUsers, logins, failedLogins, endedSessions: 60 + ((index * 17) % 33) };
    });
    await gatehouse.em.upsertMany(DailyStatistics, days);
  }

  /** An email that the mail server does not take for now. */
  async function failedEmail(): Promise<string> {
    const email = someEmail();
    // The email that verifies the administrator's own address is not to fail, too.
    await gatehouse.app.deliverMail();
    gatehouse.mail.refusals['RCPT TO'] = '450 busy';
    await gatehouse.api.mutate('sendTestEmail', { email }, root.accessToken);
    await gatehouse.app.deliverMail();
    return email;
  }

  async function choose(name: string, ...lines: string[]): Promise<void> {
    const buffer = Buffer.from(lines.join('\n'));
    await visitor.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer });
  }

  describe('the overview', () => {
    test('the overview shows how many users and sessions there are, and how the server is doing', async () => {
      await gatehouse.api.newUser();
      await open('/overview');
      await visitor.shows('Overview');
      const users = visitor.page.getByRole('listitem').filter({ hasText: 'Users' });
      await users.getByText(String(await gatehouse.em.count(User)), { exact: true }).waitFor();
      await region('Server').getByText('PostgreSQL 18').waitFor();
    });

    test('the overview draws charts, each with a table of the same figures', async () => {
      await aMonthsActs();
      await open('/overview');
      await region('Sign-ins').locator('svg .recharts-bar-rectangle').first().waitFor({ state: 'attached' });
      await visitor.page.getByText('Sign-ins as a table').click();
      const yesterday = region('Sign-ins of each day').locator('tbody tr').nth(1);
      const figures = await yesterday.locator('td').allInnerTexts();
      expect(figures.slice(1)).toEqual([String(180 + ((29 * 37) % 70)), String((29 * 13) % 29)]);
      await visitor.page.getByText('Sign-ins as a table').click();
      await takePicture(visitor.page, 'admin-overview', 1280, 900);
    });

    test('the overview shows a longer time, which is in the address of the page', async () => {
      await open('/overview');
      await visitor.page.getByLabel('Time', { exact: true }).selectOption('Last 90 days');
      await region('Sign-ins').locator('svg .recharts-area').first().waitFor({ state: 'attached' });
      expect(new URL(visitor.page.url()).search).toBe('?days=90');
    });

    test('the overview says that emails have failed, and leads to them', async () => {
      const email = await failedEmail();
      await open('/overview');
      await visitor.page.getByText('1 failed').waitFor();
      await visitor.follow('Waiting emails');
      await visitor.page.getByText(email).waitFor();
    });
  });

  describe('the page of emails', () => {
    test('an email that failed shows why, and is sent again', async () => {
      const email = await failedEmail();
      await open('/emails?state=RETRYING');
      await visitor.page.getByText('The mail server replied to RCPT TO with 450.').waitFor();
      await takePicture(visitor.page, 'admin-emails', 1280, 640);
      gatehouse.mail.refusals['RCPT TO'] = undefined;
      await visitor.button(`Try again: the email to ${email}`).click();
      await visitor.says(`The email to ${email} is tried again.`);
      await gatehouse.app.deliverMail();
      expect(gatehouse.mail.to(email)).toHaveLength(1);
    });

    test('a test email goes to the administrator, or to any other address', async () => {
      const email = someEmail();
      await open('/emails');
      await visitor.button('Send a test').click();
      expect(await visitor.field('To').inputValue()).toBe(root.user.email);
      await visitor.send({ To: 'nobody' }, 'Send email');
      expect(await visitor.problemAt('To')).toMatch(/email address/);
      await visitor.send({ To: email }, 'Send email');
      await visitor.says(`The email to ${email} is on its way.`);
      await gatehouse.app.deliverMail();
      expect(gatehouse.mail.to(email)).toHaveLength(1);
    });

    test('a test email needs a fresh login, for which a dialog asks', async () => {
      await open('/emails');
      await visitor.button('Send a test').click();
      gatehouse.clock.advance({ minutes: 11 });
      await visitor.button('Send email').click();
      await visitor.shows('Confirm that it is you');
      await visitor.send({ Password: PASSWORD }, 'Confirm');
      await visitor.says(`The email to ${root.user.email} is on its way.`);
    });
  });

  describe('the page of keys', () => {
    test('the page of keys shows which key signs and which encrypts, by their ids', async () => {
      const { kid } = gatehouse.app.services.security.signingKeys[0];
      await open('/keys');
      await region('Access tokens').getByText(kid).waitFor();
      await region('Access tokens').getByText('Signs', { exact: true }).waitFor();
      await region('Secrets in the database').getByText('Encrypts', { exact: true }).waitFor();
    });
  });

  describe('the page of settings', () => {
    test('settings are found by their name, value or meaning', async () => {
      await open('/settings');
      await visitor.field('Search').fill('app.example.com');
      expect(await (await visitor.rows(1)).innerText()).toContain('CORS_ORIGINS');
      await visitor.field('Search').fill('pepper');
      await visitor.page.getByText('PASSWORD_PEPPER').waitFor();
      await visitor.field('Search').fill('password hash');
      await visitor.page.getByText('PASSWORD_HASH_THREADS').waitFor();
      await takePicture(visitor.page, 'admin-settings', 1280, 640);
    });

    test('no secret is on the page of settings', async () => {
      await open('/settings');
      await visitor.page.getByText('JWT_SECRET', { exact: true }).first().waitFor();
      expect(await visitor.page.content()).not.toContain('a secret for the tests');
    });
  });

  describe('the import', () => {
    const row = () => `${someEmail()},${HASH}`;

    test('a file is checked before it is imported, which imports nobody', async () => {
      const email = someEmail();
      await open('/import');
      await choose('users.csv', HEADING, `${email},${HASH}`, BAD);
      await visitor.button('Check the file').click();
      await visitor.shows('The file is checked');
      expect(await gatehouse.em.count(User, { email })).toBe(0);
      await visitor.button('Import').click();
      await visitor.shows('The file is imported');
      expect(await gatehouse.em.count(User, { email })).toBe(1);
    });

    test('bad lines of an import are listed by their number in the file, and downloaded', async () => {
      await open('/import');
      await choose('users.csv', HEADING, ...Array.from({ length: 1500 }, row), BAD, row());
      await visitor.button('Check the file').click();
      await visitor.shows('1 bad line');
      await region('Bad lines').getByText('1,502').waitFor();
      await takePicture(visitor.page, 'admin-import', 1280, 900);
      const lines = await visitor.download('Download');
      expect(lines.slice(0, 2)).toEqual(['line,problem', expect.stringMatching(/^1502,"?password_hash: /)]);
    });

    test('an import that runs shows how far it is, and can be stopped', async () => {
      const { promise: released, resolve: release } = Promise.withResolvers<void>();
      let sent = 0;
      await open('/import');
      await visitor.page.route('**/graphql', async (route) => {
        if (route.request().postData()?.includes('ImportUsers') && ++sent === 2) await released;
        await route.continue();
      });
      const emails = Array.from({ length: 2500 }, () => someEmail());
      await choose('users.jsonl', ...emails.map((email) => JSON.stringify({ email, password_hash: HASH })));
      await visitor.button('Import').click();
      await visitor.page
        .getByRole('progressbar', { name: 'Progress' })
        .and(visitor.page.locator('[aria-valuenow="0"]'))
        .waitFor({ state: 'detached' });
      await visitor.button('Stop').click();
      release();
      await visitor.shows('The import was stopped');
      const imported = await gatehouse.em.count(User, { email: { $in: emails } });
      expect([imported > 0, imported < emails.length, sent]).toEqual([true, true, 2]);
    });

    test('an import that fails says what remains', async () => {
      await open('/import');
      await visitor.page.route('**/graphql', (route) =>
        route.request().postData()?.includes('ImportUsers') ? route.abort() : route.continue(),
      );
      await choose('users.csv', HEADING, row());
      await visitor.button('Import').click();
      await visitor.shows('The import failed');
      expect(await visitor.problem()).toMatch(/import the file again to go on/);
    });

    test('an import shows as text what is in a file', async () => {
      await open('/import');
      await choose('users.jsonl', JSON.stringify({ email: '<img src=x onerror="owned=1">', password_hash: HASH }));
      await visitor.button('Check the file').click();
      await visitor.shows('1 bad line');
      expect(await visitor.page.evaluate('typeof owned')).toBe('undefined');
    });
  });

  describe('manners', () => {
    test.each([
      ['/overview', 'Overview', '.recharts-surface'],
      ['/import', 'Import', 'input[type=file]'],
      ['/emails', 'Emails', 'tbody tr'],
      ['/keys', 'Keys', '.list-item'],
      ['/settings', 'Settings', 'tbody tr'],
    ])(
      'a page about the server can be used by everyone, light and dark, on a phone: %s',
      async (path, heading, part) => {
        await failedEmail();
        await open(path);
        await visitor.shows(heading);
        await visitor.page.locator(part).first().waitFor({ state: 'attached' });
        for (const summary of await visitor.page.locator('summary').all()) await summary.click();
        await expectManners(visitor);
      },
    );

    test('the page of an import with bad lines can be used by everyone', async () => {
      await open('/import');
      await choose('users.csv', HEADING, BAD);
      await visitor.button('Check the file').click();
      await visitor.shows('1 bad line');
      await expectManners(visitor);
    });

    test('an import can be done without a mouse', async () => {
      await open('/import');
      await choose('users.csv', HEADING, BAD);
      await visitor.button('Check the file').focus();
      await visitor.page.keyboard.press('Tab');
      await visitor.page.keyboard.press('Enter');
      await visitor.shows('The file is imported');
    });
  });
});
