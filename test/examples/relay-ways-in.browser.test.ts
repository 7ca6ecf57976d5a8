import { AccountApp } from '../support/account-app.js';
import { PASSWORD, type SignedIn } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { BuiltFrontEnd } from '../support/built-front-end.js';
import { otherThan } from '../support/email-login.js';
import { freePort } from '../support/free-port.js';
import { useGatehouse } from '../support/gatehouse.js';
import { ScriptedProvider } from '../support/scripted-provider.js';
import { addApp } from '../support/second-factor.js';
import { somebody, useProvidersFile } from '../support/social.js';

const port = await freePort();
const url = `http://localhost:${port}`;

describeInBrowser('other ways in of examples/relay, in a browser', () => {
  const provider = new ScriptedProvider();
  const identityProvidersFile = useProvidersFile([provider]);
  const browser = useBrowser();
  const gatehouse = useGatehouse({ appUrl: url, identityProvidersFile, emailLogin: 'both' });
  const frontEnd = new BuiltFrontEnd('examples/relay');
  let app: AccountApp;
  let signedIn: SignedIn;
  let email: string;
  beforeAll(async () => frontEnd.start(await gatehouse.api.url(), port));
  afterAll(() => frontEnd.stop());
  beforeEach(async () => {
    signedIn = await gatehouse.newVerifiedUser();
    email = signedIn.user.email;
    app = new AccountApp(await browser.open(url));
  });

  const continueWithOne = () => app.button('Continue with One').click();
  const greets = () => app.shows(`Hello, ${email}`);

  async function requestEmail(): Promise<void> {
    await app.send({ 'Your email': email }, 'Send me an email');
    await app.shows('Enter the code');
    await gatehouse.app.deliverMail();
  }

  async function signOut(): Promise<void> {
    await app.button('Sign out').first().click();
    await app.shows('Sign in');
  }

  test('the Relay example signs someone new up by a provider, and in again', async () => {
    const person = somebody();
    provider.answerFor(person);
    for (let time = 0; time < 2; time += 1) {
      await continueWithOne();
      await app.shows(`Hello, ${person.email}`);
      await signOut();
    }
    expect(new URL(app.page.url()).pathname).toBe('/');
  });

  test('the Relay example links a provider to an account with the same address', async () => {
    provider.answerFor(somebody({ email }));
    await continueWithOne();
    expect(await app.problem()).toMatch(/already have an account/);
    await app.send({ Email: email, Password: PASSWORD }, 'Sign in');
    await greets();
    await signOut();
    await continueWithOne();
    await greets();
  });

  test('the Relay example says why a login at a provider did not work', async () => {
    provider.answerFor(somebody({ email_verified: false }));
    await continueWithOne();
    expect(await app.problem()).toMatch(/verified email address/);
  });

  test('the Relay example signs in by the code in an email', async () => {
    await requestEmail();
    await app.send({ 'Code from the email': otherThan(gatehouse.mail.code(email)) }, 'Use the code');
    expect(await app.problem()).toMatch(/wrong/);
    await app.send({ 'Code from the email': gatehouse.mail.code(email) }, 'Use the code');
    await greets();
  });

  test('the Relay example signs in by the link in an email, and asks for the second factor', async () => {
    const authenticator = await addApp(gatehouse, signedIn);
    gatehouse.clock.advance({ seconds: 30 });
    await requestEmail();
    const opened = await app.openTab();
    await opened.page.goto(`${url}/email-login?token=${gatehouse.mail.token(email)}`);
    await opened.button('Sign in').click();
    const label = 'Code of your authenticator app, or a recovery code';
    await opened.send({ [label]: authenticator.code() }, 'Continue');
    await opened.shows(`Hello, ${email}`);
    await greets();
  });

  test('the Relay example signs nobody in by the link in an email that another browser has requested', async () => {
    await gatehouse.api.mutate('requestEmailLogin', { email });
    await app.page.goto(`${url}/email-login?token=${await gatehouse.mailedToken(email)}`);
    await app.button('Sign in').click();
    expect(await app.problem()).toMatch(/in the browser where you requested the email/);
  });
});

describeInBrowser('examples/relay without other ways in, in a browser', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse();
  const frontEnd = new BuiltFrontEnd('examples/relay');
  beforeAll(async () => frontEnd.start(await gatehouse.api.url()));
  afterAll(() => frontEnd.stop());

  test('the Relay example offers no other ways in that the server does not', async () => {
    const app = new AccountApp(await browser.open(frontEnd.url));
    await app.shows('Sign in');
    await app.page.waitForLoadState('networkidle');
    expect(await app.page.getByText(/by email|Continue with/).count()).toBe(0);
  });
});
