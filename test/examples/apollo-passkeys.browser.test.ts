import { Session } from '../../src/sessions/session.entity.js';
import { User } from '../../src/users/user.entity.js';
import { AccountApp } from '../support/account-app.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { BuiltFrontEnd } from '../support/built-front-end.js';
import { freePort } from '../support/free-port.js';
import { useGatehouse } from '../support/gatehouse.js';
import {
  type DeviceSettings,
  reloadWithAutofill,
  VirtualAuthenticator,
  withoutAutofill,
} from '../support/virtual-authenticator.js';

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

  async function addPasskey(name: string): Promise<void> {
    await app.send({ 'Name of the passkey': name }, 'Add a passkey');
    await app.says(`${name} was added.`);
  }

  /** Opens the page that the last email links to. */
  const openEmailed = async (page: string) =>
    app.page.goto(`${url}/${page}?token=${await gatehouse.mailedToken(email)}`);

  /** Goes on at another computer, in a browser that knows nothing yet. */
  async function changeDevice(settings: DeviceSettings = {}): Promise<void> {
    await device.remove();
    app = new AccountApp(await browser.open('about:blank'));
    device = await VirtualAuthenticator.addTo(app.page, settings);
    await app.page.goto(url);
    await app.shows('Sign in');
  }

  test('someone new signs up in the Apollo example by a passkey alone, signs in on another device, loses both and recovers', async () => {
    await signUp();
    await openEmailed('verify-email');
    await app.button('Verify').click();
    await app.says(`Your address ${email} is verified.`);

    await changeDevice({ credentials: await device.credentials() });
    await signInByButton();
    await app.shows(`Hello, ${email}`);

    await changeDevice();
    await app.open('Forgotten password');
    await app.send({ Email: email }, 'Email me a link');
    await app.says('we have sent it an email');
    await openEmailed('reset-password');
    await app.send({ 'New password': NEW_PASSWORD }, 'Set password');
    await app.says('Your password was reset');
    await app.page.goto(url);
    await app.send({ Email: email, Password: NEW_PASSWORD }, 'Sign in');
    await app.shows(`Hello, ${email}`);

    await app.button('Remove', passkeys()).click();
    await passkeys().waitFor({ state: 'detached' });
    await addPasskey('New phone');
    await signOut();
    await signInByButton();
    await app.shows(`Hello, ${email}`);
  });

  test('the Apollo example adds a passkey of another device, renames it and signs in by it', async () => {
    await signUp();
    await device.remove();
    device = await VirtualAuthenticator.addTo(app.page);
    await addPasskey('Phone');
    const phone = passkeys().filter({ hasText: 'Phone' });
    await phone.locator('summary').click();
    await app.field('New name of Phone').fill('Blue key');
    await app.button('Rename', phone).click();
    await passkeys().filter({ hasText: 'Blue key' }).waitFor();
    await signOut();
    await signInByButton();
    await app.shows(`Hello, ${email}`);
  });

  test('the Apollo example offers passkeys in the field for the email address', async () => {
    await signUp();
    await signOut();
    await reloadWithAutofill(app.page);
    await app.shows(`Hello, ${email}`);
  });

  test('the Apollo example makes no passkey and no account if the dialog of the browser is cancelled', async () => {
    await app.open('Sign up');
    await device.recognises(false);
    await app.send({ 'Email for the passkey': email }, 'Sign up with a passkey');
    expect(await app.problem()).toBe('No passkey was used.');
    expect(await device.passkeyCount()).toBe(0);
    expect(await gatehouse.em.count(User, { email })).toBe(0);
  });

  test('the Apollo example signs nobody in if the dialog of the browser is cancelled, and lets them try again', async () => {
    await signUp();
    await signOut();
    await device.recognises(false);
    await signInByButton();
    await app.page.locator('form[aria-busy=true]').waitFor({ state: 'detached' });
    await app.shows('Sign in');
    expect(await gatehouse.em.count(Session, { user: { email }, endedAt: null })).toBe(0);
    await device.recognises(true);
    await signInByButton();
    await app.shows(`Hello, ${email}`);
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
    await addPasskey('Phone');
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
