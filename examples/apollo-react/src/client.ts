import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { cookieTokens, createGatehouseClient } from 'gatehouse-client';
import { gatehouseLink } from 'gatehouse-client/apollo';
import generated from './gql/possible-types';

const { VITE_GATEHOUSE_URL: url = 'http://localhost:4000/graphql' } = import.meta.env;

/** Signs in and out. The tokens are in cookies, which no script can read. */
export const gatehouse = createGatehouseClient({ url, tokens: cookieTokens() });

export const apollo = new ApolloClient({
  link: ApolloLink.from([gatehouseLink(gatehouse), new HttpLink({ uri: url })]),
  cache: new InMemoryCache({
    possibleTypes: generated.possibleTypes,
    typePolicies: { User: { fields: { sessions: relayStylePagination() } } },
  }),
});

// The next user must not see what the last one has loaded.
gatehouse.subscribe(() => void apollo.clearStore());
