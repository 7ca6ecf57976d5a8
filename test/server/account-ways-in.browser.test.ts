import { AccountVisitor } from '../support/account-visitor.js';
import { someEmail } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { CertifiedProvider } from '../support/certified-provider.js';
import { freePort } from '../support/free-port.js';
import { useGatehouse } from '../support/gatehouse.js';
import { useProvidersFile } from '../support/social.js';
import { VirtualAuthenticator, withoutAutofill } from '../support/virtual-authenticator.js';

// The provider warns that it keeps everything in memory.
for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockImplementation(() => {});

const port = await freePort();
const origin = `http://localhost:${port}`;
const appUrl = `${origin}/account`;

describeInBrowser('ways in on the account pages', () => {
  const provider = new CertifiedProvider(`${appUrl}/social-login`);
  const identityProvidersFile = useProvidersFile([provider]);
  const browser = useBrowser();
  const gatehouse = useGatehouse({ appUrl, passkeyOrigins: [origin], identityProvidersFile, emailLogin: 'code' });
  beforeAll(async () => void (await gatehouse.app.server.listen({ host: '127.0.0.1', port })));
  afterEach(() => expect(browser.violations).toEqual([]));

  async function newVisitor(): Promise<AccountVisitor> {
    const visitor = new AccountVisitor(await browser.open('about:blank'), origin);
    await VirtualAuthenticator.addTo(visitor.page);
    await withoutAutofill(visitor.page);
    return visitor;
  }

  const listIn = (visitor: AccountVisitor, region: string) =>
    visitor.page.getByRole('region', { name: region }).getByRole('listitem');

  async function addPasskey(visitor: AccountVisitor): Promise<void> {
    await visitor.follow('Security');
    await visitor.button('Add a passkey').click();
    await listIn(visitor, 'Passkeys').waitFor();
  }

  async function unlinkProvider(visitor: AccountVisitor): Promise<void> {
    await visitor.button('Unlink', listIn(visitor, 'Linked accounts')).click();
    await visitor.button('Unlink', visitor.page.getByRole('dialog')).click();
    await visitor.says('One is unlinked.');
  }

  async function signInByCode(visitor: AccountVisitor, email: string): Promise<void> {
    await visitor.follow('Sign in by email');
    await visitor.send({ Email: email }, 'Email me a code');
    await visitor.shows('Check your inbox');
    await gatehouse.app.deliverMail();
    await visitor.send({ Code: gatehouse.mail.code(email) }, 'Sign in');
  }

  test('someone signs up by a provider, adds a passkey, unlinks the provider and signs in by a code in an email', async () => {
    const email = someEmail();
    provider.signInAs({ accountId: email, email, emailVerified: true });
    const visitor = await newVisitor();
    await visitor.visit('/sign-up');
    await visitor.button('Continue with One').click();
    await visitor.shows('Profile');
    await addPasskey(visitor);
    await unlinkProvider(visitor);
    await visitor.button('Sign out').click();
    await visitor.shows('Sign in');
    await signInByCode(visitor, email);
    await visitor.shows('Profile');
    await visitor.follow('Security');
    await listIn(visitor, 'Passkeys').waitFor();
    await visitor.button('Link One').waitFor();
    expect(await listIn(visitor, 'Linked accounts').count()).toBe(0);
  });
});
