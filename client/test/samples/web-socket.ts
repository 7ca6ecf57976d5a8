import type { GatehouseClient } from 'gatehouse-client';
import { createClient } from 'graphql-ws';

/** For tokens in memory or in a storage. Each connection gets a fresh token. */
export const webSocketOf = (gatehouse: GatehouseClient) =>
  createClient({
    url: gatehouse.url.replace('http', 'ws'),
    connectionParams: async () => (await gatehouse.authorize()).headers,
    retryAttempts: Infinity,
  });
