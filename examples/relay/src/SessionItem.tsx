import { useState } from 'react';
import { graphql, useFragment, useMutation } from 'react-relay';
import type { SessionItem_session$key } from './__generated__/SessionItem_session.graphql';
import type {
  SessionItemRevokeMutation,
  SessionItemRevokeMutation$data,
} from './__generated__/SessionItemRevokeMutation.graphql';

export interface SessionItemProps {
  readonly session: SessionItem_session$key;
  /** The connection to remove the session from when it is signed out. */
  readonly connectionId: string;
}

/** A signed-in device. Any but the current one can be signed out here. */
export function SessionItem({ session, connectionId }: SessionItemProps) {
  const [problem, setProblem] = useState('');
  const { id, isCurrent, userAgent, lastUsedAt } = useFragment(
    graphql`
      fragment SessionItem_session on Session {
        id
        isCurrent
        userAgent
        lastUsedAt
      }
    `,
    session,
  );
  const [revoke, isBusy] = useMutation<SessionItemRevokeMutation>(graphql`
    mutation SessionItemRevokeMutation($input: RevokeSessionInput!, $connections: [ID!]!) {
      revokeSession(input: $input) {
        __typename
        ... on RevokeSessionPayload {
          revokedSessionId @deleteEdge(connections: $connections)
        }
        ... on SessionNotFoundError {
          message
        }
      }
    }
  `);

  const signOut = () =>
    revoke({
      variables: { input: { sessionId: id }, connections: [connectionId] },
      onCompleted: ({ revokeSession: result }) => setProblem(problemOf(result)),
      onError: ({ message }) => setProblem(message),
    });

  return (
    <li>
      {userAgent ?? 'Unknown device'}, last used {new Date(lastUsedAt).toLocaleString()}{' '}
      {isCurrent ? (
        '(this device)'
      ) : (
        <button type="button" disabled={isBusy} onClick={signOut}>
          Sign out
        </button>
      )}
      <span role="alert">{problem}</span>
    </li>
  );
}

/** The message to show; empty on success. Relay's `%other` covers the results of a newer server. */
function problemOf(result: SessionItemRevokeMutation$data['revokeSession']): string {
  switch (result.__typename) {
    case 'RevokeSessionPayload':
      return '';
    case 'SessionNotFoundError':
      return result.message;
    default:
      return 'The device could not be signed out. Reload the page.';
  }
}
