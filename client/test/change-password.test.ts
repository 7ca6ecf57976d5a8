import { memoryTokens } from 'gatehouse-client';
import { PASSWORD } from '../../test/support/api-client.js';
import { eventStreamOf } from './samples/event-stream.js';
import { watchSession } from './samples/watch-session.js';
import { webSocketOf } from './samples/web-socket.js';
import { signUp, type TestClient, useClients } from './support/clients.js';
import { CookieBrowser } from './support/cookie-browser.js';
import { thenHappens } from './support/network.js';

const ME = '{ me { email } }';
const NEW_PASSWORD = 'staple battery horse';

/** Long enough for a client to act on a response that has arrived. */
async function aMoment(): Promise<void> {
  for (let turns = 0; turns < 100; turns++) await new Promise(setImmediate);
}

describe('changing the password', () => {
  const clients = useClients();
  const withTokens = () => clients.newClient();
  const withCookies = () => new CookieBrowser(clients).newTab();
  const change = ({ client }: TestClient, currentPassword = PASSWORD) =>
    client.changePassword({ currentPassword, newPassword: NEW_PASSWORD });

  describe.each([
    ['tokens', withTokens],
    ['cookies', withCookies],
  ])('%s', (_, newClient) => {
    let device: TestClient;
    beforeEach(async () => {
      device = newClient();
      await signUp(device);
    });

    test('changing the password keeps this device signed in, by a new session', async () => {
      const { client, email, signOuts } = device;
      const before = client.sessionId();
      expect(await change(device)).toMatchObject({ endedSessionCount: 0, session: { id: client.sessionId() } });
      expect(client.sessionId()).not.toBe(before);
      expect([await client.request(ME), signOuts]).toEqual([{ me: { email } }, []]);
    });

    test('changing the password leaves tokens that can be refreshed', async () => {
      await change(device);
      clients.expireAccessTokens();
      expect(await device.client.request(ME)).toEqual({ me: { email: device.email } });
    });

    test('changing the password gets a fresh access token first if the old one has expired', async () => {
      clients.expireAccessTokens();
      expect((await change(device)).__typename).toBe('ChangePasswordPayload');
    });

    test('a request that meets the ended session before the new tokens arrive does not sign the device out', async () => {
      const { client, network, signOuts } = device;
      const changed = Promise.withResolvers<void>();
      const refused = Promise.withResolvers<void>();
      network.next('me', async (request, send) => {
        await changed.promise;
        return send(request).finally(refused.resolve);
      });
      const request = client.request(ME).catch(() => {});
      network.next(
        'changePassword',
        thenHappens(() => {
          changed.resolve();
          return refused.promise.then(aMoment);
        }),
      );
      await change(device);
      await request;
      expect([client.isSignedIn(), signOuts]).toEqual([true, []]);
    });

    test('changing the password shows the app no token', async () => {
      const result = await change(device);
      expect(['accessToken', 'refreshToken'].filter((name) => name in result)).toEqual([]);
    });
  });

  test('changing the password with a wrong password changes nothing', async () => {
    const device = await clients.signedIn();
    expect(await change(device, 'a guess')).toMatchObject({ code: 'WRONG_PASSWORD' });
    expect(await device.client.request(ME)).toEqual({ me: { email: device.email } });
  });

  test('changing the password fails if no one is signed in', async () => {
    await expect(change(clients.newClient())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('a device whose session is ended by a changed password notices it', async () => {
    const device = await clients.signedIn();
    const other = clients.newClient();
    await other.client.login({ email: device.email, password: PASSWORD });
    await change(device);
    await expect(other.client.request(ME)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(other.signOuts).toEqual(['TOKEN_BLACKLISTED']);
  });

  test.each([
    ['a WebSocket', webSocketOf],
    ['an event stream', eventStreamOf],
  ])('changing the password keeps a device signed in, and watching its session, by %s', async (_, liveOf) => {
    const watched = clients.newClient({ tokens: memoryTokens() });
    watchSession(watched.client, liveOf(watched.client));
    await signUp(watched);
    await change(watched);
    const reason = new Promise((resolve) => watched.client.onSignedOut(resolve));
    const { accessToken } = await clients.gatehouse.api.login({ email: watched.email, password: NEW_PASSWORD });
    expect(watched.signOuts).toEqual([]);
    const sessionId = watched.client.sessionId();
    await clients.gatehouse.api.mutate('revokeSession', { sessionId }, accessToken);
    expect(await reason).toBe('INVALID_REFRESH_TOKEN');
  });
});
