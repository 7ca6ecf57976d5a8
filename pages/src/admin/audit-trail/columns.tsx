import { Anchor, Badge, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useLocalization } from '../../shared/language/Localized';
import { Time } from '../../shared/Time';
import { graphql } from '../gql';
import { AuditOutcome, type ListedEventFragment } from '../gql/graphql';
import { pathOfServiceAccount, pathOfUser, pathOfWebhook } from '../paths';
import type { Column } from '../table/DataTable';
import { exactTime, inWords } from '../words';
import { originOf } from './origin';

graphql(`
  fragment ListedEvent on AuditEvent {
    id
    kind
    outcome
    occurredAt
    ipAddress
    userAgent
    actorId
    actorServiceAccountId
    actor {
      id
      email
    }
    subjectId
    subjectServiceAccountId
    subjectWebhookId
    subject {
      id
      email
    }
  }
`);

export const COLUMNS: Column<ListedEventFragment>[] = [
  {
    id: 'KIND',
    header: 'What',
    cell: ({ row }) => <What event={row.original} />,
  },
  {
    id: 'ACTOR',
    header: 'Who',
    cell: ({ row }) => <Actor event={row.original} />,
  },
  {
    id: 'SUBJECT',
    header: 'Whom',
    cell: ({ row }) => <Subject event={row.original} />,
  },
  {
    id: 'FROM',
    header: 'From',
    cell: ({ row }) => <Origin event={row.original} />,
  },
  {
    id: 'WHEN',
    header: 'When',
    cell: ({ row }) => <When at={row.original.occurredAt} />,
  },
];

interface EventProps {
  readonly event: ListedEventFragment;
}

/** On phones, with what is in other columns elsewhere. */
function What({ event }: EventProps) {
  return (
    <>
      <span className="badges">
        <Text size="sm" fw={600} component="span">
          {inWords(event.kind)}
        </Text>
        {event.outcome === AuditOutcome.Failure && (
          <Badge variant="light" color="red" tt="none">
            Refused
          </Badge>
        )}
      </span>
      <div className="narrow-only">
        <Actor event={event} />
        {event.subjectId !== event.actorId && <Subject event={event} />}
        <Origin event={event} />
      </div>
    </>
  );
}

function Actor({ event: { actorId, actorServiceAccountId, actor } }: EventProps) {
  if (actorServiceAccountId) return <ServiceAccount id={actorServiceAccountId} />;
  return <Person id={actorId} user={actor} nobody="Nobody signed in" />;
}

function Subject({ event }: EventProps) {
  const { actorId, subjectId, subjectServiceAccountId, subjectWebhookId, subject } = event;
  if (subjectServiceAccountId) return <ServiceAccount id={subjectServiceAccountId} />;
  if (subjectWebhookId) return <Webhook id={subjectWebhookId} />;
  if (subjectId && subjectId === actorId) return <Dim>Themselves</Dim>;
  return <Person id={subjectId} user={subject} nobody="Nobody known" />;
}

function Origin({ event }: EventProps) {
  const [address = 'Unknown', device] = originOf(event, useLocalization());
  return (
    <>
      <Dim>{address}</Dim>
      {device && <Dim title={event.userAgent}>{device}</Dim>}
    </>
  );
}

function When({ at }: { at: string }) {
  return (
    <>
      <Text size="sm">
        <Time at={at} />
      </Text>
      <Text size="xs" c="dimmed">
        {exactTime(at)}
      </Text>
    </>
  );
}

interface PersonProps {
  readonly id: string | null;
  readonly user: ListedEventFragment['actor'];
  readonly nobody: string;
}

function Person({ id, user, nobody }: PersonProps) {
  if (user)
    return (
      <Anchor component={Link} href={pathOfUser(user.id)} size="sm" className="breakable" display="block">
        {user.email}
      </Anchor>
    );
  return <Dim title={id}>{id ? 'A deleted user' : nobody}</Dim>;
}

function ServiceAccount({ id }: { id: string }) {
  return (
    <Anchor component={Link} href={pathOfServiceAccount(id)} size="sm" display="block" title={id}>
      A service account
    </Anchor>
  );
}

function Webhook({ id }: { id: string }) {
  return (
    <Anchor component={Link} href={pathOfWebhook(id)} size="sm" display="block" title={id}>
      A webhook
    </Anchor>
  );
}

function Dim({ children, title }: { children: string; title?: string | null }) {
  return (
    <Text size="sm" c="dimmed" className="breakable" title={title ?? undefined}>
      {children}
    </Text>
  );
}
