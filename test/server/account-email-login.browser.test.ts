import type { Page } from 'playwright-core';
import { AccountVisitor } from '../support/account-visitor.js';
import { type SignedIn, someEmail } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { otherThan } from '../support/email-login.js';
import { freePort } from '../support/free-port.js';
import { useGatehouse } from '../support/gatehouse.js';
import { expectManners } from '../support/manners.js';
import { addApp } from '../support/second-factor.js';

const port = await freePort();
const origin = `http://localhost:${port}`;

/** Presses all that can be pressed on a page, as programs do that look for what is behind a link. */
async function pressEverything(page: Page): Promise<void> {
  const pressable = page.locator('button, a, [role=button], input[type=submit]');
  for (let index = 0; index < (await pressable.count()); index += 1)
    await pressable.nth(index).click({ force: true, timeout: 5_000 });
}

describeInBrowser('sign-in by email on the account pages', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse({ emailLogin: 'both', appUrl: `${origin}/account` });
  let visitor: AccountVisitor;
  let signedIn: SignedIn;
  let email: string;
  beforeAll(async () => void (await gatehouse.app.server.listen({ host: '127.0.0.1', port })));
  beforeEach(async () => {
    signedIn = await gatehouse.newVerifiedUser();
    email = signedIn.user.email;
    visitor = new AccountVisitor(await browser.open('about:blank'), origin);
  });
  afterEach(() => expect(browser.violations).toEqual([]));

  async function request(address = email, from = '/sign-in'): Promise<void> {
    await visitor.visit(from);
    await visitor.follow('Sign in by email');
    await visitor.send({ Email: address }, 'Send me the email');
    await visitor.shows('Check your inbox');
    await gatehouse.app.deliverMail();
  }

  const code = () => gatehouse.mail.code(email);
  const enter = (digits: string) => visitor.send({ Code: digits }, 'Sign in');

  /** The link as it is in the email. */
  const link = () => /http\S+email-login\?token=\S+/.exec(gatehouse.mail.to(email).at(-1)?.text ?? '')?.[0] ?? '';

  async function openLink(page?: Page): Promise<AccountVisitor> {
    const opened = new AccountVisitor(page ?? (await visitor.openTab()).page, origin);
    await opened.page.goto(link());
    return opened;
  }

  async function inAnotherBrowser(act: (page: Page) => Promise<void>): Promise<void> {
    const context = await visitor.page.context().browser()?.newContext();
    if (!context) throw new Error('The browser is closed.');
    await context
      .newPage()
      .then(act)
      .finally(() => context.close());
  }

  test('the account pages sign in by the code in an email', async () => {
    await request();
    await enter(`${code().slice(0, 4)} ${code().slice(4)}`);
    await visitor.shows('Profile');
  });

  test('the account pages sign in by the link in an email once a button is pressed, also where it was requested', async () => {
    await request();
    const opened = await openLink();
    await opened.button('Sign in').click();
    await opened.shows('Profile');
    await visitor.shows('Profile');
    expect(opened.page.url()).not.toContain('token');
  });

  test('a scanner that follows the link, runs its scripts and presses its buttons signs nobody in, and uses nothing up', async () => {
    await request();
    await inAnotherBrowser(async (page) => {
      const scanner = await openLink(page);
      await scanner.shows('Open the link where you asked for it');
      await pressEverything(page);
      await scanner.visit('/profile');
      await scanner.shows('Sign in');
    });
    const opened = await openLink();
    await opened.button('Sign in').click();
    await opened.shows('Profile');
  });

  test('the account pages lead a person from the link in an email to the page that needed the sign-in', async () => {
    await request(email, '/security');
    const opened = await openLink();
    await opened.button('Sign in').click();
    await opened.shows('Security');
    await visitor.shows('Security');
  });

  test('the account pages say the same for an address that has no account, and that its code is wrong', async () => {
    const stranger = someEmail();
    await request(stranger);
    await visitor.page.getByText(`If ${stranger} belongs to an account, we have sent it an email.`).waitFor();
    await enter('12345678');
    expect(await visitor.problemAt('Code')).toMatch(/^The code is wrong/);
  });

  test('the account pages send another email once the code was wrong three times', async () => {
    await request();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await enter(otherThan(code()));
      await visitor.problemAt('Code');
      await visitor.field('Code').fill('');
    }
    await enter(code());
    expect(await visitor.problem()).toMatch(/Request a new email/);
    await visitor.button('Send again').click();
    await visitor.says('we have sent it an email');
    await gatehouse.app.deliverMail();
    await enter(code());
    await visitor.shows('Profile');
  });

  test('the account pages refuse the link of an email once another one was requested, and send one more', async () => {
    await request();
    const first = link();
    await visitor.button('Send again').click();
    await visitor.says('we have sent it an email');
    await visitor.page.goto(first);
    await visitor.button('Sign in').click();
    expect(await visitor.problem()).toMatch(/Request a new email/);
    await visitor.button('Get another email').click();
    await visitor.shows('Sign in by email');
  });

  test('the account pages say that a code has expired', async () => {
    await request();
    gatehouse.clock.advance({ minutes: 10 });
    await enter(code());
    expect(await visitor.problem()).toMatch(/can no longer be used/);
  });

  test.each([
    ['code', (opened: AccountVisitor) => opened.send({ Code: code() }, 'Sign in'), () => visitor],
    ['link', (opened: AccountVisitor) => opened.button('Sign in').click(), openLink],
  ] as const)('the account pages ask for the second factor after the %s of an email', async (_, signIn, open) => {
    const app = await addApp(gatehouse, signedIn);
    await request();
    const opened = await open();
    await signIn(opened);
    await opened.shows('Enter your code');
    gatehouse.clock.advance({ seconds: 30 });
    await opened.send({ Code: app.code() }, 'Continue');
    await opened.shows('Profile');
  });

  test('the account pages still take the code after the page was loaded again, until there is to be another address', async () => {
    await request();
    await visitor.page.reload();
    await visitor.shows('Check your inbox');
    await visitor.button('Use another address').click();
    await visitor.shows('Sign in by email');
    await visitor.page.reload();
    await visitor.shows('Sign in by email');
  });

  test('the account pages say what is wrong with an address, and that the code is missing', async () => {
    await visitor.visit('/email-login');
    await visitor.send({ Email: 'ada' }, 'Send me the email');
    expect(await visitor.problemAt('Email')).toMatch(/without spaces/);
    await request();
    await visitor.button('Sign in').click();
    expect(await visitor.problemAt('Code')).toBe('Enter the code.');
  });

  test('sign-in by email on the account pages can be used by everyone, light and dark, on a phone', async () => {
    await visitor.visit('/email-login');
    await visitor.shows('Sign in by email');
    await expectManners(visitor);
    await request();
    await expectManners(visitor);
    const opened = await openLink();
    await opened.shows('Sign in');
    await expectManners(opened);
  });

  test('sign-in by email on the account pages needs no more than a keyboard', async () => {
    const { keyboard } = visitor.page;
    await visitor.visit('/sign-in');
    await visitor.page.getByRole('link', { name: 'Sign in by email' }).focus();
    await keyboard.press('Enter');
    await visitor.shows('Sign in by email');
    await keyboard.press('Tab');
    await keyboard.type(email);
    await keyboard.press('Enter');
    await visitor.shows('Check your inbox');
    await gatehouse.app.deliverMail();
    await keyboard.press('Tab');
    await keyboard.type(code());
    await keyboard.press('Enter');
    await visitor.shows('Profile');
  });
});

describeInBrowser.each([
  ['code', 'Email me a code', true],
  ['link', 'Email me a link', false],
] as const)('sign-in by email on the account pages, by EMAIL_LOGIN=%s', (emailLogin, button, takesCode) => {
  const browser = useBrowser();
  const gatehouse = useGatehouse({ emailLogin });

  test('the account pages offer what the emails contain', async () => {
    const server = await gatehouse.api.origin();
    const visitor = new AccountVisitor(await browser.open(`${server}/account/sign-in`), server);
    await visitor.follow('Sign in by email');
    await visitor.send({ Email: someEmail() }, button);
    await visitor.shows('Check your inbox');
    expect(await visitor.field('Code').count()).toBe(takesCode ? 1 : 0);
  });
});

describeInBrowser('sign-in by email on the account pages, where it is off', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse();

  test('the account pages do not offer to sign in by email where the server does not', async () => {
    const server = await gatehouse.api.origin();
    const visitor = new AccountVisitor(await browser.open('about:blank'), server);
    await visitor.visit('/email-login');
    await visitor.arrives('/sign-in');
    await visitor.page.waitForLoadState('networkidle');
    expect(await visitor.page.getByText('Sign in by email').count()).toBe(0);
  });
});
