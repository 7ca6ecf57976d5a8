import { createGatehouseClient, storageTokens } from 'gatehouse-client';
import { newStorage, useClients } from './support/clients.js';

const ME = '{ me { email } }';

const refuse = () => {
  throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
};

describe('storages', () => {
  const clients = useClients();

  test.each([
    ['is full', { setItem: refuse }],
    ['is blocked', { getItem: refuse, setItem: refuse, removeItem: refuse }],
  ])('a storage that %s loses no session: the client keeps it in memory', async (_, faults) => {
    const tokens = storageTokens({ ...newStorage(), ...faults });
    const { client, email, signOuts } = await clients.signedIn({ tokens });
    clients.expireAccessTokens();
    expect(await client.request(ME)).toEqual({ me: { email } });
    await client.logout();
    expect([client.isSignedIn(), signOuts]).toEqual([false, ['LOGOUT']]);
  });

  test('a storage that fills up keeps no used refresh token, as using it again would end the session', async () => {
    const storage = newStorage();
    const { client, email } = await clients.signedIn({ tokens: storageTokens(storage) });
    storage.setItem = refuse;
    await client.refresh();
    expect(storage.length).toBe(0);
    expect(await client.request(ME)).toEqual({ me: { email } });
  });

  test('a storage that has room again takes the session at the next refresh', async () => {
    const storage = newStorage();
    const { setItem } = storage;
    storage.setItem = refuse;
    const { client, email } = await clients.signedIn({ tokens: storageTokens(storage) });
    storage.setItem = setItem;
    await client.refresh();
    const reloaded = createGatehouseClient({ url: clients.url, tokens: storageTokens(storage) });
    expect(await reloaded.request(ME)).toEqual({ me: { email } });
  });

  test('a storage that can no longer be read signs no one out', async () => {
    const storage = newStorage();
    const { client, email } = await clients.signedIn({ tokens: storageTokens(storage) });
    storage.getItem = refuse;
    expect(await client.request(ME)).toEqual({ me: { email } });
  });
});
