import { useAct } from '../acts/act';
import { QuickAct } from '../acts/QuickAct';
import { graphql } from '../gql';
import type { ListedDeliveryFragment } from '../gql/graphql';
import { nameOfEvent } from './event-types';

const RETRY_WEBHOOK_DELIVERY = graphql(`
  mutation RetryWebhookDelivery($input: RetryWebhookDeliveryInput!) {
    retryWebhookDelivery(input: $input) {
      __typename
      ... on ErrorResult {
        message
      }
    }
  }
`);

/** Sends an event again, with the same id: the receiver sees that it is the same. */
export function RetryDelivery({ delivery: { id, eventType } }: { delivery: ListedDeliveryFragment }) {
  const act = useAct();
  const name = nameOfEvent(eventType);

  async function retry(): Promise<string> {
    const { retryWebhookDelivery: result } = await act(RETRY_WEBHOOK_DELIVERY, { deliveryId: id });
    return result.__typename === 'WebhookDeliveryPayload' ? `${name} is sent again.` : result.message;
  }

  return <QuickAct button="Send again" label={`Send again: ${name}`} run={retry} />;
}
