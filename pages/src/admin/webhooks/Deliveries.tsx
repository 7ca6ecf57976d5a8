import { useQuery } from '@apollo/client/react';
import { NativeSelect, Text } from '@mantine/core';
import { Section } from '../../shared/Section';
import { oneOf, pageArguments, useAddress } from '../address';
import { graphql } from '../gql';
import { type ListedWebhookFragment, WebhookDeliveryState, WebhookState } from '../gql/graphql';
import { Problem } from '../Problem';
import { DataTable } from '../table/DataTable';
import { Pager } from '../table/Pager';
import { COLUMNS } from './delivery-columns';
import { SendTest } from './SendTest';

const DELIVERY_PAGE = graphql(`
  query DeliveryPage(
    $id: ID!
    $first: Int
    $after: String
    $last: Int
    $before: String
    $state: WebhookDeliveryState
  ) {
    node(id: $id) {
      __typename
      ... on Webhook {
        id
        deliveries(first: $first, after: $after, last: $last, before: $before, state: $state) {
          totalCount
          edges {
            node {
              id
              ...ListedDelivery
            }
          }
          pageInfo {
            startCursor
            endCursor
            hasNextPage
            hasPreviousPage
          }
        }
      }
    }
  }
`);

const PAGE_SIZE = 10;
const POLL_MILLIS = 5000;

const STATES = [
  { value: '', label: 'All' },
  { value: WebhookDeliveryState.Pending, label: 'Not delivered yet' },
  { value: WebhookDeliveryState.Succeeded, label: 'Delivered' },
  { value: WebhookDeliveryState.Failed, label: 'Given up' },
];

/** What a webhook was sent, newest first, and what became of it. */
export function Deliveries({ webhook }: { webhook: ListedWebhookFragment }) {
  return (
    <Section
      title="Deliveries"
      lead="Kept for 30 days."
      action={webhook.state === WebhookState.Enabled && <SendTest webhookId={webhook.id} />}
    >
      <DeliveryPages webhookId={webhook.id} />
    </Section>
  );
}

function DeliveryPages({ webhookId }: { webhookId: string }) {
  const { parameters, filter, turnTo } = useAddress();
  const state = oneOf(WebhookDeliveryState, parameters.get('state'));
  const { data, previousData, error, loading, refetch } = useQuery(DELIVERY_PAGE, {
    variables: { id: webhookId, ...pageArguments(parameters, PAGE_SIZE), state },
    fetchPolicy: 'cache-and-network',
    pollInterval: POLL_MILLIS,
    skipPollAttempt: () => document.hidden,
  });
  const { node } = data ?? previousData ?? {};
  const { edges, pageInfo, totalCount } = (node?.__typename === 'Webhook' && node.deliveries) || {};
  if (error && !data) return <Problem error={error} retry={refetch} />;
  return (
    <>
      <search className="filters">
        <NativeSelect
          className="filter-choice"
          label="State"
          data={STATES}
          value={state ?? ''}
          onChange={({ currentTarget }) => filter({ state: currentTarget.value })}
        />
      </search>
      <DataTable
        label="Deliveries"
        columns={COLUMNS}
        rows={edges?.map((edge) => edge.node)}
        isBusy={loading && !data}
        empty={<NoDeliveries />}
      />
      <Pager noun="event" total={totalCount} pageInfo={pageInfo} turnTo={turnTo} />
    </>
  );
}

function NoDeliveries() {
  return (
    <>
      <Text fw={600}>No event</Text>
      <Text size="sm" c="dimmed">
        Send a test, and see whether it arrives.
      </Text>
    </>
  );
}
