import { cookieTokens } from 'gatehouse-client';
import { PASSWORD } from '../../test/support/api-client.js';
import { signUp, useClients } from './support/clients.js';
import { CookieBrowser } from './support/cookie-browser.js';
import { cutOff } from './support/network.js';

describe('clients with cookies', () => {
  const clients = useClients();

  test('a client with cookies asks once whether the cookies arrive', async () => {
    const tab = new CookieBrowser(clients).newTab();
    await signUp(tab);
    await tab.client.login({ email: tab.email, password: PASSWORD });
    expect(tab.network.sent).toEqual(['register', 'me', 'login']);
  });

  test('a client with cookies does not take a wrong password for a missing cookie', async () => {
    const { client, network, email } = clients.newClient({ tokens: cookieTokens() });
    expect(await client.login({ email, password: PASSWORD })).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(network.sent).toEqual(['login']);
  });

  test('a client whose cookies do not arrive names the cause and what to do', async () => {
    // Node's fetch keeps no cookies.
    const { client, email } = clients.newClient({ tokens: cookieTokens() });
    const registration = client.register({ email, password: PASSWORD });
    await expect(registration).rejects.toMatchObject({
      code: 'COOKIES_BLOCKED',
      message: expect.stringMatching(/cookies of http.*same site as the API/),
    });
    expect(client.isSignedIn()).toBe(false);
  });

  test('a client is signed in even if the network fails before it knows, and asks at the next login', async () => {
    const tab = new CookieBrowser(clients).newTab();
    tab.network.next('me', cutOff);
    await signUp(tab);
    expect(tab.client.isSignedIn()).toBe(true);
    await tab.client.login({ email: tab.email, password: PASSWORD });
    expect(tab.network.count('me')).toBe(2);
  });
});
