/// <reference lib="dom" />

import type { Route } from 'playwright-core';
import { GRAPHQL_PATH } from '../../src/server/paths.js';
import { User } from '../../src/users/user.entity.js';
import { AccountVisitor } from '../support/account-visitor.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { useGatehouse } from '../support/gatehouse.js';
import { until } from '../support/until.js';

/** As the developer tools of browsers have it. */
const SLOW_3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

describeInBrowser('the account pages on a bad network', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse();
  let visitor: AccountVisitor;
  beforeEach(async () => {
    visitor = new AccountVisitor(await browser.open('about:blank'), await gatehouse.api.origin());
  });
  afterEach(() => visitor.page.unrouteAll());

  /** Opens the page to sign up, and fills in a form that sends one request. @returns the address. */
  async function fillIn(): Promise<string> {
    const email = someEmail();
    await visitor.visit('/sign-up');
    await visitor.page.waitForLoadState('networkidle');
    await visitor.field('Email').fill(email);
    await visitor.field('Password').fill(PASSWORD);
    return email;
  }

  const create = () => visitor.button('Create account');
  const offline = () => visitor.page.getByText('You are offline.');

  test('on a slow network, the sign-in page shows whose it is before it has its scripts, and then the form', async () => {
    const client = await visitor.page.context().newCDPSession(visitor.page);
    await client.send('Network.clearBrowserCache');
    await client.send('Network.emulateNetworkConditions', SLOW_3G);
    const { promise: isSeen, resolve: loadScripts } = Promise.withResolvers<void>();
    await visitor.page.route(/\.js$/, (route) => isSeen.then(() => route.continue()));
    await visitor.page.goto(`${await gatehouse.api.origin()}/account/sign-in`, { waitUntil: 'commit' });
    await visitor.page.getByText('Gatehouse', { exact: true }).waitFor();
    expect(await visitor.overhang()).toBeLessThanOrEqual(0);
    loadScripts();
    await visitor.shows('Sign in');
    await client.detach();
  });

  test('a form that is being sent says so, and is sent only once', async () => {
    const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
    let requests = 0;
    await fillIn();
    await visitor.page.route(`**${GRAPHQL_PATH}`, async (route) => {
      requests += 1;
      await isReleased;
      await route.continue();
    });
    await create().click();
    await visitor.page.locator('form[aria-busy=true]').waitFor();
    await create().dispatchEvent('click');
    await visitor.field('Password').press('Enter');
    expect([requests, await create().isDisabled()]).toEqual([1, true]);
    release();
    await visitor.arrives('/profile');
  });

  test('a sign-up whose response is lost can be sent again, and ends in one account that is signed in', async () => {
    const email = await fillIn();
    const lose = async (route: Route) => {
      await route.fetch();
      await route.abort('connectionreset');
    };
    await visitor.page.route(`**${GRAPHQL_PATH}`, lose, { times: 1 });
    await create().click();
    expect(await visitor.problem()).toMatch(/cannot be reached/);
    await create().click();
    await visitor.arrives('/profile');
    expect(await gatehouse.em.count(User, { email })).toBe(1);
  });

  test('while the browser is offline the pages say what to do, and once it is back they go on by themselves', async () => {
    await visitor.signUp({ Email: someEmail(), Password: PASSWORD });
    await visitor.shows('Profile');
    await visitor.page.context().setOffline(true);
    await offline().waitFor();
    await visitor.follow('Devices');
    await visitor.shows('This page could not be loaded');
    await visitor.page.context().setOffline(false);
    await visitor.shows('Devices');
    await until(async () => !(await offline().isVisible()));
    expect(await offline().isVisible()).toBe(false);
  });
});
