/// <reference lib="dom" />
import { AccountApp } from '../support/account-app.js';
import { PASSWORD } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { BuiltFrontEnd } from '../support/built-front-end.js';
import { useGatehouse } from '../support/gatehouse.js';
import { totpCode } from '../support/second-factor.js';

describeInBrowser('examples/relay, in a browser', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse();
  const frontEnd = new BuiltFrontEnd('examples/relay');
  let app: AccountApp;
  beforeAll(async () => frontEnd.start(await gatehouse.api.url()));
  afterAll(() => frontEnd.stop());
  beforeEach(async () => {
    app = new AccountApp(await browser.open(frontEnd.url));
  });

  async function signIn(email: string) {
    await app.send({ Email: email, Password: PASSWORD }, 'Sign in');
    await app.shows(`Hello, ${email}`);
  }

  test('the Relay example says that the password is wrong', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    await app.send({ Email: email, Password: 'wrong' }, 'Sign in');
    expect(await app.problem()).toMatch(/e-?mail address or the password/);
  });

  test('the Relay example lists devices page by page, and removes the one that is signed out', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    for (let login = 0; login < 5; login += 1) await gatehouse.api.login({ email });
    await signIn(email);
    await app.button('Show more').click();
    await app.devices().nth(6).waitFor();
    await app.button('Sign out', app.devices().nth(6)).click();
    await app.devices().nth(6).waitFor({ state: 'detached' });
    expect(await app.devices().count()).toBe(6);
  });

  test('the Relay example lists all users for an administrator, page by page', async () => {
    const { user } = await gatehouse.newAdministrator();
    for (let person = 0; person < 10; person += 1) await gatehouse.api.newUser();
    await signIn(user.email);
    await app.page.getByRole('region', { name: 'Users' }).getByRole('button', { name: 'Show more' }).click();
    await app.page.getByRole('listitem').filter({ hasText: user.email }).waitFor();
  });

  const CODE = 'Code of your authenticator app, or a recovery code';

  /** Adds an app. @returns its secret. */
  async function addApp(): Promise<string> {
    await app.button('Add an app').click();
    await app.seesQrCode();
    const secret = await app.secret();
    await app.send({ 'First code': totpCode(secret, gatehouse.clock.now()) }, 'Add');
    await app.shows('Your recovery codes');
    return secret;
  }

  test('the Relay example adds an authenticator app, shows recovery codes to copy, and asks for a code at the next login', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(email);
    const secret = await addApp();
    await app.button('Copy').click();
    await app.says('Copied.');
    const [recoveryCode = ''] = await app.recoveryCodes();
    expect(await app.page.evaluate(() => navigator.clipboard.readText())).toContain(recoveryCode);
    await app.button('Sign out').first().click();
    for (const code of [() => recoveryCode, () => totpCode(secret, gatehouse.clock.now())]) {
      gatehouse.clock.advance({ seconds: 30 });
      await app.send({ Email: email, Password: PASSWORD }, 'Sign in');
      await app.send({ [CODE]: '000000' }, 'Continue');
      expect(await app.problem()).toMatch(/wrong/);
      await app.send({ [CODE]: code() }, 'Continue');
      await app.shows(`Hello, ${email}`);
      await app.button('Sign out').first().click();
    }
  });

  test('the Relay example asks to confirm who it is before an app is added or removed, if the login was a while ago', async () => {
    await signIn((await gatehouse.api.newUser()).user.email);
    gatehouse.clock.advance({ minutes: 11 });
    await app.button('Add an app').click();
    await app.send({ 'Your password': 'wrong' }, 'Confirm');
    expect(await app.problem()).toMatch(/password is wrong/);
    await app.page.keyboard.press('Escape');
    expect(await app.problem()).toMatch(/fresh login/);
    await app.button('Add an app').click();
    await app.send({ 'Your password': PASSWORD }, 'Confirm');
    await app.seesQrCode();
    await app.button('Cancel').click();
    const secret = await addApp();
    await app.button('I have kept them').click();
    gatehouse.clock.advance({ minutes: 11 });
    await app.button('Remove').click();
    await app.send({ [CODE]: totpCode(secret, gatehouse.clock.now()) }, 'Confirm');
    await app.button('Remove').waitFor({ state: 'detached' });
  });

  test('the Relay example fits on a phone while an app is added', async () => {
    await signIn((await gatehouse.api.newUser()).user.email);
    await app.page.setViewportSize({ width: 320, height: 640 });
    await app.button('Add an app').click();
    await app.seesQrCode();
    expect(await app.overflow()).toBe(0);
    await app.send({ 'First code': totpCode(await app.secret(), gatehouse.clock.now()) }, 'Add');
    await app.shows('Your recovery codes');
    expect(await app.overflow()).toBe(0);
  });

  test('the Relay example shows nothing of one user to the next', async () => {
    await signIn((await gatehouse.newAdministrator()).user.email);
    await app.button('Sign out').first().click();
    await signIn((await gatehouse.api.newUser()).user.email);
    expect(await app.page.getByText('Users').count()).toBe(0);
  });
});
