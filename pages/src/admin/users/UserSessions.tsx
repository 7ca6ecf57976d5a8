import { useQuery } from '@apollo/client/react';
import { Skeleton, Text } from '@mantine/core';
import { Section } from '../../shared/Section';
import { graphql } from '../gql';
import { MoreButton } from '../MoreButton';
import { Problem } from '../Problem';
import { count } from '../words';
import { EndSessions } from './acts/EndSessions';
import { SessionItem } from './SessionItem';

const USER_SESSIONS = graphql(`
  query UserSessions($id: ID!, $after: String) {
    node(id: $id) {
      __typename
      ... on User {
        id
        sessions(first: 10, after: $after) {
          totalCount
          edges {
            node {
              id
              ...UserSession
            }
          }
          pageInfo {
            endCursor
            hasNextPage
          }
        }
      }
    }
  }
`);

/** Where a user is signed in, ten at a time. */
export function UserSessions({ id }: { id: string }) {
  const { data, error, refetch, fetchMore } = useQuery(USER_SESSIONS, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const sessions = data?.node?.__typename === 'User' ? data.node.sessions : undefined;
  const total = sessions?.totalCount;
  return (
    <Section
      title={total ? `Signed in on ${count(total, 'device')}` : 'Sessions'}
      action={!!total && <EndSessions userId={id} />}
    >
      {error && <Problem error={error} retry={refetch} />}
      {!sessions && !error && <Skeleton height={120} />}
      {total === 0 && (
        <Text size="sm" c="dimmed">
          Not signed in anywhere.
        </Text>
      )}
      {sessions && sessions.edges.length > 0 && (
        <ul className="list">
          {sessions.edges.map(({ node }) => (
            <SessionItem key={node.id} session={node} userId={id} />
          ))}
        </ul>
      )}
      {sessions?.pageInfo.hasNextPage && (
        <MoreButton load={() => fetchMore({ variables: { after: sessions.pageInfo.endCursor } })} />
      )}
    </Section>
  );
}
