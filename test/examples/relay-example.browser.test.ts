import { AccountApp } from '../support/account-app.js';
import { PASSWORD } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { BuiltFrontEnd } from '../support/built-front-end.js';
import { useGatehouse } from '../support/gatehouse.js';

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

  test('the Relay example shows nothing of one user to the next', async () => {
    await signIn((await gatehouse.newAdministrator()).user.email);
    await app.button('Sign out').first().click();
    await signIn((await gatehouse.api.newUser()).user.email);
    expect(await app.page.getByText('Users').count()).toBe(0);
  });
});
