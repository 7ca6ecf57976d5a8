import { storageTokens } from 'gatehouse-client';
import { newStorage, useClients } from './support/clients.js';

const ME = '{ me { email } }';

/** Node.js has Web Locks, and no storage events: see test/server/cookies.browser.test.ts for those. */
describe('two tabs', () => {
  const clients = useClients();
  const twoTabs = async () => {
    const storage = newStorage();
    const first = await clients.signedIn({ tokens: storageTokens(storage) });
    return { first, second: clients.newClient({ tokens: storageTokens(storage) }), storage };
  };

  test('two tabs share one session', async () => {
    const { first, second } = await twoTabs();
    expect(second.client.sessionId()).toBe(first.client.sessionId());
    expect(await second.client.request(ME)).toEqual({ me: { email: first.email } });
  });

  test('two tabs refresh once between them', async () => {
    const { first, second } = await twoTabs();
    clients.expireAccessTokens();
    const tabs = Array.from({ length: 20 }, (_, index) => (index % 2 ? first : second));
    const answers = await Promise.all(tabs.map(({ client }) => client.request(ME)));
    expect(answers).toEqual(Array(20).fill({ me: { email: first.email } }));
    expect(first.network.count('refreshToken') + second.network.count('refreshToken')).toBe(1);
  });

  test('two tabs are both signed out by one', async () => {
    const { first, second, storage } = await twoTabs();
    await first.client.logout();
    expect([second.client.isSignedIn(), storage.length]).toEqual([false, 0]);
  });
});
