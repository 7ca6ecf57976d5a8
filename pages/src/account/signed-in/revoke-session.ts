import { useMutation } from '@apollo/client/react';
import { useCallback } from 'react';
import { graphql } from '../gql';

const REVOKE_SESSION = graphql(`
  mutation RevokeSession($input: RevokeSessionInput!) {
    revokeSession(input: $input) {
      __typename
      ... on RevokeSessionPayload {
        revokedSessionId
      }
      ... on ErrorResult {
        message
      }
    }
  }
`);

/** @returns a function that ends a session. One that has ended already is fine. */
export function useRevokeSession(): (sessionId: string) => Promise<void> {
  const [revokeSession, { client }] = useMutation(REVOKE_SESSION, { errorPolicy: 'none' });
  return useCallback(
    async (sessionId) => {
      await revokeSession({ variables: { input: { sessionId } } });
      client.cache.evict({ id: `Session:${sessionId}` });
    },
    [revokeSession, client],
  );
}
