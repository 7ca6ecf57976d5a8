import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { cookieTokens, createGatehouseClient } from 'gatehouse-client';
import { gatehouseLink } from 'gatehouse-client/apollo';
import generated from './gql/possible-types';

const { VITE_GATEHOUSE_URL: url = 'http://localhost:4000/graphql' } = import.meta.env;

/** Signs in and out. The tokens are in cookies, where no script can read them. */
export const gatehouse = createGatehouseClient({ url, tokens: cookieTokens() });

export const apollo = new ApolloClient({
  link: ApolloLink.from([gatehouseLink(gatehouse), new HttpLink({ uri: url })]),
  cache: new InMemoryCache({
    possibleTypes: generated.possibleTypes,
    typePolicies: { User: { fields: { sessions: relayStylePagination() } } },
  }),
});

// What one user has loaded is not for the next.
gatehouse.subscribe(() => void apollo.clearStore());
