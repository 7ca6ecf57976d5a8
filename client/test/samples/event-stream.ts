import type { GatehouseClient } from 'gatehouse-client';
import { createClient } from 'graphql-sse';

/** For tokens in cookies, and anywhere else. graphql-sse counts a stream without events as a failed attempt. */
export const eventStreamOf = (gatehouse: GatehouseClient) =>
  createClient({ url: `${gatehouse.url}/stream`, fetchFn: gatehouse.fetch, retryAttempts: Infinity });
