import { AccountVisitor } from '../support/account-visitor.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { freePort } from '../support/free-port.js';
import { useGatehouse } from '../support/gatehouse.js';
import { totpCode } from '../support/second-factor.js';
import { VirtualAuthenticator, withoutAutofill } from '../support/virtual-authenticator.js';

const port = await freePort();
const origin = `http://localhost:${port}`;

describeInBrowser('account pages where everyone must have a second factor', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse({ secondFactorRequiredFor: 'everyone', passkeyOrigins: [origin] });
  let visitor: AccountVisitor;
  beforeAll(async () => void (await gatehouse.app.server.listen({ host: '127.0.0.1', port })));
  beforeEach(async () => {
    visitor = new AccountVisitor(await browser.open('about:blank'), origin);
  });
  afterEach(() => expect(browser.violations).toEqual([]));

  const demand = () => visitor.page.getByText('It is required here.');

  test('the account pages lead users who must have a second factor to adding one', async () => {
    await visitor.signUp({ Email: someEmail(), Password: PASSWORD });
    await visitor.follow('added an authenticator app');
    await visitor.button('Add an authenticator app').click();
    const secret = (await visitor.page.locator('code.secret').innerText()).replaceAll(' ', '');
    await visitor.send({ 'Code of the app': totpCode(secret, gatehouse.clock.now()) }, 'Continue');
    await visitor.button('I have saved them').click();
    await demand().waitFor({ state: 'detached' });
  });

  test('the account pages ask no second factor of users who have signed in by a passkey', async () => {
    const device = await VirtualAuthenticator.addTo(visitor.page);
    await withoutAutofill(visitor.page);
    const email = someEmail();
    await visitor.signUp({ Email: email, Password: PASSWORD });
    await demand().waitFor();
    await visitor.visit('/security');
    await visitor.button('Add a passkey').click();
    await visitor.page.getByRole('button', { name: 'Rename' }).waitFor();
    await visitor.button('Sign out').click();
    await visitor.button('Sign in with a passkey').click();
    await visitor.send({ Username: 'ada' }, 'Save');
    await visitor.says('Your username is saved.');
    expect(await demand().count()).toBe(0);
    await device.remove();
  });
});
