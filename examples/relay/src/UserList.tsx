import { graphql, useLazyLoadQuery, usePaginationFragment } from 'react-relay';
import type { UserList_query$key } from './__generated__/UserList_query.graphql';
import type { UserListPaginationQuery } from './__generated__/UserListPaginationQuery.graphql';
import type { UserListQuery } from './__generated__/UserListQuery.graphql';

/** All users, ten at a time. For administrators. */
export function UserList() {
  const query = useLazyLoadQuery<UserListQuery>(
    graphql`
      query UserListQuery {
        ...UserList_query
      }
    `,
    {},
  );
  const { data, hasNext, isLoadingNext, loadNext } = usePaginationFragment<UserListPaginationQuery, UserList_query$key>(
    graphql`
      fragment UserList_query on Query
      @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
      @refetchable(queryName: "UserListPaginationQuery") {
        users(first: $count, after: $cursor) @connection(key: "UserList_query_users") {
          edges {
            node {
              id
              email
            }
          }
        }
      }
    `,
    query,
  );

  return (
    <section aria-labelledby="users">
      <h2 id="users">Users</h2>
      <ul>
        {data.users.edges.map(({ node }) => (
          <li key={node.id}>{node.email}</li>
        ))}
      </ul>
      {hasNext && (
        <button type="button" disabled={isLoadingNext} onClick={() => loadNext(10)}>
          Show more
        </button>
      )}
    </section>
  );
}
