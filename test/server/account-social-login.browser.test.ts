import { User } from '../../src/users/user.entity.js';
import { AccountVisitor } from '../support/account-visitor.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { freePort } from '../support/free-port.js';
import { useGatehouse } from '../support/gatehouse.js';
import { ScriptedProvider } from '../support/scripted-provider.js';
import { somebody, useProvidersFile } from '../support/social.js';

const port = await freePort();
const origin = `http://localhost:${port}`;

describeInBrowser('social login on the account pages', () => {
  const provider = new ScriptedProvider();
  const identityProvidersFile = useProvidersFile([provider]);
  const browser = useBrowser();
  const gatehouse = useGatehouse({ appUrl: `${origin}/account`, identityProvidersFile });
  let visitor: AccountVisitor;
  beforeAll(async () => void (await gatehouse.app.server.listen({ host: '127.0.0.1', port })));
  beforeEach(async () => {
    visitor = new AccountVisitor(await browser.open('about:blank'), origin);
  });
  afterEach(() => expect(browser.violations).toEqual([]));

  const links = () => visitor.page.getByRole('region', { name: 'Linked accounts' }).getByRole('listitem');
  const continueWithOne = () => visitor.button('Continue with One').click();

  test('the account pages let someone new sign up by a provider, and sign in again', async () => {
    provider.answerFor(somebody());
    await visitor.visit('/sign-up');
    await continueWithOne();
    await visitor.shows('Profile');
    await visitor.button('Sign out').click();
    await visitor.shows('Sign in');
    await continueWithOne();
    await visitor.shows('Profile');
  });

  test('the account pages lead a person from a provider to the page that needed the sign-in, without the code', async () => {
    provider.answerFor(somebody());
    await visitor.visit('/security');
    await visitor.shows('Sign in');
    await continueWithOne();
    await visitor.shows('Security');
    expect(visitor.page.url()).toBe(`${origin}/account/security`);
  });

  test('the account pages link and unlink a provider', async () => {
    provider.answerFor(somebody());
    await visitor.signUp({ Email: someEmail(), Password: PASSWORD });
    await visitor.shows('Profile');
    await visitor.visit('/security');
    await visitor.button('Link One').click();
    await visitor.says('The account is linked.');
    await links().getByRole('button', { name: 'Unlink' }).click();
    await visitor.page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
    await visitor.says('One is unlinked.');
    await links().waitFor({ state: 'detached' });
  });

  test('the account pages have the user of an existing account sign in, which links it', async () => {
    const email = someEmail();
    const { user } = await gatehouse.api.newUser(email);
    await gatehouse.em.nativeUpdate(User, user.id, { emailVerifiedAt: gatehouse.clock.now() });
    provider.answerFor(somebody({ email }));
    await visitor.visit('/sign-in');
    await continueWithOne();
    await visitor.shows('Link your account');
    await visitor.send({ Email: email, Password: PASSWORD }, 'Sign in');
    await visitor.shows('Profile');
    await visitor.visit('/security');
    await links().first().waitFor();
  });

  test('the account pages lead a user who has no password to another way in, where an account is to be linked', async () => {
    const { user } = await gatehouse.newVerifiedUser();
    provider.answerFor(somebody({ email: user.email }));
    await visitor.visit('/sign-in');
    await continueWithOne();
    await visitor.shows('Link your account');
    expect(await visitor.barriers()).toEqual([]);
    await visitor.follow('Sign in in another way');
    await visitor.shows('Sign in');
  });

  test('the account pages let a user who has only a provider sign in again where a fresh login is needed', async () => {
    provider.answerFor(somebody());
    await visitor.visit('/sign-up');
    await continueWithOne();
    await visitor.shows('Profile');
    gatehouse.clock.advance({ minutes: 11 });
    await visitor.follow('Security');
    await visitor.button('Add an authenticator app').click();
    await visitor.button('Sign in again instead').click();
    await visitor.shows('Sign in');
    await continueWithOne();
    await visitor.follow('Security');
    await visitor.button('Add an authenticator app').click();
    await visitor.seesQrCode();
  });

  test('the account pages say why a login at a provider did not work', async () => {
    provider.answerFor(somebody({ email_verified: false }));
    await visitor.visit('/sign-in');
    await continueWithOne();
    await visitor.shows('Signing in did not work');
    expect(await visitor.problem()).toContain('verified email address');
    expect(await visitor.barriers()).toEqual([]);
  });

  test('the account pages complete no login that was begun in another browser', async () => {
    provider.answerFor(somebody());
    const { url } = await gatehouse.api.mutate('startSocialLogin', { provider: 'one' });
    await visitor.page.goto(provider.callbackFor(url));
    await visitor.shows('Signing in did not work');
  });
});
