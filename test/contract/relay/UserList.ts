import { graphql } from 'relay-runtime';

export const query = graphql`
  fragment UserList_query on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" }, filter: { type: "UserFilter" })
  @refetchable(queryName: "UserListPaginationQuery") {
    users(first: $count, after: $cursor, filter: $filter) @connection(key: "UserList_query_users") {
      edges { node { id email role deactivatedAt } }
    }
  }
`;
