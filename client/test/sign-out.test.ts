import { PASSWORD } from '../../test/support/api-client.js';
import { useClients } from './support/clients.js';
import { cutOff } from './support/network.js';

const ME = '{ me { email } }';

describe('signing out', () => {
  const clients = useClients();

  test('ends the session on the server and tells the app', async () => {
    const { client, network, signOuts } = await clients.signedIn();
    const { headers } = await client.authorize();
    await client.logout();
    expect([client.isSignedIn(), signOuts, network.sent]).toEqual([false, ['LOGOUT'], ['logout']]);
    expect((await clients.gatehouse.api.me({ headers })).errors?.[0]?.extensions?.reason).toBe('TOKEN_BLACKLISTED');
  });

  test('needs no access token that is still valid', async () => {
    const { client, network, signOuts } = await clients.signedIn();
    clients.expireAccessTokens();
    await client.logout();
    expect([signOuts, network.sent]).toEqual([['LOGOUT'], ['logout']]);
  });

  test('everywhere ends the sessions of other devices', async () => {
    const { client, email } = await clients.signedIn();
    const other = clients.newClient();
    await other.client.login({ email, password: PASSWORD });
    clients.expireAccessTokens();
    await client.logout({ everywhere: true });
    await expect(other.client.request(ME)).rejects.toThrow();
    expect(other.client.isSignedIn()).toBe(false);
  });

  test('without a network forgets the tokens, and says that the session may live on', async () => {
    const { client, network, signOuts } = await clients.signedIn();
    network.next('logout', cutOff);
    await expect(client.logout()).rejects.toThrow('fetch failed');
    expect([client.isSignedIn(), signOuts]).toEqual([false, ['LOGOUT']]);
  });
});

describe('being signed out', () => {
  const clients = useClients();

  test('from another device is told once, however many requests meet it', async () => {
    const { client, network, signOuts } = await clients.signedIn();
    await clients.gatehouse.api.logout({ headers: { ...(await client.authorize()).headers } });
    await Promise.allSettled(Array.from({ length: 10 }, () => client.request(ME)));
    expect([client.isSignedIn(), signOuts]).toEqual([false, ['TOKEN_BLACKLISTED']]);
    expect(network.count('refreshToken')).toBe(0);
  });

  test('by an administrator is told with its reason', async () => {
    const { client, signOuts } = await clients.signedIn();
    const { me } = await client.request('{ me { id } }');
    const administrator = await clients.gatehouse.newAdministrator();
    await clients.gatehouse.api.mutate('deactivateUser', { userId: me.id }, administrator.accessToken);
    await expect(client.request(ME)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(signOuts).toEqual(['ACCOUNT_DEACTIVATED']);
  });

  test('leaves a client that can sign in again', async () => {
    const { client, email } = await clients.signedIn();
    await client.logout();
    expect(await client.login({ email, password: 'not the password' })).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await client.login({ email, password: PASSWORD })).toMatchObject({ user: { email } });
    expect(await client.request(ME)).toEqual({ me: { email } });
  });
});
