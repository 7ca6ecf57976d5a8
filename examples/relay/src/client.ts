import { cookieTokens, createGatehouseClient } from 'gatehouse-client';
import { gatehouseFetch } from 'gatehouse-client/relay';
import { Environment, Network, RecordSource, Store } from 'relay-runtime';

const { VITE_GATEHOUSE_URL: url = 'http://localhost:4000/graphql' } = import.meta.env;

/** Signs in and out. The tokens are in cookies, which no script can read. */
export const gatehouse = createGatehouseClient({ url, tokens: cookieTokens() });

/** Each session has its own environment, so that no user sees what the last one has loaded. */
export function newEnvironment(): Environment {
  return new Environment({
    network: Network.create(gatehouseFetch(gatehouse)),
    store: new Store(new RecordSource()),
  });
}
