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

describeInBrowser('other ways in of examples/apollo-react, in a browser', () => {
  const provider = new ScriptedProvider();
  const identityProvidersFile = useProvidersFile([provider]);
  const browser = useBrowser();
  const gatehouse = useGatehouse({ appUrl: url, identityProvidersFile, emailLogin: 'both' });
  const frontEnd = new BuiltFrontEnd('examples/apollo-react');
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
  const enter = (code: string) => app.send({ 'Code from the email': code }, 'Use the code');

  async function requestEmail(): Promise<void> {
    await app.open('Sign in by email');
    await app.send({ Email: email }, 'Send me an email');
    await app.field('Code from the email').waitFor();
    await gatehouse.app.deliverMail();
  }

  test('the Apollo example signs someone new up by a provider, and in again', async () => {
    const person = somebody();
    provider.answerFor(person);
    for (let time = 0; time < 2; time += 1) {
      await continueWithOne();
      await app.shows(`Hello, ${person.email}`);
      await app.button('Sign out').first().click();
      await app.shows('Sign in');
    }
    expect(new URL(app.page.url()).pathname).toBe('/');
  });

  test('the Apollo example links a provider to an account with the same address', async () => {
    provider.answerFor(somebody({ email }));
    await continueWithOne();
    await app.shows('Link your account');
    await app.send({ Email: email, Password: PASSWORD }, 'Sign in');
    await greets();
    await app.button('Sign out').first().click();
    await app.shows('Sign in');
    await continueWithOne();
    await greets();
  });

  test('the Apollo example says why a login at a provider did not work', async () => {
    provider.answerFor(somebody({ email_verified: false }));
    await continueWithOne();
    await app.shows('Signing in did not work');
    expect(await app.problem()).toMatch(/verified email address/);
  });

  test('the Apollo example signs in by the code in an email', async () => {
    await requestEmail();
    await enter(otherThan(gatehouse.mail.code(email)));
    expect(await app.problemAt('Code from the email')).toMatch(/wrong/);
    await enter(gatehouse.mail.code(email));
    await greets();
  });

  test('the Apollo example signs in by the link in an email, and asks for the second factor', async () => {
    const authenticator = await addApp(gatehouse, signedIn);
    gatehouse.clock.advance({ seconds: 30 });
    await requestEmail();
    const opened = await app.openTab();
    await opened.page.goto(`${url}/email-login?token=${gatehouse.mail.token(email)}`);
    await opened.button('Sign in').click();
    await opened.send({ Code: authenticator.code() }, 'Continue');
    await opened.shows(`Hello, ${email}`);
    await greets();
  });

  test('the Apollo example signs nobody in by the link in an email that another browser has requested', async () => {
    await gatehouse.api.mutate('requestEmailLogin', { email });
    await app.page.goto(`${url}/email-login?token=${await gatehouse.mailedToken(email)}`);
    await app.button('Sign in').click();
    expect(await app.problem()).toMatch(/in the browser where you requested the email/);
  });
});

describeInBrowser('examples/apollo-react without other ways in, in a browser', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse();
  const frontEnd = new BuiltFrontEnd('examples/apollo-react');
  beforeAll(async () => frontEnd.start(await gatehouse.api.url()));
  afterAll(() => frontEnd.stop());

  test('the Apollo example offers no other ways in that the server does not', async () => {
    const app = new AccountApp(await browser.open(frontEnd.url));
    await app.shows('Sign in');
    await app.page.waitForLoadState('networkidle');
    expect(await app.page.getByText(/by email|Continue with/).count()).toBe(0);
  });
});
