import { useMutation } from '@apollo/client/react';
import { useId } from 'react';
import { deviceName } from './device-name';
import { Form } from './form/Form';
import { type Outcome, unknownProblem } from './form/outcome';
import { graphql } from './gql';
import type { DeviceFragment } from './gql/graphql';

graphql(`
  fragment Device on Session {
    id
    isCurrent
    userAgent
    ipAddress
    lastUsedAt
  }
`);

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

export interface DeviceProps {
  readonly session: DeviceFragment;
  /** Called when the device has been signed out, before it leaves the list. */
  readonly onSignedOut: (name: string) => void;
}

/** A signed-in device. Any but the current one can be signed out here. */
export function Device({ session, onSignedOut }: DeviceProps) {
  const id = useId();
  const name = deviceName(session.userAgent);
  const [revokeSession, { client }] = useMutation(REVOKE_SESSION, { errorPolicy: 'none' });

  async function signOut(): Promise<Outcome> {
    const { data } = await revokeSession({ variables: { input: { sessionId: session.id } } });
    const result = data.revokeSession;
    switch (result.__typename) {
      case 'RevokeSessionPayload':
        onSignedOut(name);
        client.cache.evict({ id: `Session:${result.revokedSessionId}` });
        return {};
      case 'SessionNotFoundError':
        void client.refetchQueries({ include: ['Devices'] });
        return { problem: result.message };
      default:
        return unknownProblem(result);
    }
  }

  return (
    <li>
      <p id={id}>
        <strong>{name}</strong>
        {session.isCurrent && ' (this device)'}
        <small>
          {session.ipAddress}, last used {new Date(session.lastUsedAt).toLocaleString()}
        </small>
      </p>
      {!session.isCurrent && <Form submit={signOut} button="Sign out" describedBy={id} />}
    </li>
  );
}
