import { Badge, Stack, Text } from '@mantine/core';
import { Time } from '../../shared/Time';
import { graphql } from '../gql';
import { EmailState, type ListedEmailFragment } from '../gql/graphql';
import type { Column } from '../table/DataTable';
import { count, inWords } from '../words';
import { RetryButton } from './RetryButton';

graphql(`
  fragment ListedEmail on OutgoingEmail {
    id
    kind
    recipient
    state
    attempts
    nextAttemptAt
    createdAt
    lastProblem
  }
`);

export const COLUMNS: Column<ListedEmailFragment>[] = [
  { id: 'EMAIL', header: 'Email', cell: ({ row }) => <Email email={row.original} /> },
  { id: 'EMAIL_STATE', header: 'State', cell: ({ row }) => <State email={row.original} /> },
  {
    id: 'REQUESTED',
    header: 'Requested',
    cell: ({ row }) => (
      <Text size="sm" c="dimmed" className="no-wrap">
        <Time at={row.original.createdAt} />
      </Text>
    ),
  },
  {
    id: 'ACT',
    header: () => <span className="hidden-text">Acts</span>,
    cell: ({ row: { original } }) => original.state === EmailState.Retrying && <RetryButton email={original} />,
  },
];

function Email({ email: { kind, recipient } }: { email: ListedEmailFragment }) {
  return (
    <Stack gap={2}>
      <Text size="sm" fw={600}>
        {inWords(kind)}
      </Text>
      <Text size="sm" c="dimmed" className="breakable">
        {recipient}
      </Text>
    </Stack>
  );
}

function State({ email: { state, attempts, nextAttemptAt, lastProblem } }: { email: ListedEmailFragment }) {
  const isFailed = state === EmailState.Retrying;
  return (
    <Stack gap={4} align="flex-start">
      <Badge variant="light" color={isFailed ? 'red' : 'gray'} tt="none">
        {isFailed ? `Failed, ${count(attempts, 'attempt')}` : 'Waiting'}
      </Badge>
      {isFailed && (
        <Text size="xs" c="dimmed">
          {lastProblem} Next attempt <Time at={nextAttemptAt} />.
        </Text>
      )}
    </Stack>
  );
}
