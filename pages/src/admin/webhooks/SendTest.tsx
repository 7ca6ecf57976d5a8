import { useAct } from '../acts/act';
import { QuickAct } from '../acts/QuickAct';
import { graphql } from '../gql';

const SEND_TEST_EVENT = graphql(`
  mutation SendTestEvent($input: WebhookIdInput!) {
    sendTestEvent(input: $input) {
      __typename
      ... on ErrorResult {
        message
      }
    }
  }
`);

export function SendTest({ webhookId }: { webhookId: string }) {
  const act = useAct();

  async function send(): Promise<string> {
    const { sendTestEvent: result } = await act(SEND_TEST_EVENT, { webhookId });
    return result.__typename === 'WebhookDeliveryPayload'
      ? 'A test event is on its way. The list shows whether it arrived.'
      : result.message;
  }

  return <QuickAct button="Send a test" run={send} />;
}
