import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { gatehouseLink } from 'gatehouse-client/apollo';
import { gatehouse } from './gatehouse';
import generated from './gql/possible-types';

export const apollo = new ApolloClient({
  link: ApolloLink.from([gatehouseLink(gatehouse), new HttpLink({ uri: gatehouse.url })]),
  cache: new InMemoryCache({
    possibleTypes: generated.possibleTypes,
    typePolicies: {
      User: { fields: { sessions: relayStylePagination(), auditEvents: relayStylePagination() } },
    },
  }),
});

// The next user must not see what the last one has loaded.
gatehouse.subscribe(() => void apollo.clearStore());
