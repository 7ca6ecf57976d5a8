import { PASSWORD } from '../../test/support/api-client.js';
import { useClients } from './support/clients.js';
import { cutOff } from './support/network.js';

const ME = '{ me { email } }';

describe('signing out', () => {
  const clients = useClients();

  test('signing out ends the session on the server and notifies the app', async () => {
    const { client, network, signOuts } = await clients.signedIn();
    const { headers } = await client.authorize();
    await client.logout();
    expect([client.isSignedIn(), signOuts, network.sent]).toEqual([false, ['LOGOUT'], ['logout']]);
    expect((await clients.gatehouse.api.me({ headers })).errors?.[0]?.extensions?.reason).toBe('TOKEN_BLACKLISTED');
  });

  test('signing out does not need a valid access token', async () => {
    const { client, network, signOuts } = await clients.signedIn();
    clients.expireAccessTokens();
    await client.logout();
    expect([signOuts, network.sent]).toEqual([['LOGOUT'], ['logout']]);
  });

  test('signing out everywhere ends the sessions of other devices', async () => {
    const { client, email } = await clients.signedIn();
    const other = clients.newClient();
    await other.client.login({ email, password: PASSWORD });
    clients.expireAccessTokens();
    await client.logout({ everywhere: true });
    await expect(other.client.request(ME)).rejects.toThrow();
    expect(other.client.isSignedIn()).toBe(false);
  });

  test('signing out without a network forgets the tokens, and says that the session may remain active', async () => {
    const { client, network, signOuts } = await clients.signedIn();
    network.next('logout', cutOff);
    await expect(client.logout()).rejects.toThrow('fetch failed');
    expect([client.isSignedIn(), signOuts]).toEqual([false, ['LOGOUT']]);
  });
});

describe('being signed out', () => {
  const clients = useClients();

  test('being signed out from another device is reported once, however many requests meet it', async () => {
    const { client, network, signOuts } = await clients.signedIn();
    await clients.gatehouse.api.logout({ headers: { ...(await client.authorize()).headers } });
    await Promise.allSettled(Array.from({ length: 10 }, () => client.request(ME)));
    expect([client.isSignedIn(), signOuts]).toEqual([false, ['TOKEN_BLACKLISTED']]);
    expect(network.count('refreshToken')).toBe(0);
  });

  test('being signed out by an administrator is reported with its reason', async () => {
    const { client, signOuts } = await clients.signedIn();
    const { me } = await client.request('{ me { id } }');
    const administrator = await clients.gatehouse.newAdministrator();
    await clients.gatehouse.api.mutate('deactivateUser', { userId: me.id }, administrator.accessToken);
    await expect(client.request(ME)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(signOuts).toEqual(['ACCOUNT_DEACTIVATED']);
  });

  test('a client that was signed out can sign in again', async () => {
    const { client, email } = await clients.signedIn();
    await client.logout();
    expect(await client.login({ email, password: 'not the password' })).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await client.login({ email, password: PASSWORD })).toMatchObject({ user: { email } });
    expect(await client.request(ME)).toEqual({ me: { email } });
  });
});
