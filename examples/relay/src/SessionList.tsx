import { graphql, usePaginationFragment } from 'react-relay';
import type { SessionList_user$key } from './__generated__/SessionList_user.graphql';
import type { SessionListPaginationQuery } from './__generated__/SessionListPaginationQuery.graphql';
import { SessionItem } from './SessionItem';

/** The devices on which the user is signed in, five at a time. */
export function SessionList({ user }: { user: SessionList_user$key }) {
  const { data, hasNext, isLoadingNext, loadNext } = usePaginationFragment<
    SessionListPaginationQuery,
    SessionList_user$key
  >(
    graphql`
      fragment SessionList_user on User
      @argumentDefinitions(count: { type: "Int", defaultValue: 5 }, cursor: { type: "String" })
      @refetchable(queryName: "SessionListPaginationQuery") {
        sessions(first: $count, after: $cursor) @connection(key: "SessionList_user_sessions") {
          __id
          edges {
            node {
              id
              ...SessionItem_session
            }
          }
        }
      }
    `,
    user,
  );
  const { sessions } = data;

  return (
    <section aria-labelledby="devices">
      <h2 id="devices">Devices</h2>
      <ul>
        {sessions?.edges.map(({ node }) => (
          <SessionItem key={node.id} session={node} connectionId={sessions.__id} />
        ))}
      </ul>
      {hasNext && (
        <button type="button" disabled={isLoadingNext} onClick={() => loadNext(5)}>
          Show more
        </button>
      )}
    </section>
  );
}
