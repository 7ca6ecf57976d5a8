import { ApolloClient, ApolloLink, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { gatehouseLink } from 'gatehouse-client/apollo';
import { type TestClient, useClients } from './support/clients.js';
import { loseResponse } from './support/network.js';

const ME = gql`query Me { me { id email } }`;
const RENAME = gql`mutation Rename($name: String) { updateProfile(input: { username: $name }) { __typename } }`;

/** Apollo Client as an app would set it up, on the same network as the client. */
function apolloOf({ client, network }: TestClient) {
  const link = ApolloLink.from([gatehouseLink(client), new HttpLink({ uri: client.url, fetch: network.fetch })]);
  return new ApolloClient({ link, cache: new InMemoryCache(), queryDeduplication: false });
}

const query = (apollo: ApolloClient) => apollo.query<{ me: unknown }>({ query: ME, fetchPolicy: 'network-only' });

describe('the link for Apollo Client', () => {
  const clients = useClients();

  test('the link for Apollo Client sends the access token, and refreshes it once for many operations', async () => {
    const tab = await clients.signedIn();
    const apollo = apolloOf(tab);
    clients.expireAccessTokens();
    const results = await Promise.all(Array.from({ length: 10 }, () => query(apollo)));
    for (const { data } of results) expect(data?.me).toMatchObject({ email: tab.email });
    expect([tab.network.count('refreshToken'), tab.network.count('me')]).toEqual([1, 20]);
  });

  test('the link for Apollo Client repeats a mutation that was rejected', async () => {
    const tab = await clients.signedIn();
    clients.expireAccessTokens();
    const { data } = await apolloOf(tab).mutate({ mutation: RENAME, variables: { name: 'ada' } });
    expect(data).toMatchObject({ updateProfile: { __typename: 'AccountPayload' } });
    expect(tab.network.sent).toEqual(['updateProfile', 'refreshToken', 'updateProfile']);
  });

  test('the link for Apollo Client leaves a network that fails to the app', async () => {
    const tab = await clients.signedIn();
    tab.network.next('updateProfile', loseResponse);
    await expect(apolloOf(tab).mutate({ mutation: RENAME })).rejects.toThrow('fetch failed');
    expect(tab.network.sent).toEqual(['updateProfile']);
  });

  test('the link for Apollo Client notifies the app that its session has ended, once', async () => {
    const tab = await clients.signedIn();
    await clients.gatehouse.api.logout({ headers: { ...(await tab.client.authorize()).headers } });
    await expect(query(apolloOf(tab))).rejects.toThrow(CombinedGraphQLErrors);
    expect([tab.client.isSignedIn(), tab.signOuts]).toEqual([false, ['TOKEN_BLACKLISTED']]);
  });

  test('the link for Apollo Client treats the status 401 of another server as a rejected token', async () => {
    const tab = await clients.signedIn();
    tab.network.next('me', async () => new Response('', { status: 401 }));
    expect((await query(apolloOf(tab))).data?.me).toMatchObject({ email: tab.email });
    expect(tab.network.sent).toEqual(['me', 'refreshToken', 'me']);
  });
});
