import { Anchor, Badge, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useLocalization } from '../../shared/language/Localized';
import { Time } from '../../shared/Time';
import { graphql } from '../gql';
import { AuditOutcome, type ListedEventFragment } from '../gql/graphql';
import { pathOfUser } from '../paths';
import type { Column } from '../table/DataTable';
import { inWords } from '../words';
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
    actor {
      id
      email
    }
    subjectId
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
    cell: ({ row: { original } }) => <Person id={original.actorId} user={original.actor} nobody="Nobody signed in" />,
  },
  {
    id: 'SUBJECT',
    header: 'Whom',
    cell: ({ row: { original } }) =>
      original.subjectId && original.subjectId === original.actorId ? (
        <Dim>Themselves</Dim>
      ) : (
        <Person id={original.subjectId} user={original.subject} nobody="Nobody known" />
      ),
  },
  {
    id: 'FROM',
    header: 'From',
    cell: ({ row }) => <Origin event={row.original} />,
  },
  {
    id: 'WHEN',
    header: 'When',
    cell: ({ row }) => (
      <Text size="sm" c="dimmed" className="no-wrap">
        <Time at={row.original.occurredAt} />
      </Text>
    ),
  },
];

function What({ event: { kind, outcome } }: { event: ListedEventFragment }) {
  return (
    <span className="badges">
      <Text size="sm" fw={600} component="span">
        {inWords(kind)}
      </Text>
      {outcome === AuditOutcome.Failure && (
        <Badge variant="light" color="red" tt="none">
          Refused
        </Badge>
      )}
    </span>
  );
}

function Origin({ event }: { event: ListedEventFragment }) {
  const localization = useLocalization();
  return <Dim title={event.userAgent}>{originOf(event, localization) || 'Unknown'}</Dim>;
}

interface PersonProps {
  readonly id: string | null;
  readonly user: ListedEventFragment['actor'];
  readonly nobody: string;
}

function Person({ id, user, nobody }: PersonProps) {
  if (user)
    return (
      <Anchor component={Link} href={pathOfUser(user.id)} size="sm" className="breakable">
        {user.email}
      </Anchor>
    );
  return <Dim title={id}>{id ? 'A deleted user' : nobody}</Dim>;
}

function Dim({ children, title }: { children: string; title?: string | null }) {
  return (
    <Text size="sm" c="dimmed" className="breakable" title={title ?? undefined}>
      {children}
    </Text>
  );
}
