import { AccountVisitor } from '../support/account-visitor.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { freePort } from '../support/free-port.js';
import { useGatehouse } from '../support/gatehouse.js';
import { addApp } from '../support/second-factor.js';
import { reloadWithAutofill, VirtualAuthenticator, withoutAutofill } from '../support/virtual-authenticator.js';

const port = await freePort();
const origin = `http://localhost:${port}`;

describeInBrowser('passkeys on the account pages', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse({ passkeyOrigins: [origin], appUrl: `${origin}/account` });
  let visitor: AccountVisitor;
  let device: VirtualAuthenticator;
  let email: string;
  beforeAll(async () => void (await gatehouse.app.server.listen({ host: '127.0.0.1', port })));
  beforeEach(async () => {
    email = someEmail();
    visitor = new AccountVisitor(await browser.open('about:blank'), origin);
    device = await VirtualAuthenticator.addTo(visitor.page);
    await withoutAutofill(visitor.page);
  });
  afterEach(() => device.remove());
  afterEach(() => expect(browser.violations).toEqual([]));

  const dialog = () => visitor.page.getByRole('dialog');
  const passkeys = () => visitor.page.getByRole('region', { name: 'Passkeys' }).getByRole('listitem');

  async function addPasskey(): Promise<void> {
    await visitor.visit('/security');
    await visitor.button('Add a passkey').click();
    await passkeys().first().waitFor();
  }

  async function signOut(): Promise<void> {
    await visitor.button('Sign out').click();
    await visitor.shows('Sign in');
  }

  async function signUpWithPasskey(): Promise<void> {
    await visitor.visit('/sign-up');
    await visitor.button('Use a passkey instead').click();
    await dialog().getByLabel('Email').fill(email);
    await dialog().getByRole('button', { name: 'Go on' }).click();
    await visitor.shows('Profile');
  }

  test('the account pages let someone new sign up with a passkey alone, and sign in with it', async () => {
    await signUpWithPasskey();
    await signOut();
    await visitor.button('Sign in with a passkey').click();
    await visitor.shows('Profile');
  });

  test('the account pages offer a passkey in the email field', async () => {
    await signUpWithPasskey();
    await signOut();
    await reloadWithAutofill(visitor.page);
    await visitor.shows('Profile');
  });

  test('the account pages add, rename and remove a passkey', async () => {
    await visitor.signUp({ Email: email, Password: PASSWORD });
    await visitor.shows('Profile');
    await addPasskey();
    await passkeys().getByRole('button', { name: 'Rename' }).click();
    await dialog().getByLabel('Name').fill('Phone');
    await dialog().getByRole('button', { name: 'Rename' }).click();
    await passkeys().filter({ hasText: 'Phone' }).waitFor();
    await passkeys().getByRole('button', { name: 'Remove' }).click();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await passkeys().waitFor({ state: 'detached' });
  });

  test('the account pages say that the last way to sign in cannot be removed, and set a first password', async () => {
    await signUpWithPasskey();
    await visitor.visit('/security');
    await passkeys().getByRole('button', { name: 'Remove' }).click();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await dialog()
      .getByText(/last way|only way/)
      .waitFor();
    await visitor.page.keyboard.press('Escape');
    await visitor.send({ 'New password': PASSWORD }, 'Set a password');
    await visitor.button('Change password').waitFor();
    expect((await gatehouse.api.login({ email })).__typename).not.toBe('InvalidCredentialsError');
  });

  test('the account pages take a passkey as the second factor', async () => {
    const signedIn = await gatehouse.api.newUser(email);
    await visitor.signIn({ Email: email, Password: PASSWORD });
    await visitor.shows('Profile');
    await addPasskey();
    await signOut();
    await addApp(gatehouse, signedIn);
    await visitor.signIn({ Email: email, Password: PASSWORD });
    await visitor.button('Use a passkey').click();
    await visitor.shows('Profile');
  });

  test('the account pages confirm who it is by a passkey', async () => {
    await signUpWithPasskey();
    gatehouse.clock.advance({ minutes: 11 });
    await visitor.visit('/security');
    await visitor.button('Add a passkey').click();
    await dialog().getByRole('button', { name: 'Use a passkey' }).click();
    await dialog().waitFor({ state: 'detached' });
  });
});
