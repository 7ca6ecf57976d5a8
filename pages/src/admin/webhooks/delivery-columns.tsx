import { Badge, Stack, Text } from '@mantine/core';
import { Time } from '../../shared/Time';
import { graphql } from '../gql';
import { type ListedDeliveryFragment, WebhookDeliveryState } from '../gql/graphql';
import type { Column } from '../table/DataTable';
import { amount, count } from '../words';
import { nameOfEvent } from './event-types';
import { RetryDelivery } from './RetryDelivery';

graphql(`
  fragment ListedDelivery on WebhookDelivery {
    id
    eventId
    eventType
    occurredAt
    state
    nextAttemptAt
    attempts {
      at
      status
      problem
      durationMillis
    }
  }
`);

export const COLUMNS: Column<ListedDeliveryFragment>[] = [
  { id: 'EVENT', header: 'Event', cell: ({ row }) => <Event delivery={row.original} /> },
  { id: 'DELIVERY_STATE', header: 'State', cell: ({ row }) => <State delivery={row.original} /> },
  {
    id: 'ACT',
    header: () => <span className="hidden-text">Acts</span>,
    cell: ({ row: { original } }) => <RetryDelivery delivery={original} />,
  },
];

interface Props {
  readonly delivery: ListedDeliveryFragment;
}

function Event({ delivery: { eventType, eventId, occurredAt } }: Props) {
  return (
    <Stack gap={2}>
      <Text size="sm" fw={600} className="breakable">
        {nameOfEvent(eventType)}
      </Text>
      <Text size="xs" c="dimmed" className="breakable" title={eventId}>
        <Time at={occurredAt} />
      </Text>
    </Stack>
  );
}

const LOOKS: Readonly<Record<WebhookDeliveryState, readonly [color: string, text: string]>> = {
  [WebhookDeliveryState.Pending]: ['yellow', 'Not delivered yet'],
  [WebhookDeliveryState.Succeeded]: ['green', 'Delivered'],
  [WebhookDeliveryState.Failed]: ['red', 'Given up'],
};

function State({ delivery: { state, attempts, nextAttemptAt } }: Props) {
  const [color, text] = LOOKS[state];
  return (
    <Stack gap={4} align="flex-start">
      <Badge variant="light" color={color} tt="none">
        {text}
      </Badge>
      {nextAttemptAt && (
        <Text size="xs" c="dimmed">
          Next attempt <Time at={nextAttemptAt} />
        </Text>
      )}
      {attempts.length > 0 && <Attempts attempts={attempts} />}
    </Stack>
  );
}

function Attempts({ attempts }: Pick<ListedDeliveryFragment, 'attempts'>) {
  return (
    <details className="attempts">
      <summary>{count(attempts.length, 'attempt')}</summary>
      <ol>
        {attempts.map(({ at, status, problem, durationMillis }) => (
          <li key={at}>
            {status ?? problem} after {amount(durationMillis)} ms, <Time at={at} />
          </li>
        ))}
      </ol>
    </details>
  );
}
