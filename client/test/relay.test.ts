import { gatehouseFetch } from 'gatehouse-client/relay';
import relay, { type ConcreteRequest, type GraphQLTaggedNode } from 'relay-runtime';
import { type TestClient, useClients } from './support/clients.js';

const { Environment, Network, RecordSource, Store, fetchQuery } = relay;

const FIELDS = [
  { kind: 'ScalarField', name: 'id', storageKey: null },
  { kind: 'ScalarField', name: 'email', storageKey: null },
];
const SELECTIONS = [{ kind: 'LinkedField', name: 'me', concreteType: 'User', plural: false, selections: FIELDS }];
const parts = { name: 'MeQuery', argumentDefinitions: [], selections: SELECTIONS };

/** What relay-compiler makes of `query MeQuery { me { id email } }`. */
const ME = {
  kind: 'Request',
  fragment: { kind: 'Fragment', type: 'Query', ...parts },
  operation: { kind: 'Operation', ...parts },
  params: {
    name: 'MeQuery',
    cacheID: 'me',
    operationKind: 'query',
    id: null,
    metadata: {},
    text: 'query MeQuery { me { id email } }',
  },
} as unknown as ConcreteRequest;

function environmentOf({ client }: TestClient) {
  return new Environment({ network: Network.create(gatehouseFetch(client)), store: new Store(new RecordSource()) });
}

const me = (tab: TestClient) => fetchQuery(environmentOf(tab), ME as GraphQLTaggedNode, {});

describe('the fetch function for Relay', () => {
  const clients = useClients();

  test('the fetch function for Relay sends the access token, and refreshes it when it has expired', async () => {
    const tab = await clients.signedIn();
    clients.expireAccessTokens();
    expect(await me(tab).toPromise()).toMatchObject({ me: { email: tab.email } });
    expect(tab.network.sent).toEqual(['me', 'refreshToken', 'me']);
  });

  test('the fetch function for Relay passes the response on, and reports that the session has expired', async () => {
    const tab = await clients.signedIn();
    clients.gatehouse.clock.advance({ days: 31 });
    expect(await me(tab).toPromise()).toEqual({ me: null });
    expect(tab.signOuts).toEqual(['INVALID_REFRESH_TOKEN']);
  });

  test('the fetch function for Relay aborts what Relay no longer needs', async () => {
    const tab = await clients.signedIn();
    const aborted = new Promise((resolve) => {
      tab.network.next('me', (request) => {
        request.signal.addEventListener('abort', resolve);
        subscription.unsubscribe();
        return new Promise(() => {});
      });
    });
    const subscription = me(tab).subscribe({});
    await aborted;
    expect(tab.client.isSignedIn()).toBe(true);
  });
});
