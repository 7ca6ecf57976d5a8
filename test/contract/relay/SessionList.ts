import { graphql } from 'relay-runtime';

export const user = graphql`
  fragment SessionList_user on User
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
  @refetchable(queryName: "SessionListPaginationQuery") {
    sessions(first: $count, after: $cursor) @connection(key: "SessionList_user_sessions") {
      edges { node { id isCurrent userAgent lastUsedAt } }
    }
  }
`;

export const revoke = graphql`
  mutation SessionListRevokeMutation($input: RevokeSessionInput!, $connections: [ID!]!) {
    revokeSession(input: $input) {
      ... on RevokeSessionPayload { revokedSessionId @deleteEdge(connections: $connections) }
      ... on ErrorResult { code message }
    }
  }
`;
