import type { GatehouseClient } from 'gatehouse-client';
import { createClient } from 'graphql-ws';

/** For tokens in memory or in a storage. Each time that it connects, it does so with a token that is fresh. */
export const webSocketOf = (gatehouse: GatehouseClient) =>
  createClient({
    url: gatehouse.url.replace('http', 'ws'),
    connectionParams: async () => (await gatehouse.authorize()).headers,
    retryAttempts: Infinity,
  });
