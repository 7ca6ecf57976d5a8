/// <reference lib="dom" />

import { AccountVisitor } from '../support/account-visitor.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { useGatehouse } from '../support/gatehouse.js';
import { expectManners } from '../support/manners.js';
import { until } from '../support/until.js';

/** What a visitor has to load before the first page is shown, at most: headers not counted. */
const FIRST_PAGE_BYTES = 150_000;

const HOSTILE = '<img src=x onerror="owned=1"><script>owned=1</script>';

const ENTRANCES = [
  ['/sign-in', 'Sign in'],
  ['/sign-up', 'Create your account'],
  ['/forgotten-password', 'Forgot your password?'],
  ['/reset-password?token=x', 'Choose a new password'],
  ['/reset-password?token=x&invited=true', 'Welcome to Gatehouse'],
  ['/verify-email?token=x', 'Verify your address'],
  ['/undo-email-change?token=x', 'Undo the change of your address'],
  ['/email-login?token=x', 'Open the link where you asked for it'],
] as const;

const PAGES = [
  ['/profile', 'Username'],
  ['/security', 'Two-step sign-in'],
  ['/devices', 'Signed in on 2 devices'],
  ['/danger-zone', 'Delete your account'],
  ['/first-administrator?token=x', 'First administrator'],
] as const;

describeInBrowser('manners of the account pages', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse({ corsOrigins: ['https://app.example.com'], emailLogin: 'both' });
  let visitor: AccountVisitor;
  beforeEach(async () => {
    const origin = await gatehouse.api.origin();
    visitor = new AccountVisitor(await browser.open('about:blank'), origin);
  });
  afterEach(() => expect(browser.violations).toEqual([]));

  async function signIn(path = '/sign-in') {
    const email = someEmail();
    await gatehouse.newVerifiedUser({ email });
    await visitor.visit(path);
    await visitor.send({ Email: email, Password: PASSWORD }, 'Sign in');
    await visitor.page.waitForURL(({ pathname }) => !pathname.endsWith('/sign-in'));
  }

  test.each(ENTRANCES)(
    'an account page can be used by everyone, light and dark, on a phone: %s',
    async (path, heading) => {
      await visitor.visit(path);
      await visitor.shows(heading);
      await expectManners(visitor);
    },
  );

  test('the account pages for signed-in users can be used by everyone, light and dark, on a phone', async () => {
    await signIn();
    for (const [path, heading] of PAGES) {
      await visitor.visit(path);
      await visitor.shows(heading);
      await expectManners(visitor);
    }
  });

  test('a dialog of the account pages can be used by everyone, and Escape closes it', async () => {
    await signIn('/danger-zone');
    const opener = visitor.button('Delete account');
    await opener.click();
    await visitor.shows('Delete your account?');
    await expectManners(visitor);
    await visitor.page.keyboard.press('Escape');
    await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
    const isFocused = () => opener.evaluate((button) => button === document.activeElement);
    await until(isFocused);
    expect(await isFocused()).toBe(true);
  });

  test('every account page for signed-in users has a button to sign out', async () => {
    await signIn();
    for (const [path, heading] of PAGES) {
      await visitor.visit(path);
      await visitor.shows(heading);
      expect(await visitor.button('Sign out', visitor.page.getByRole('banner')).isVisible()).toBe(true);
    }
  });

  test('the password fields of the account pages hide what is typed, and take what is pasted or filled in', async () => {
    await visitor.visit('/sign-up');
    const password = visitor.field('Password');
    await visitor.field('Username').fill(PASSWORD);
    for (const key of ['A', 'C']) await visitor.page.keyboard.press(`ControlOrMeta+${key}`);
    await password.focus();
    await visitor.page.keyboard.press('ControlOrMeta+V');
    expect(await password.inputValue()).toBe(PASSWORD);
    expect(await password.getAttribute('type')).toBe('password');
    expect(await password.getAttribute('autocomplete')).toBe('new-password');
  });

  test('the first account page is shown after less than 150 kB', async () => {
    const sizes: Promise<number>[] = [];
    visitor.page.on('response', (response) =>
      sizes.push(
        response
          .request()
          .sizes()
          .then(({ responseBodySize }) => responseBodySize),
      ),
    );
    await visitor.visit('/sign-in');
    await visitor.shows('Sign in');
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(total).toBeLessThan(FIRST_PAGE_BYTES);
    expect(total).toBeGreaterThan(50_000);
  });

  test('the account pages say that the server cannot be reached, and the button tries again', async () => {
    await visitor.visit('/sign-in');
    await visitor.shows('Sign in');
    await visitor.page.context().setOffline(true);
    await visitor.send({ Email: someEmail(), Password: PASSWORD }, 'Sign in');
    expect(await visitor.problem()).toMatch(/cannot be reached/);
    await visitor.page.context().setOffline(false);
    await visitor.button('Sign in').click();
    await visitor.page.getByText('email address or the password').waitFor();
  });

  test('the account pages show as text what a device says about itself', async () => {
    const email = someEmail();
    await gatehouse.newVerifiedUser({ email });
    await gatehouse.api.login({ email }, { headers: { 'user-agent': HOSTILE } });
    await visitor.visit('/devices');
    await visitor.send({ Email: email, Password: PASSWORD }, 'Sign in');
    await visitor.page.getByText('onerror').waitFor();
    expect(await visitor.page.evaluate('typeof owned')).toBe('undefined');
  });

  // Whatever else a link may try: test/pages/return-to.unit.test.ts
  test.each(['//evil.example', 'https://app.example.com.evil.example/', 'javascript:alert(1)'])(
    'no link to the account pages leads to another site after signing in: %j',
    async (returnTo) => {
      await signIn(`/sign-in?${new URLSearchParams({ returnTo })}`);
      await visitor.shows('Profile');
      await visitor.arrives('/profile');
    },
  );

  test.each(['/account/devices', '/livez', 'https://app.example.com/welcome?a=b'])(
    'a link to the account pages leads to %s after signing in',
    async (returnTo) => {
      await visitor.page.route('https://app.example.com/**', (route) => route.fulfill({ body: 'Welcome' }));
      await signIn(`/sign-in?${new URLSearchParams({ returnTo })}`);
      const target = new URL(returnTo, await gatehouse.api.origin()).href;
      await visitor.page.waitForURL(target);
    },
  );
});
