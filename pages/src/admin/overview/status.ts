import { useQuery } from '@apollo/client/react';
import { graphql } from '../gql';

const STATUS = graphql(`
  query Status {
    serverStatus {
      version
      startedAt
      database {
        kind
        version
      }
      migrations {
        name
        appliedAt
      }
      userCount
      activeSessionCount
      blacklistedTokenCount
      waitingEmailCount
      oldestWaitingEmailAt
      failedEmailCount
      hashingQueue {
        waiting
        limit
      }
    }
  }
`);

const POLL_MILLIS = 10_000;

/** The state of the server, asked again while the page is looked at. Several parts of the page share one request. */
export function useStatus() {
  const { data, error, refetch } = useQuery(STATUS, {
    fetchPolicy: 'cache-and-network',
    pollInterval: POLL_MILLIS,
    skipPollAttempt: () => document.hidden,
  });
  return { status: data?.serverStatus, error, refetch };
}
