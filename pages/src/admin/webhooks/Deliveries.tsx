import { Section } from '../../shared/Section';
import { oneOf, pageArguments, useAddress } from '../address';
import { graphql } from '../gql';
import { type ListedWebhookFragment, WebhookDeliveryState, WebhookState } from '../gql/graphql';
import { StateFilter } from '../StateFilter';
import { PagedTable } from '../table/PagedTable';
import { usePagedList } from '../table/paged-list';
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
  const list = usePagedList(
    DELIVERY_PAGE,
    { id: webhookId, ...pageArguments(parameters, PAGE_SIZE), state },
    {
      connectionIn: ({ node }) => (node?.__typename === 'Webhook' ? node.deliveries : undefined),
      pollMillis: POLL_MILLIS,
    },
  );
  return (
    <>
      <StateFilter states={STATES} state={state} choose={(value) => filter({ state: value })} />
      <PagedTable
        label="Deliveries"
        noun="event"
        columns={COLUMNS}
        list={list}
        turnTo={turnTo}
        nothing={
          state
            ? ['No such events', 'Look at all of them.']
            : ['No events yet', 'Send a test, and see whether it arrives.']
        }
      />
    </>
  );
}
