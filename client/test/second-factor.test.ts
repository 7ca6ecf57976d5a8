import { PASSWORD } from '../../test/support/api-client.js';
import { addApp } from '../../test/support/second-factor.js';
import { signUp, type TestClient, useClients } from './support/clients.js';
import { CookieBrowser } from './support/cookie-browser.js';

describe('a login with a second factor', () => {
  const clients = useClients();

  /** A client of a user who has an app, signed out; with the app's next code. */
  async function withApp(device: TestClient) {
    const { gatehouse } = clients;
    const user = await addApp(gatehouse, await gatehouse.api.newUser(device.email));
    gatehouse.clock.advance({ seconds: 30 });
    const login = await device.client.login({ email: device.email, password: PASSWORD });
    if (login.__typename !== 'SecondFactorRequiredError') throw new Error(login.__typename);
    return { ...device, user, challengeToken: login.challengeToken, methods: login.methods };
  }

  describe.each([
    ['tokens', () => clients.newClient()],
    ['cookies', () => new CookieBrowser(clients).newTab()],
  ])('with %s', (_, newClient) => {
    test('signs nobody in by the password, and says which factors there are', async () => {
      const { client, methods } = await withApp(newClient());
      expect([client.isSignedIn(), methods]).toEqual([false, ['TOTP', 'RECOVERY_CODE']]);
    });

    test('signs in by a code', async () => {
      const { client, email, user, challengeToken } = await withApp(newClient());
      const result = await client.completeLogin({ challengeToken, totpCode: user.code() });
      expect(['accessToken', 'refreshToken'].filter((name) => name in result)).toEqual([]);
      expect(await client.request('{ me { email } }')).toEqual({ me: { email } });
    });

    test('returns a wrong code as a result', async () => {
      const { client, challengeToken } = await withApp(newClient());
      const result = await client.completeLogin({ challengeToken, totpCode: '000000' });
      expect([result.__typename, client.isSignedIn()]).toEqual(['WrongCodeError', false]);
    });
  });
});

describe('confirmIdentity', () => {
  const clients = useClients();
  const DELETE = 'mutation { deleteAccount(input: {}) { __typename } }';

  test.each([
    ['tokens', () => clients.newClient()],
    ['cookies', () => new CookieBrowser(clients).newTab()],
  ])('with %s lets a request be repeated that needs a fresh login, in the same session', async (_, newClient) => {
    const device = newClient();
    await signUp(device);
    const { client, signOuts } = device;
    const before = client.sessionId();
    clients.gatehouse.clock.advance({ minutes: 11 });
    await expect(client.request(DELETE)).rejects.toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
    expect(await client.confirmIdentity({ password: PASSWORD })).toMatchObject({ session: { id: before } });
    expect([client.sessionId(), signOuts]).toEqual([before, []]);
    expect(await client.request(DELETE)).toEqual({ deleteAccount: { __typename: 'DeleteAccountPayload' } });
  });

  test('keeps the refresh token, and shows the app no token', async () => {
    const device = await clients.signedIn();
    clients.gatehouse.clock.advance({ minutes: 1 });
    expect(await device.client.confirmIdentity({ password: PASSWORD })).not.toHaveProperty('accessToken');
    clients.expireAccessTokens();
    expect(await device.client.request('{ me { email } }')).toEqual({ me: { email: device.email } });
  });

  test('returns a wrong password as a result', async () => {
    const { client } = await clients.signedIn();
    expect(await client.confirmIdentity({ password: 'not the password' })).toMatchObject({ code: 'WRONG_PASSWORD' });
  });
});
