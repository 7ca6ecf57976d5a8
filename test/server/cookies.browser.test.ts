import type { Page } from 'playwright-core';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { describeInBrowser, sendFrom, useBrowser, useFrontEnd } from '../support/browser.js';
import { SESSION_PATH } from '../support/cookie-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const ME = '{ me { email } }';
const REFRESH = 'mutation { refreshToken { __typename } }';
const LOGOUT = 'mutation { logout { endedSessionCount } }';
const register = (email: string) =>
  `mutation { register(input: { email: "${email}", password: "${PASSWORD}" }) { ... on AuthPayload { accessToken refreshToken } } }`;

// So that any page of the server's own origin may send requests; its security policies have tests of their own.
const browser = useBrowser({ bypassCSP: true });

describeInBrowser('a front end of the same site, in a browser', () => {
  const gatehouse = useGatehouse();
  const frontEnd = useFrontEnd();
  let server: string;
  let email: string;
  let page: Page;
  beforeAll(async () => {
    server = await gatehouse.api.origin();
  });
  beforeEach(async () => {
    email = someEmail();
    page = await browser.open(frontEnd.url());
    await sendFrom(page, `${server}/graphql`, register(email));
  });
  const send = (query: string, path = '/graphql') => sendFrom(page, `${server}${path}`, query);

  test('a front end of the same site stays signed in when it is reloaded', async () => {
    await page.reload();
    expect((await send(ME)).data.me.email).toBe(email);
  });

  test('a front end that uses cookies never sees a token', async () => {
    expect((await send(register(someEmail()))).data.register).toEqual({ accessToken: null, refreshToken: null });
    expect(await page.evaluate('document.cookie')).toBe('');
  });

  test('a front end gets its tokens refreshed at the path of the refresh cookie, and nowhere else', async () => {
    gatehouse.clock.advance({ minutes: 16 });
    expect((await send(ME)).errors[0].extensions.reason).toBe('TOKEN_EXPIRED');
    expect((await send(REFRESH)).data.refreshToken.__typename).toBe('InvalidRefreshTokenError');
    expect((await send(REFRESH, SESSION_PATH)).data.refreshToken.__typename).toBe('AuthPayload');
    expect((await send(ME)).data.me.email).toBe(email);
  });

  test('logout signs a front end that uses cookies out', async () => {
    expect((await send(LOGOUT, SESSION_PATH)).data.logout.endedSessionCount).toBe(1);
    expect((await send(ME)).data).toEqual({ me: null });
    expect(await page.context().cookies()).toEqual([]);
  });
});

describeInBrowser('a page of a foreign origin, in the browser of a user who is signed in', () => {
  const gatehouse = useGatehouse({ corsOrigins: ['http://localhost:1'] });
  const foreign = useFrontEnd();
  let server: string;
  let email: string;
  let victim: Page;
  beforeAll(async () => {
    server = await gatehouse.api.origin();
  });
  beforeEach(async () => {
    email = someEmail();
    victim = await browser.open(`${server}/livez`);
    await sendFrom(victim, `${server}/graphql`, register(email));
  });
  afterEach(async () => {
    await victim.goto(`${server}/livez`);
    expect((await sendFrom(victim, `${server}/graphql`, ME)).data.me.email).toBe(email);
  });

  test.each([
    ['another port, which is the same site', 'localhost'],
    ['another site', '127.0.0.1'],
  ])('a script of %s can neither read nor log the user out', async (_, host) => {
    await victim.goto(foreign.url(host));
    for (const headers of [undefined, {}]) {
      expect(await sendFrom(victim, `${server}/graphql`, ME, headers)).toBeUndefined();
      expect(await sendFrom(victim, `${server}${SESSION_PATH}`, LOGOUT, headers)).toBeUndefined();
    }
  });

  test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data'])(
    'a form of %s on a foreign page can do nothing',
    async (enctype) => {
      await victim.goto(foreign.url());
      await victim.setContent(`<form method="post" enctype="${enctype}" action="${server}${SESSION_PATH}">
        <input name='{"query": "${LOGOUT}", "x": "' value='"}'><button>Win a prize</button></form>`);
      const [answer] = await Promise.all([victim.waitForNavigation(), victim.click('button')]);
      expect(answer?.status()).toBe(415);
    },
  );
});
