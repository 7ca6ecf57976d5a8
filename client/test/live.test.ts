import { memoryTokens } from 'gatehouse-client';
import { eventStreamOf } from './samples/event-stream.js';
import { watchSession } from './samples/watch-session.js';
import { webSocketOf } from './samples/web-socket.js';
import { signUp, type TestClient, useClients } from './support/clients.js';
import { CookieBrowser } from './support/cookie-browser.js';

describe('watched sessions', () => {
  const clients = useClients();
  const signedOut = ({ client }: TestClient) => new Promise((resolve) => client.onSignedOut(resolve));

  /** As somebody does who revokes it on another device. */
  async function endElsewhere({ client, email }: TestClient): Promise<void> {
    const { accessToken } = await clients.gatehouse.api.login({ email });
    await clients.gatehouse.api.mutate('revokeSession', { sessionId: client.sessionId() }, accessToken);
  }

  const withTokens = () => clients.newClient();
  const withCookies = () => new CookieBrowser(clients).newTab();

  describe.each([
    ['tokens and a WebSocket', withTokens, webSocketOf],
    ['tokens and an event stream', withTokens, eventStreamOf],
    ['cookies and an event stream', withCookies, eventStreamOf],
  ])('%s', (_, newClient, liveOf) => {
    let watched: TestClient;
    beforeEach(async () => {
      watched = newClient();
      watchSession(watched.client, liveOf(watched.client));
      await signUp(watched);
    });

    test('a watched session is over at once when it is ended elsewhere', async () => {
      const reason = signedOut(watched);
      await endElsewhere(watched);
      expect(await reason).toBe('INVALID_REFRESH_TOKEN');
    });

    test('a watched session is over by the logout that ends it', async () => {
      await watched.client.logout();
      expect(watched.signOuts).toEqual(['LOGOUT']);
    });
  });

  test.each([
    ['WebSocket', webSocketOf],
    ['event stream', eventStreamOf],
  ])('a session is watched by %s with a token that is fresh', async (_, liveOf) => {
    const tokens = memoryTokens();
    const watched = await clients.signedIn({ tokens });
    const kept = tokens.read();
    tokens.write(kept && { ...kept, refreshAfterMillis: 0 });
    clients.expireAccessTokens();
    const reason = signedOut(watched);
    watchSession(watched.client, liveOf(watched.client));
    await endElsewhere(watched);
    await reason;
    expect(watched.network.sent[0]).toBe('refreshToken');
  });
});
