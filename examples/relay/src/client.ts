import { cookieTokens, createGatehouseClient } from 'gatehouse-client';
import { gatehouseFetch } from 'gatehouse-client/relay';
import { Environment, Network, RecordSource, Store } from 'relay-runtime';

const { VITE_GATEHOUSE_URL: url = 'http://localhost:4000/graphql' } = import.meta.env;

/** Signs in and out. The tokens are in cookies, where no script can read them. */
export const gatehouse = createGatehouseClient({ url, tokens: cookieTokens() });

/** What one user has loaded is not for the next: each session has an environment of its own. */
export function newEnvironment(): Environment {
  return new Environment({
    network: Network.create(gatehouseFetch(gatehouse)),
    store: new Store(new RecordSource()),
  });
}
