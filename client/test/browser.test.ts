import { resolve } from 'node:path';
import { build } from 'esbuild';
import type { GatehouseClient } from 'gatehouse-client';
import type { Page } from 'playwright-core';
import { PASSWORD, someEmail } from '../../test/support/api-client.js';
import { describeInBrowser, useBrowser, useFrontEnd } from '../../test/support/browser.js';
import { useGatehouse } from '../../test/support/gatehouse.js';

/** What the page's script has made. */
declare const client: GatehouseClient;
declare const signOuts: string[];
declare function watch(): void;

const ME = '{ me { email } }';

async function pageScript(url: string, tokens: string): Promise<string> {
  const contents = `import { createGatehouseClient, ${tokens} } from './dist/index.js';
    import { eventStreamOf } from './test/samples/event-stream.js';
    import { watchSession } from './test/samples/watch-session.js';
    window.signOuts = [];
    window.client = createGatehouseClient({ url: '${url}', tokens: ${tokens}() });
    client.onSignedOut((reason) => signOuts.push(reason));
    window.watch = () => watchSession(client, eventStreamOf(client));`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: resolve('client') },
    bundle: true,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** Lets the page have answers only when another tab has signed somebody in, or waits to. */
function delayResponses(): void {
  const send = window.fetch;
  const before = localStorage.getItem('gatehouse');
  window.fetch = async (input, init) => {
    const response = await send(input, init);
    const isAlone = async () =>
      localStorage.getItem('gatehouse') === before && !(await navigator.locks.query()).pending?.length;
    while (await isAlone()) await new Promise((resolve) => setTimeout(resolve));
    window.fetch = send;
    return response;
  };
}

/** Leaves no room for a single character. */
function fillStorage(): void {
  localStorage.clear();
  for (let length = 2 ** 23; length >= 1; length = Math.floor(length / 2)) {
    try {
      localStorage.setItem(`filler ${length}`, 'x'.repeat(length));
    } catch {}
  }
}

describeInBrowser.each(['storageTokens', 'cookieTokens'])('a front end with %s, in a browser', (tokens) => {
  const gatehouse = useGatehouse();
  const browser = useBrowser();
  const frontEnd = useFrontEnd();
  let email: string;
  let tab: Page;
  beforeAll(async () => {
    frontEnd.script = await pageScript(await gatehouse.api.url(), tokens);
  });
  beforeEach(async () => {
    email = someEmail();
    tab = await browser.open(frontEnd.url());
    await tab.evaluate((input) => client.register(input), { email, password: PASSWORD });
  });
  const me = (page: Page) => page.evaluate((query) => client.request(query), ME);

  async function openTab(): Promise<Page> {
    const [opened] = await Promise.all([
      tab.waitForEvent('popup'),
      tab.evaluate(() => void window.open(location.href)),
    ]);
    await opened.waitForFunction('window.client');
    return opened;
  }

  /** Counts the refreshes that the browser sends. */
  function countRefreshes(): () => number {
    let count = 0;
    tab.context().on('request', (request) => {
      if (request.postData()?.includes('mutation RefreshToken')) count += 1;
    });
    return () => count;
  }

  test('a front end stays signed in when it is reloaded, and when its access token has expired', async () => {
    gatehouse.clock.advance({ minutes: 16 });
    await tab.reload();
    expect(await me(tab)).toEqual({ me: { email } });
  });

  test('a front end stays signed in when the storage is full', async () => {
    await tab.evaluate(fillStorage);
    await tab.evaluate((input) => client.login(input), { email, password: PASSWORD });
    expect(await me(tab)).toEqual({ me: { email } });
  });

  test('a front end refreshes once for two tabs', async () => {
    const other = await openTab();
    const refreshes = countRefreshes();
    gatehouse.clock.advance({ minutes: 16 });
    const answers = await Promise.all([tab, other, tab, other].map(me));
    expect(answers).toEqual(Array(4).fill({ me: { email } }));
    expect(refreshes()).toBe(1);
  });

  test('a front end learns that it was signed out in another tab', async () => {
    const other = await openTab();
    await other.evaluate(() => client.logout());
    await tab.waitForFunction('signOuts.length > 0');
    expect(await tab.evaluate(() => [client.isSignedIn(), ...signOuts])).toEqual([false, 'ELSEWHERE']);
    expect(await me(tab)).toEqual({ me: null });
  });

  test('a front end learns once that it was signed out elsewhere', async () => {
    await gatehouse.api.mutate('resetPassword', await resetInput());
    await tab.evaluate((query) => Promise.allSettled([client.request(query), client.request(query)]), ME);
    expect(await tab.evaluate(() => signOuts)).toEqual(['TOKEN_BLACKLISTED']);
  });

  test('a front end is signed in as one of two users who sign in at the same moment in two tabs', async () => {
    const other = await openTab();
    const eve = (await gatehouse.api.newUser()).user.email;
    await tab.evaluate(delayResponses);
    const logIn = (page: Page, as: string) =>
      page.evaluate((input) => client.login(input), { email: as, password: PASSWORD });
    const isAnswered = tab.waitForResponse((response) => response.request().postData()?.includes('Login') ?? false);
    const first = logIn(tab, email);
    await isAnswered;
    await Promise.all([first, logIn(other, eve)]);
    const ids = await Promise.all([tab, other].map((page) => page.evaluate(() => client.sessionId())));
    expect(new Set([...ids, await sessionOfServer()]).size).toBe(1);
  });

  async function sessionOfServer(): Promise<string> {
    const { me } = await tab.evaluate(() => client.request('{ me { sessions { edges { node { id isCurrent } } } } }'));
    return me.sessions.edges.find(({ node }: { node: { isCurrent: boolean } }) => node.isCurrent).node.id;
  }

  test('a front end learns at once by an event stream that it was signed out elsewhere', async () => {
    await tab.evaluate(() => watch());
    await gatehouse.api.mutate('resetPassword', await resetInput());
    await tab.waitForFunction('signOuts.length > 0');
    expect(await tab.evaluate(() => signOuts)).toEqual(['INVALID_REFRESH_TOKEN']);
  });

  async function resetInput() {
    await gatehouse.api.mutate('requestPasswordReset', { email });
    return { token: await gatehouse.mailedToken(email), newPassword: 'another horse battery' };
  }
});

describeInBrowser('a front end with cookieTokens, in a browser', () => {
  const gatehouse = useGatehouse();
  const browser = useBrowser();
  const frontEnd = useFrontEnd();
  beforeAll(async () => {
    frontEnd.script = await pageScript(await gatehouse.api.url(), 'cookieTokens');
  });

  test('cookieTokens keeps no token where a script can find it', async () => {
    const page = await browser.open(frontEnd.url());
    await page.evaluate((input) => client.register(input), { email: someEmail(), password: PASSWORD });
    const kept = JSON.parse(await page.evaluate(() => localStorage.getItem('gatehouse') ?? ''));
    expect(kept).toMatchObject({ accessToken: null, refreshToken: null, sessionId: expect.any(String) });
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  test.each(['register', 'login'] as const)('%s reports that a page at 127.0.0.1 gets no cookies', async (name) => {
    const email = name === 'login' ? (await gatehouse.api.newUser()).user.email : someEmail();
    const page = await browser.open(frontEnd.url('127.0.0.1'));
    const error = await page.evaluate(
      async ({ name: field, input }): Promise<unknown> =>
        client[field](input).catch(({ code, message }) => [code, message]),
      { name, input: { email, password: PASSWORD } },
    );
    expect(error).toEqual(['COOKIES_BLOCKED', expect.stringContaining(`from a page at ${frontEnd.url('127.0.0.1')}.`)]);
    expect(await page.evaluate(() => [client.isSignedIn(), signOuts])).toEqual([false, []]);
  });
});
