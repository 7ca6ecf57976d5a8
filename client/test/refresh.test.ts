import { memoryTokens } from 'gatehouse-client';
import { someEmail } from '../../test/support/api-client.js';
import { signUp, useClients } from './support/clients.js';
import { badGateway, cutOff, loseResponse, thenHappens } from './support/network.js';

const ME = '{ me { email } }';
const RENAME = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename } }';
const REGISTER_AND_RENAME = `mutation ($email: String!) {
  register(input: { email: $email, password: "correct {horse} battery" }) { __typename }
  updateProfile(input: { username: null }) { __typename }
}`;

describe('expired access tokens', () => {
  const clients = useClients();

  test('an expired access token is refreshed once for fifty requests, and all of them succeed', async () => {
    const { client, network, email } = await clients.signedIn();
    clients.expireAccessTokens();
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.request(ME)));
    expect(answers).toEqual(Array(50).fill({ me: { email } }));
    expect([network.count('refreshToken'), network.count('me')]).toEqual([1, 100]);
  });

  test('an expired access token does not show in the response of a mutation', async () => {
    const { client, network } = await clients.signedIn();
    clients.expireAccessTokens();
    const { updateProfile } = await client.request(RENAME, { input: { username: 'ada' } });
    expect(updateProfile.__typename).toBe('AccountPayload');
    expect(network.sent).toEqual(['updateProfile', 'refreshToken', 'updateProfile']);
  });

  test('an access token is refreshed before it is sent, once nine tenths of its life have passed', async () => {
    const tokens = memoryTokens();
    const { client, network, email } = await clients.signedIn({ tokens });
    clients.expireAccessTokens();
    const kept = tokens.read();
    const lifetimeMillis = Number(kept?.refreshAfterMillis) - Date.now();
    expect(Math.round(lifetimeMillis / 10_000)).toBe((0.9 * 15 * 60) / 10);
    tokens.write(kept && { ...kept, refreshAfterMillis: 0 });
    expect(await client.request(ME)).toEqual({ me: { email } });
    expect(network.sent).toEqual(['refreshToken', 'me']);
  });

  test('an access token that is rejected again is not tried a third time', async () => {
    const { client, network } = await clients.signedIn();
    clients.expireAccessTokens();
    network.next(
      'refreshToken',
      thenHappens(() => clients.expireAccessTokens()),
    );
    await expect(client.request(ME)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', reason: 'TOKEN_EXPIRED' });
    expect(network.sent).toEqual(['me', 'refreshToken', 'me']);
    expect(client.isSignedIn()).toBe(true);
  });

  test('an expired access token is no reason to repeat what was done: the first of two mutations', async () => {
    const { client, network } = await clients.signedIn();
    clients.expireAccessTokens();
    const done = client.request(REGISTER_AND_RENAME, { email: someEmail() });
    await expect(done).rejects.toMatchObject({ data: null, reason: 'TOKEN_EXPIRED' });
    expect(network.sent).toEqual(['register']);
  });

  test('a request is not repeated for another user', async () => {
    const { client, network } = await clients.signedIn();
    clients.expireAccessTokens();
    const other = clients.newClient();
    network.next(
      'updateProfile',
      thenHappens(() => signUp({ ...other, client })),
    );
    await expect(client.request(RENAME, { input: { username: 'eve' } })).rejects.toMatchObject({
      reason: 'TOKEN_EXPIRED',
    });
    expect(network.sent).toEqual(['updateProfile', 'register']);
    expect(await client.request(ME)).toEqual({ me: { email: other.email } });
  });
});

describe('refreshes', () => {
  const clients = useClients();

  test('a refresh whose response is lost is requested again, and the session continues', async () => {
    const { client, network, email } = await clients.signedIn();
    clients.expireAccessTokens();
    network.next('refreshToken', loseResponse);
    expect(await client.request(ME)).toEqual({ me: { email } });
    clients.expireAccessTokens();
    expect(await client.request(ME)).toEqual({ me: { email } });
    expect(network.count('refreshToken')).toBe(3);
  });

  test.each([
    ['without a network', cutOff],
    ['answered by a proxy', badGateway],
  ])('a refresh %s signs no one out', async (_, fault) => {
    const { client, network, email, signOuts } = await clients.signedIn();
    clients.expireAccessTokens();
    network.next('refreshToken', fault).next('refreshToken', fault);
    await expect(client.request(ME)).rejects.toMatchObject({ name: 'GatehouseError', code: 'REFRESH_FAILED' });
    expect([client.isSignedIn(), signOuts]).toEqual([true, []]);
    expect(await client.request(ME)).toEqual({ me: { email } });
  });

  test('a refresh of a session that has expired signs out, once', async () => {
    const { client, signOuts } = await clients.signedIn();
    clients.gatehouse.clock.advance({ days: 31 });
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => client.request(ME)));
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
    expect([client.isSignedIn(), signOuts]).toEqual([false, ['INVALID_REFRESH_TOKEN']]);
  });

  test('a refresh is not waited for by a request that was aborted, and continues for the others', async () => {
    const { client, network, email } = await clients.signedIn();
    clients.expireAccessTokens();
    const controller = new AbortController();
    network.next(
      'refreshToken',
      thenHappens(() => controller.abort(new Error('no longer needed'))),
    );
    const aborted = client.request(ME, {}, { signal: controller.signal });
    const other = client.request(ME);
    await expect(aborted).rejects.toThrow('no longer needed');
    expect(await other).toEqual({ me: { email } });
  });
});
