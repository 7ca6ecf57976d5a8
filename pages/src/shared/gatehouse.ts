import { cookieTokens, createGatehouseClient } from 'gatehouse-client';

/** Signs in and out. The tokens are in cookies, which no script can read. */
export const gatehouse = createGatehouseClient({ url: '/graphql', tokens: cookieTokens() });
