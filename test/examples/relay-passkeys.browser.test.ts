import { AccountApp } from '../support/account-app.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { BuiltFrontEnd } from '../support/built-front-end.js';
import { freePort } from '../support/free-port.js';
import { useGatehouse } from '../support/gatehouse.js';
import { reloadWithAutofill, VirtualAuthenticator, withoutAutofill } from '../support/virtual-authenticator.js';

const port = await freePort();

describeInBrowser('passkeys in examples/relay, in a browser', () => {
  const browser = useBrowser();
  const url = `http://localhost:${port}`;
  const gatehouse = useGatehouse({ passkeyOrigins: [url] });
  const frontEnd = new BuiltFrontEnd('examples/relay');
  let app: AccountApp;
  let device: VirtualAuthenticator;
  let email: string;
  beforeAll(async () => frontEnd.start(await gatehouse.api.url(), port));
  afterAll(() => frontEnd.stop());
  beforeEach(async () => {
    email = someEmail();
    await gatehouse.api.newUser(email);
    app = new AccountApp(await browser.open('about:blank'));
    device = await VirtualAuthenticator.addTo(app.page);
    await withoutAutofill(app.page);
    await app.page.goto(url);
    await app.send({ Email: email, Password: PASSWORD }, 'Sign in');
    await app.button('Add a passkey').click();
    await passkeys().waitFor();
  });
  afterEach(() => device.remove());

  const passkeys = () => app.page.getByRole('region', { name: 'Passkeys' }).getByRole('listitem');

  async function signOut(): Promise<void> {
    await app.button('Sign out').first().click();
    await app.shows('Sign in');
  }

  test('the Relay example signs in by a passkey', async () => {
    await signOut();
    await app.button('Sign in with a passkey').click();
    await app.shows(`Hello, ${email}`);
  });

  test('the Relay example offers passkeys in the field for the email address', async () => {
    await signOut();
    await reloadWithAutofill(app.page);
    await app.shows(`Hello, ${email}`);
  });

  test('the Relay example renames and removes a passkey, once it is confirmed who it is', async () => {
    await app.button('Rename', passkeys()).click();
    await app.send({ Name: 'Phone' }, 'Save');
    await passkeys().filter({ hasText: 'Phone' }).waitFor();
    gatehouse.clock.advance({ minutes: 11 });
    await app.button('Remove', passkeys()).click();
    await app.button('Use a passkey').click();
    await passkeys().waitFor({ state: 'detached' });
  });
});
