import { createGatehouseClient, type TokenStore } from 'gatehouse-client';
import { parse, print } from 'graphql';
import { PASSWORD } from '../../test/support/api-client.js';
import { signUp, useClients } from './support/clients.js';
import { badGateway } from './support/network.js';

describe('clients', () => {
  const clients = useClients();

  test('a client keeps the tokens to itself', async () => {
    const testClient = clients.newClient();
    const payload = await signUp(testClient);
    expect(payload.user.email).toBe(testClient.email);
    expect(JSON.stringify(payload)).not.toMatch(/"(accessToken|refreshToken)"/);
  });

  test('a client returns expected failures as results', async () => {
    const { client } = clients.newClient();
    const taken = (await clients.gatehouse.newVerifiedUser()).user;
    const short = await client.register({ email: 'ada@example.com', password: 'short' });
    expect(short).toMatchObject({ code: 'INVALID_INPUT', fieldErrors: [{ field: 'password', code: 'TOO_SHORT' }] });
    expect(await client.register({ email: taken.email, password: PASSWORD })).toMatchObject({ code: 'EMAIL_TAKEN' });
  });

  test('a client notifies its subscribers when someone signs in or out', async () => {
    const testClient = clients.newClient();
    const { client } = testClient;
    const seen: (string | null)[] = [];
    const unsubscribe = client.subscribe(() => seen.push(client.sessionId()));
    const { session } = await signUp(testClient);
    await client.refresh();
    await client.logout();
    unsubscribe();
    await client.login({ email: testClient.email, password: PASSWORD });
    expect(seen).toEqual([session.id, null]);
  });

  test('a client accepts documents as text and, with print, as syntax trees', async () => {
    const { client, email } = await clients.signedIn({ print });
    expect(await client.request(parse('{ me { email } }') as object)).toEqual({ me: { email } });
    expect(await client.request(new String('{ me { email } }') as object)).toEqual({ me: { email } });
  });

  test('a client throws top-level errors with their code', async () => {
    const { client } = clients.newClient();
    await expect(client.request('{ mee }')).rejects.toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
    await expect(client.request('{ users { totalCount } }')).rejects.toMatchObject({ reason: 'TOKEN_MISSING' });
  });

  test('a client says so if something other than the server responds', async () => {
    const { client, network } = clients.newClient();
    network.next('me', badGateway);
    await expect(client.request('{ me { id } }')).rejects.toMatchObject({ code: 'BAD_RESPONSE', status: 502 });
  });

  test('a client can use a store of the app', async () => {
    let kept: ReturnType<TokenStore['read']> = null;
    const tokens: TokenStore = {
      read: () => kept,
      write(written) {
        kept = written;
      },
    };
    const { email } = await clients.signedIn({ tokens });
    const reloaded = createGatehouseClient({ url: clients.url, tokens });
    expect(await reloaded.request('{ me { email } }')).toEqual({ me: { email } });
  });
});
