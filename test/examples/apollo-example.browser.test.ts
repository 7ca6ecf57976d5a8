/// <reference lib="dom" />
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountApp } from '../support/account-app.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { describeInBrowser, takePicture, useBrowser } from '../support/browser.js';
import { BuiltFrontEnd } from '../support/built-front-end.js';
import { useGatehouse } from '../support/gatehouse.js';
import { sha1 } from '../support/range-server.js';
import { addApp, totpCode } from '../support/second-factor.js';

const PHONE = 'Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0';
const NEW_PASSWORD = 'another horse battery';

describeInBrowser('examples/apollo-react, in a browser', () => {
  const browser = useBrowser();
  const folder = mkdtempSync(join(tmpdir(), 'breached-'));
  const breachedPasswordsFile = join(folder, 'pwned.txt');
  const publish = (password: string) => writeFileSync(breachedPasswordsFile, `${sha1(password)}:1\n`);
  publish('a password that no one here has');
  afterAll(() => rmSync(folder, { recursive: true }));
  const limits = { rateLimitsDisabled: false, loginFailuresPerAccountPerHour: 1 };
  const gatehouse = useGatehouse({ ...limits, breachedPasswords: 'file', breachedPasswordsFile });
  const frontEnd = new BuiltFrontEnd('examples/apollo-react');
  let app: AccountApp;
  let email: string;
  beforeAll(async () => frontEnd.start(await gatehouse.api.url()));
  afterAll(() => frontEnd.stop());
  beforeEach(async () => {
    app = new AccountApp(await browser.open(frontEnd.url));
    email = someEmail();
  });

  async function signUp() {
    await app.signUp({ Email: email, Password: PASSWORD });
    await app.shows(`Hello, ${email}`);
  }

  describe('users who are new', () => {
    test('the Apollo example says at each field what is wrong with it, and focuses the first', async () => {
      await app.signUp({ Email: 'ada', Username: 'a', Password: 'short' });
      expect(await app.problemAt('Email')).toMatch(/e-?mail/i);
      expect(await app.problemAt('Username')).toMatch(/3/);
      expect(await app.problemAt('Password')).toMatch(/8/);
      expect(await app.field('Email').evaluate((field) => field === document.activeElement)).toBe(true);
      await takePicture(app.page, 'apollo-sign-up', 560, 560);
    });

    test('the Apollo example says at its field that an email address or a username is taken', async () => {
      await gatehouse.newVerifiedUser({ email });
      await gatehouse.api.register({ email: someEmail(), username: 'Grace' });
      await app.signUp({ Email: email, Password: PASSWORD });
      expect(await app.problemAt('Email')).toMatch(/account/);
      await app.signUp({ Email: someEmail(), Username: 'grace', Password: PASSWORD });
      expect(await app.problemAt('Username')).toMatch(/username/);
    });

    test('the Apollo example shows a new account, even after it is reloaded', async () => {
      await signUp();
      await app.page.reload();
      await app.shows(`Hello, ${email}`);
    });
  });

  describe('users who sign in', () => {
    beforeEach(() => gatehouse.api.newUser(email));

    test('the Apollo example advises to change a password that was stolen elsewhere', async () => {
      publish(PASSWORD);
      await app.send({ Email: email, Password: PASSWORD }, 'Sign in');
      await app.says('on a list of stolen passwords');
      publish('a password that no one here has');
    });

    test('the Apollo example says that the password is wrong, and how long to wait after too many attempts', async () => {
      await app.send({ Email: email, Password: 'wrong' }, 'Sign in');
      expect(await app.problem()).toMatch(/e-?mail address or the password/);
      await app.send({ Password: 'wrong again' }, 'Sign in');
      await app.page.getByText('Try again in 2 seconds.').waitFor();
    });

    test('the Apollo example names the cause if the browser keeps no cookies for the page', async () => {
      await app.page.goto(frontEnd.urlAt('127.0.0.1'));
      await app.send({ Email: email, Password: PASSWORD }, 'Sign in');
      expect(await app.problem()).toMatch(/cookies .* same site as the API/);
    });

    test.each(['app', 'recovery'])('the Apollo example asks for a second factor and a code: %s', async (kind) => {
      const ada = await addApp(gatehouse, await gatehouse.api.login({ email }));
      gatehouse.clock.advance({ seconds: 30 });
      await app.send({ Email: email, Password: PASSWORD }, 'Sign in');
      await app.send({ Code: '000000' }, 'Continue');
      expect(await app.problemAt('Code')).toMatch(/wrong/);
      await app.send({ Code: kind === 'app' ? ada.code() : (ada.recoveryCodes[0] ?? '') }, 'Continue');
      await app.shows(`Hello, ${email}`);
    });

    test('the Apollo example sets a new password by the link in an email', async () => {
      await app.open('Forgotten password');
      await app.send({ Email: email }, 'Email me a link');
      await app.says('mail');
      await app.page.goto(`${frontEnd.url}/reset-password?token=${await gatehouse.mailedToken(email)}`);
      await app.send({ 'New password': NEW_PASSWORD }, 'Set password');
      await app.says('password');
      await app.page.getByRole('link', { name: 'My account' }).click();
      await app.send({ Email: email, Password: NEW_PASSWORD }, 'Sign in');
      await app.shows(`Hello, ${email}`);
    });

    test('the Apollo example verifies the address by the link in an email, once', async () => {
      await app.page.goto(`${frontEnd.url}/verify-email?token=${await gatehouse.mailedToken(email)}`);
      await app.button('Verify').click();
      await app.says(`Your address ${email} is verified.`);
      await app.button('Verify').click();
      expect(await app.problem()).toMatch(/used/);
    });

    test('the Apollo example confirms a new address after asking for the password, and undoes the change', async () => {
      const newEmail = someEmail();
      const { accessToken } = await gatehouse.api.login({ email });
      await gatehouse.api.mutate('verifyEmail', { token: await gatehouse.mailedToken(email) });
      await gatehouse.api.mutate('changeEmail', { newEmail, password: PASSWORD }, accessToken);
      await app.page.goto(`${frontEnd.url}/verify-email?token=${await gatehouse.mailedToken(newEmail)}`);
      await app.button('Verify').click();
      expect(await app.problem()).toMatch(/Enter the password/);
      await app.send({ Password: PASSWORD }, 'Verify');
      await app.says(`Your address ${newEmail} is verified.`);
      await app.page.goto(`${frontEnd.url}/undo-email-change?token=${await gatehouse.mailedToken(email)}`);
      await app.button('Undo the change').click();
      await app.says(`Your account uses ${email} again.`);
    });

    test('the Apollo example can be used without a mouse', async () => {
      await app.shows('Sign in');
      await app.page.keyboard.press('Tab');
      await app.page.keyboard.type(email);
      await app.page.keyboard.press('Tab');
      await app.page.keyboard.type(PASSWORD);
      await app.page.keyboard.press('Enter');
      await app.shows(`Hello, ${email}`);
      await app.page.keyboard.press('Tab');
      await app.page.keyboard.press('Enter');
      await app.shows('Sign in');
    });

    test('the Apollo example fits on a phone', async () => {
      await app.page.setViewportSize({ width: 320, height: 640 });
      await app.send({ Email: email, Password: PASSWORD }, 'Sign in');
      await app.devices().first().waitFor();
      expect(await app.overflow()).toBe(0);
    });
  });

  describe('users who are signed in', () => {
    beforeEach(signUp);

    test('the Apollo example saves a username', async () => {
      await app.send({ Username: 'Ada Lovelace' }, 'Save');
      expect(await app.problemAt('Username')).toMatch(/letters/);
      await app.send({ Username: 'Ada' }, 'Save');
      await app.shows('Hello, Ada');
      await takePicture(app.page, 'apollo-account', 560, 560);
    });

    test('the Apollo example signs another device out', async () => {
      const { accessToken } = await gatehouse.api.login({ email }, { headers: { 'user-agent': PHONE } });
      await app.page.reload();
      await app.devices().filter({ hasText: 'Firefox, Android' }).waitFor();
      await app.button('Sign out', app.devices()).click();
      await app.says('is signed out');
      expect(await app.devices().count()).toBe(1);
      expect(await gatehouse.api.refusal(accessToken)).toBe('TOKEN_BLACKLISTED');
    });

    test('the Apollo example changes the password, which signs other devices out', async () => {
      await gatehouse.api.login({ email });
      await app.send({ 'Current password': 'wrong', 'New password': NEW_PASSWORD }, 'Change password');
      expect(await app.problemAt('Current password')).toMatch(/password is wrong/);
      gatehouse.clock.advance({ seconds: 2 });
      await app.send({ 'Current password': PASSWORD }, 'Change password');
      await app.says('Other devices signed out: 1.');
      expect((await gatehouse.api.login({ email, password: NEW_PASSWORD })).__typename).toBe('AuthPayload');
    });

    test('the Apollo example adds an authenticator app by its QR code, and shows recovery codes to copy', async () => {
      await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await app.button('Add an app').click();
      await app.seesQrCode();
      await takePicture(app.page, 'apollo-second-factor', 560, 560);
      await app.send({ 'First code': '000000' }, 'Add');
      expect(await app.problemAt('First code')).toMatch(/wrong/);
      await app.send({ 'First code': totpCode(await app.secret(), gatehouse.clock.now()) }, 'Add');
      await app.shows('Your recovery codes');
      await app.button('Copy').click();
      await app.says('Copied.');
      const copied = await app.page.evaluate(() => navigator.clipboard.readText());
      expect(copied.split('\n')).toEqual(await app.recoveryCodes());
      await app.button('I have kept them').click();
      await app.page.getByText('Recovery codes left: 10').waitFor();
    });

    test('the Apollo example asks for the password before an app is added, if the login was a while ago', async () => {
      gatehouse.clock.advance({ minutes: 11 });
      await app.button('Add an app').click();
      await app.send({ 'Your password': 'wrong' }, 'Confirm');
      expect(await app.problemAt('Your password')).toMatch(/password is wrong/);
      await app.page.keyboard.press('Escape');
      expect(await app.problem()).toMatch(/fresh login/);
      await app.button('Add an app').click();
      gatehouse.clock.advance({ seconds: 2 });
      await app.send({ 'Your password': PASSWORD }, 'Confirm');
      await app.page.getByAltText('QR code').waitFor();
    });

    test('the Apollo example asks for a code before an app is removed or recovery codes are renewed', async () => {
      await app.button('Add an app').click();
      const secret = await app.secret();
      await app.send({ 'First code': totpCode(secret, gatehouse.clock.now()) }, 'Add');
      await app.button('I have kept them').click();
      gatehouse.clock.advance({ minutes: 11 });
      await app.button('New recovery codes').click();
      await app.send({ Code: totpCode(secret, gatehouse.clock.now()) }, 'Confirm');
      await app.shows('Your recovery codes');
      await app.button('I have kept them').click();
      await app.button('Remove').click();
      await app.button('Remove').waitFor({ state: 'detached' });
      expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
    });

    test('the Apollo example fits on a phone while an app is added', async () => {
      await app.page.setViewportSize({ width: 320, height: 640 });
      await app.button('Add an app').click();
      await app.page.getByAltText('QR code').waitFor();
      expect(await app.overflow()).toBe(0);
      await app.send({ 'First code': totpCode(await app.secret(), gatehouse.clock.now()) }, 'Add');
      await app.shows('Your recovery codes');
      expect(await app.overflow()).toBe(0);
      gatehouse.clock.advance({ minutes: 11 });
      await app.button('Remove').click();
      await app.field('Code').waitFor();
      expect(await app.overflow()).toBe(0);
    });

    test('the Apollo example signs out everywhere, in every tab', async () => {
      const other = await app.openTab();
      await other.shows(`Hello, ${email}`);
      await app.button('Sign out everywhere').click();
      for (const tab of [app, other]) await tab.shows('Sign in');
      await other.says('You were signed out in another tab.');
    });

    test('the Apollo example keeps a user signed in whose access token has expired', async () => {
      gatehouse.clock.advance({ minutes: 16 });
      await app.page.reload();
      await app.shows(`Hello, ${email}`);
    });

    test('the Apollo example says when the session was ended elsewhere', async () => {
      await gatehouse.api.logoutAll((await gatehouse.api.login({ email })).accessToken);
      await app.send({ Username: 'ada' }, 'Save');
      await app.says('You were signed out on another device.');
    });

    test('the Apollo example asks to sign in when the cookies are gone', async () => {
      await app.page.context().clearCookies();
      await app.page.reload();
      await app.shows('Sign in');
    });
  });
});
