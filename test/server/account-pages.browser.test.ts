/// <reference lib="dom" />

import { User } from '../../src/users/user.entity.js';
import { AccountVisitor } from '../support/account-visitor.js';
import { PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { describeInBrowser, takePicture, useBrowser } from '../support/browser.js';
import { useGatehouse } from '../support/gatehouse.js';
import { addApp, totpCode } from '../support/second-factor.js';

const PHONE = 'Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0';
const NEW_PASSWORD = 'another horse battery';

describeInBrowser('account pages', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse();
  let visitor: AccountVisitor;
  let email: string;
  beforeEach(async () => {
    const origin = await gatehouse.api.origin();
    visitor = new AccountVisitor(await browser.open(`${origin}/account`), origin);
    email = someEmail();
  });
  afterEach(() => expect(browser.violations).toEqual([]));

  const openMail = async (path: string, address = email) =>
    visitor.visit(`${path}?token=${await gatehouse.mailedToken(address)}`);

  describe('for someone new', () => {
    test('the account pages lead to the form to sign in, and from there to the one to sign up', async () => {
      await visitor.shows('Sign in');
      await visitor.follow('Create an account');
      await visitor.shows('Create your account');
      await visitor.page.goBack();
      await visitor.shows('Sign in');
    });

    test('the account pages say at each field what is wrong with it, and focus the first', async () => {
      await visitor.signUp({ Email: 'ada', Username: 'a', Password: 'short' });
      expect(await visitor.problemAt('Email')).toMatch(/email/);
      expect(await visitor.problemAt('Username')).toMatch(/3/);
      expect(await visitor.problemAt('Password')).toMatch(/8/);
      expect(await visitor.field('Email').evaluate((field) => field === document.activeElement)).toBe(true);
    });

    test('the account pages let someone new sign up, and verify the address by the link in the email', async () => {
      await visitor.signUp({ Email: email, Password: PASSWORD });
      await visitor.shows('Profile');
      await visitor.page.getByText('Not verified').waitFor();
      await openMail('/verify-email');
      await visitor.button('Verify').click();
      await visitor.shows('Your address is verified');
      await visitor.follow('Go to your account');
      await visitor.page.getByText('Verified', { exact: true }).waitFor();
    });

    test('the account pages take the code from an email, too, in place of its link', async () => {
      await gatehouse.api.newUser(email);
      await visitor.visit('/verify-email');
      await visitor.send({ 'Code from the email': await gatehouse.mailedToken(email) }, 'Verify');
      await visitor.shows('Your address is verified');
    });

    test('the account pages make someone the first administrator by the link that the server prints', async () => {
      await visitor.visit(`/first-administrator?token=${await gatehouse.app.claimToken()}`);
      await visitor.send({ Email: email, Password: PASSWORD }, 'Create account');
      await visitor.shows('First administrator');
      await visitor.button('Become the administrator').click();
      await visitor.shows('You are the first administrator');
      expect(await gatehouse.app.claimToken()).toBeUndefined();
      await visitor.follow('Open the console');
      await visitor.shows('Overview');
    });
  });

  describe('for someone who signs in', () => {
    beforeEach(() => gatehouse.newVerifiedUser({ email }));

    test('the account pages say that the password is wrong', async () => {
      await visitor.signIn({ Email: email, Password: 'wrong' });
      expect(await visitor.problem()).toMatch(/email address or the password/);
    });

    test('the account pages take the username in place of the email address', async () => {
      await gatehouse.em.nativeUpdate(User, { email }, { username: 'Countess' });
      await visitor.signIn({ Email: 'countess', Password: 'wrong' });
      expect(await visitor.problem()).toMatch(/^The username or the password/);
      await visitor.signIn({ Email: 'countess', Password: PASSWORD });
      await visitor.shows('Profile');
    });

    test('the account pages set a new password by the link in an email', async () => {
      await visitor.follow('Forgot your password?');
      await visitor.send({ Email: email }, 'Email me a link');
      await visitor.shows('Check your inbox');
      await openMail('/reset-password');
      await visitor.send({ 'New password': NEW_PASSWORD }, 'Set password');
      await visitor.shows('Your password is set');
      await visitor.signIn({ Email: email, Password: NEW_PASSWORD });
      await visitor.shows('Profile');
    });

    test.each(['app', 'recovery'])('the account pages ask for a second factor, and take a code: %s', async (kind) => {
      const ada = await addApp(gatehouse, await gatehouse.api.login({ email }));
      gatehouse.clock.advance({ seconds: 30 });
      await visitor.signIn({ Email: email, Password: PASSWORD });
      if (kind === 'recovery') await visitor.button('Use a recovery code').click();
      const label = kind === 'app' ? 'Code' : 'Recovery code';
      await visitor.send({ [label]: '000000' }, 'Continue');
      expect(await visitor.problemAt(label)).toMatch(/wrong/);
      await visitor.send({ [label]: kind === 'app' ? ada.code() : (ada.recoveryCodes[0] ?? '') }, 'Continue');
      await visitor.shows('Profile');
    });

    test('the account pages lead users who sign in to where they were going', async () => {
      await visitor.visit('/devices');
      await visitor.send({ Email: email, Password: PASSWORD }, 'Sign in');
      await visitor.shows('Devices');
      await visitor.arrives('/devices');
    });

    test('the account pages know a user whom a front end on another origin has signed in', async () => {
      await visitor.signIn({ Email: email, Password: PASSWORD });
      await visitor.shows('Profile');
      await visitor.page.evaluate('localStorage.clear()');
      await visitor.visit('/security');
      await visitor.shows('Security');
    });

    test('the account pages can be used without a mouse', async () => {
      await visitor.shows('Sign in');
      const { keyboard } = visitor.page;
      await keyboard.press('Tab');
      await keyboard.type(email);
      await keyboard.press('Tab');
      await keyboard.type(PASSWORD);
      await keyboard.press('Enter');
      await visitor.shows('Profile');
      await visitor.button('Sign out').focus();
      await keyboard.press('Enter');
      await visitor.shows('Sign in');
    });
  });

  describe('for someone signed in', () => {
    let user: SignedIn;
    beforeEach(async () => {
      user = await gatehouse.newVerifiedUser({ email });
      await visitor.signIn({ Email: email, Password: PASSWORD });
      await visitor.shows('Profile');
      // Who confirms the identity does so after the login.
      gatehouse.clock.advance({ seconds: 1 });
    });

    test('the account pages go back by the button of the browser', async () => {
      await visitor.follow('Security');
      await visitor.shows('Security');
      await visitor.page.goBack();
      await visitor.shows('Profile');
    });

    test('the account pages save a username', async () => {
      await visitor.send({ Username: 'a' }, 'Save');
      expect(await visitor.problemAt('Username')).toMatch(/3/);
      await visitor.send({ Username: `ada-${email.slice(7, 12)}` }, 'Save');
      await visitor.says('Your username is saved.');
    });

    test('the account pages change the password, which signs out other devices', async () => {
      await visitor.follow('Security');
      await visitor.send({ 'Current password': 'wrong', 'New password': NEW_PASSWORD }, 'Change password');
      expect(await visitor.problemAt('Current password')).toMatch(/password is wrong/);
      await visitor.send({ 'Current password': PASSWORD }, 'Change password');
      await visitor.says('Other devices signed out: 1.');
      expect(await gatehouse.api.refusal(user.accessToken)).toBe('TOKEN_BLACKLISTED');
    });

    test('the account pages add an authenticator app, show recovery codes, and remove it', async () => {
      await visitor.follow('Security');
      await visitor.button('Add an authenticator app').click();
      const secret = (await visitor.page.locator('code.secret').innerText()).replaceAll(' ', '');
      await visitor.send({ 'Code of the app': totpCode(secret, gatehouse.clock.now()) }, 'Continue');
      await visitor.shows('Save your recovery codes');
      expect(await visitor.page.getByRole('dialog').getByRole('listitem').count()).toBe(10);
      await visitor.button('I have saved them').click();
      await visitor.button('Remove').click();
      await visitor.button('Remove', visitor.page.getByRole('dialog')).click();
      await visitor.page.getByText('Off', { exact: true }).waitFor();
    });

    test('the account pages ask for the password again before something sensitive, and then do it', async () => {
      gatehouse.clock.advance({ minutes: 11 });
      await visitor.follow('Security');
      await visitor.button('Add an authenticator app').click();
      await visitor.shows('Confirm that it is you');
      await visitor.send({ Password: 'wrong' }, 'Confirm');
      expect(await visitor.problemAt('Password')).toMatch(/wrong/);
      await visitor.send({ Password: PASSWORD }, 'Confirm');
      await visitor.shows('Add an authenticator app');
    });

    test('the account pages sign out another device', async () => {
      const { accessToken } = await gatehouse.api.login({ email }, { headers: { 'user-agent': PHONE } });
      await visitor.follow('Devices');
      const phone = visitor.devices().filter({ hasText: 'Firefox on Android' });
      await phone.waitFor();
      await takePicture(visitor.page, 'account-devices', 1000, 600);
      await visitor.button('Sign out', phone).click();
      await visitor.says('Firefox on Android is signed out.');
      await phone.waitFor({ state: 'detached' });
      expect(await gatehouse.api.refusal(accessToken)).toBe('TOKEN_BLACKLISTED');
    });

    test('the account pages sign out all other devices', async () => {
      await gatehouse.api.login({ email });
      await visitor.follow('Devices');
      await visitor.page.getByText('Signed in on 3 devices').waitFor();
      await visitor.button('Sign out all others').click();
      await visitor.button('Sign out all others', visitor.page.getByRole('dialog')).click();
      await visitor.page.getByText('Signed in on 1 device').waitFor();
      expect(await gatehouse.api.refusal(user.accessToken)).toBe('TOKEN_BLACKLISTED');
    });

    test('the account pages ask to sign in again at once when the session ends elsewhere', async () => {
      await visitor.follow('Devices');
      await visitor.devices().first().waitFor();
      await gatehouse.api.logoutAll(user.accessToken);
      await visitor.shows('Sign in');
      await visitor.says('Sign in again.');
    });

    test('the account pages ask to sign in where the session ended while they were closed', async () => {
      await visitor.page.goto('about:blank');
      await gatehouse.api.logoutAll(user.accessToken);
      await visitor.signIn({ Email: email, Password: PASSWORD });
      await visitor.shows('Profile');
    });

    test('the account pages change the email address, and undo the change', async () => {
      const newEmail = someEmail();
      await visitor.follow('Danger zone');
      await visitor.send({ 'New email address': newEmail }, 'Change address');
      await visitor.send({ Password: PASSWORD }, 'Confirm');
      await visitor.says('email');
      await openMail('/verify-email', newEmail);
      await visitor.button('Verify').click();
      await visitor.page.getByText(newEmail).waitFor();
      await openMail('/undo-email-change');
      await visitor.button('Undo the change').click();
      await visitor.page.getByText(`Your account uses ${email} again.`).waitFor();
    });

    test('the account pages delete an account once its address is typed', async () => {
      await visitor.follow('Danger zone');
      await visitor.button('Delete account').click();
      const dialog = visitor.page.getByRole('dialog');
      expect(await visitor.button('Delete account', dialog).isDisabled()).toBe(true);
      await visitor.field('Your email address').fill(email);
      await visitor.button('Delete account', dialog).click();
      await visitor.send({ Password: PASSWORD }, 'Confirm');
      await visitor.says('Your account is deleted.');
      await visitor.shows('Sign in');
      expect((await gatehouse.api.login({ email })).code).toBe('INVALID_CREDENTIALS');
    });

    test('the account pages sign out in every tab', async () => {
      const other = await visitor.openTab();
      await other.shows('Profile');
      await visitor.button('Sign out').click();
      for (const tab of [visitor, other]) await tab.shows('Sign in');
    });
  });
});
