import { Badge, Text } from '@mantine/core';
import { useId } from 'react';
import { deviceOf } from '../../shared/device';
import { DEVICE_ICONS } from '../../shared/device-icons';
import { ListItem } from '../../shared/ListItem';
import { useLocalization } from '../../shared/language/Localized';
import { originOf } from '../../shared/place';
import { Time } from '../../shared/Time';
import { graphql } from '../gql';
import type { AuthenticationMethod, UserSessionFragment } from '../gql/graphql';
import { inWords, list } from '../words';
import { EndSession } from './acts/EndSessions';

graphql(`
  fragment UserSession on Session {
    id
    isCurrent
    userAgent
    ipAddress
    place(locale: "en") {
      city
      country
    }
    createdAt
    lastUsedAt
    assuranceLevel
    methods
  }
`);

interface Props {
  readonly session: UserSessionFragment;
  readonly userId: string;
}

/** A device on which a user is signed in. */
export function SessionItem({ session, userId }: Props) {
  const id = useId();
  const { kind, name } = deviceOf(session.userAgent, useLocalization());
  return (
    <ListItem
      icon={DEVICE_ICONS[kind]}
      name={name}
      nameId={id}
      title={session.userAgent ?? undefined}
      details={<SessionDetails session={session} />}
    >
      {session.isCurrent ? (
        <Badge variant="light" color="green" tt="none">
          This device
        </Badge>
      ) : (
        <EndSession userId={userId} sessionId={session.id} name={name} describedBy={id} />
      )}
    </ListItem>
  );
}

/** Where an enum’s value is not what people say. */
const PROOFS: Partial<Record<AuthenticationMethod, string>> = { TOTP: 'authenticator app' };

function proofInWords(method: AuthenticationMethod): string {
  return PROOFS[method] ?? inWords(method).toLowerCase();
}

function SessionDetails({ session }: { session: UserSessionFragment }) {
  const { place, ipAddress, createdAt, lastUsedAt, methods } = session;
  const origin = originOf(place, ipAddress);
  return (
    <>
      {origin && (
        <Text size="sm" c="dimmed" className="breakable">
          {origin}
        </Text>
      )}
      <Text size="sm" c="dimmed" className="phrases">
        <span>
          Last used <Time at={lastUsedAt} />
        </span>
        {' · '}
        <span>
          Signed in <Time at={createdAt} /> by {list.format(methods.map(proofInWords))}
        </span>
      </Text>
    </>
  );
}
