import { Text } from '@mantine/core';
import { Link } from 'wouter';
import { Time } from '../../shared/Time';
import { graphql } from '../gql';
import type { ListedWebhookFragment } from '../gql/graphql';
import { pathOfWebhook } from '../paths';
import type { Column } from '../table/DataTable';
import { count } from '../words';
import { WebhookBadge } from './WebhookBadge';

graphql(`
  fragment ListedWebhook on Webhook {
    id
    url
    description
    eventTypes
    state
    failingSince
    createdAt
  }
`);

export const COLUMNS: Column<ListedWebhookFragment>[] = [
  { id: 'NAME', header: 'URL', cell: ({ row }) => <Receiver webhook={row.original} /> },
  { id: 'STATE', header: 'State', cell: ({ row }) => <WebhookBadge webhook={row.original} /> },
  {
    id: 'ROLE',
    header: 'Sent',
    cell: ({ row }) => (
      <Text size="sm" className="no-wrap">
        {count(row.original.eventTypes.length, 'event')}
      </Text>
    ),
  },
  {
    id: 'CREATED_AT',
    header: 'Created',
    cell: ({ row }) => (
      <Text size="sm" c="dimmed" className="no-wrap">
        <Time at={row.original.createdAt} />
      </Text>
    ),
  },
];

function Receiver({ webhook }: { webhook: ListedWebhookFragment }) {
  return (
    <>
      <Link href={pathOfWebhook(webhook.id)} className="row-link breakable">
        {webhook.url}
      </Link>
      {webhook.description && (
        <Text size="sm" c="dimmed" className="breakable">
          {webhook.description}
        </Text>
      )}
      <div className="narrow-only">
        <WebhookBadge webhook={webhook} />
      </div>
    </>
  );
}
