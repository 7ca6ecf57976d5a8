import { User } from '../../src/users/user.entity.js';
import { AccountApp } from '../support/account-app.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { BuiltFrontEnd } from '../support/built-front-end.js';
import { freePort } from '../support/free-port.js';
import { useGatehouse } from '../support/gatehouse.js';
import { reloadWithAutofill, VirtualAuthenticator, withoutAutofill } from '../support/virtual-authenticator.js';

const NEW_PASSWORD = 'another horse battery';
const port = await freePort();

describeInBrowser('passkeys in examples/apollo-react, in a browser', () => {
  const browser = useBrowser();
  const url = `http://localhost:${port}`;
  const gatehouse = useGatehouse({ appUrl: url, passkeyOrigins: [url] });
  const frontEnd = new BuiltFrontEnd('examples/apollo-react');
  let app: AccountApp;
  let device: VirtualAuthenticator;
  let email: string;
  beforeAll(async () => frontEnd.start(await gatehouse.api.url(), port));
  afterAll(() => frontEnd.stop());
  beforeEach(async () => {
    email = someEmail();
    app = new AccountApp(await browser.open('about:blank'));
    device = await VirtualAuthenticator.addTo(app.page);
    await withoutAutofill(app.page);
    await app.page.goto(url);
  });
  afterEach(() => device.remove());

  async function signUp(): Promise<void> {
    await app.open('Sign up');
    await app.send({ 'Email for the passkey': email }, 'Sign up with a passkey');
    await app.shows(`Hello, ${email}`);
  }

  async function signOut(): Promise<void> {
    await app.button('Sign out').first().click();
    await app.shows('Sign in');
  }

  const signInByButton = () => app.button('Sign in with a passkey').click();

  const passkeys = () => app.page.getByRole('region', { name: 'Passkeys' }).getByRole('listitem');

  test('the Apollo example lets someone new sign up by a passkey, use another device, lose both and recover', async () => {
    await signUp();
    await device.remove();
    device = await VirtualAuthenticator.addTo(app.page);
    await app.send({ 'Name of the passkey': 'Phone' }, 'Add a passkey');
    await app.says('Phone was added.');
    await signOut();
    await signInByButton();
    await app.shows(`Hello, ${email}`);
    await signOut();
    await device.remove();
    device = await VirtualAuthenticator.addTo(app.page);
    await gatehouse.em.nativeUpdate(User, { email }, { emailVerifiedAt: gatehouse.clock.now() });
    await gatehouse.api.mutate('requestPasswordReset', { email });
    await app.page.goto(`${url}/reset-password?token=${await gatehouse.mailedToken(email)}`);
    await app.send({ 'New password': NEW_PASSWORD }, 'Set password');
    await app.says('Your password was reset');
    await app.page.goto(url);
    await app.send({ Email: email, Password: NEW_PASSWORD }, 'Sign in');
    await app.shows(`Hello, ${email}`);
    await app.button('Remove', passkeys().filter({ hasText: 'Phone' })).click();
    await passkeys().filter({ hasText: 'Phone' }).waitFor({ state: 'detached' });
  });

  test('the Apollo example offers passkeys in the field for the email address', async () => {
    await signUp();
    await signOut();
    await reloadWithAutofill(app.page);
    await app.shows(`Hello, ${email}`);
  });

  test('the Apollo example changes nothing if nobody chooses a passkey', async () => {
    await device.presence(false);
    await app.button('Sign in with a passkey').click();
    await app.shows('Sign in');
    await app.page.reload();
    await app.open('Sign up');
    await device.presence(true);
    await device.recognises(false);
    await app.send({ 'Email for the passkey': email }, 'Sign up with a passkey');
    expect(await app.problem()).toBe('No passkey was used.');
    expect(await device.passkeyCount()).toBe(0);
  });

  test('the Apollo example makes no passkey on a device that cannot verify its user', async () => {
    await device.remove();
    device = await VirtualAuthenticator.addTo(app.page, { verifies: false });
    await app.open('Sign up');
    await app.send({ 'Email for the passkey': email }, 'Sign up with a passkey');
    expect(await app.problem()).toBe('No passkey was used.');
  });

  test('a passkey that was removed in the Apollo example no longer signs in', async () => {
    await app.signUp({ Email: email, Password: PASSWORD });
    await app.shows(`Hello, ${email}`);
    await app.send({ 'Name of the passkey': 'Phone' }, 'Add a passkey');
    await app.says('Phone was added.');
    await app.button('Remove', passkeys()).click();
    await passkeys().waitFor({ state: 'detached' });
    await signOut();
    await signInByButton();
    expect(await app.problem()).toMatch(/not known here/);
  });

  test('passkeys in the Apollo example fit on a phone', async () => {
    await app.page.setViewportSize({ width: 360, height: 640 });
    await signUp();
    await passkeys().waitFor();
    const overflow = await app.page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
