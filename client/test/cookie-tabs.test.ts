import { PASSWORD } from '../../test/support/api-client.js';
import { signUp, useClients } from './support/clients.js';
import { during } from './support/concurrency.js';
import { CookieBrowser, type Tab } from './support/cookie-browser.js';
import { cutOff, loseResponse } from './support/network.js';

const WHO = '{ me { email sessions { edges { node { id isCurrent } } } } }';

/** What scripts can read must tell whose the cookies are, which they cannot. */
describe('two tabs with cookies', () => {
  const clients = useClients();
  let tab: Tab;
  let other: Tab;
  let eve: string;
  beforeEach(async () => {
    const browser = new CookieBrowser(clients);
    [tab, other] = [browser.newTab(), browser.newTab()];
    eve = (await clients.gatehouse.api.newUser()).user.email;
    await signUp(tab);
  });
  const logIn = ({ client }: Tab, email: string) => client.login({ email, password: PASSWORD });

  /** Who is signed in by the cookies, and whether that is the session which the tabs know of. */
  async function whoIsSignedIn({ client }: Tab = tab) {
    const { me } = await client.request(WHO);
    const current = me?.sessions.edges.find(({ node }: { node: { isCurrent: boolean } }) => node.isCurrent);
    return { email: me?.email, isAgreed: current?.node.id === (client.sessionId() ?? undefined) };
  }

  test('two tabs that sign in as two users at the same moment are signed in as the later one', async () => {
    const later = during(tab.page, 'login', () => logIn(other, eve));
    await logIn(tab, tab.email);
    await later;
    expect(await whoIsSignedIn()).toEqual({ email: eve, isAgreed: true });
  });

  test('two tabs are signed in as the user who logs in while the other tab refreshes', async () => {
    const login = during(other.network, 'refreshToken', () => logIn(tab, eve));
    await other.client.refresh();
    await login;
    expect(await whoIsSignedIn()).toEqual({ email: eve, isAgreed: true });
  });

  test('two tabs are signed in as the user who logs in while the other tab logs out', async () => {
    const login = during(other.network, 'logout', () => logIn(tab, eve));
    await other.client.logout();
    await login;
    expect(await whoIsSignedIn()).toEqual({ email: eve, isAgreed: true });
  });

  test.each([false, true])(
    'two tabs are signed out when one logs out while the other refreshes; everywhere: %s',
    async (everywhere) => {
      const logout = during(other.network, 'refreshToken', () => tab.client.logout({ everywhere }));
      await other.client.refresh();
      await logout;
      expect(await whoIsSignedIn()).toEqual({ email: undefined, isAgreed: true });
    },
  );

  test('two tabs ask who is signed in after a login whose response was lost', async () => {
    tab.page.next('login', loseResponse);
    await expect(logIn(tab, eve)).rejects.toThrow('fetch failed');
    expect(await whoIsSignedIn(other)).toEqual({ email: eve, isAgreed: true });
  });

  test('two tabs are signed out after a logout whose response was lost', async () => {
    tab.page.next('logout', loseResponse);
    await expect(tab.client.logout()).rejects.toThrow('fetch failed');
    expect(await whoIsSignedIn(other)).toEqual({ email: undefined, isAgreed: true });
  });

  test('two tabs stay signed in when a logout does not reach the server', async () => {
    tab.network.next('logout', cutOff);
    await expect(tab.client.logout()).rejects.toThrow('fetch failed');
    expect(await whoIsSignedIn(other)).toEqual({ email: tab.email, isAgreed: true });
  });
});
