import { useLocation } from 'wouter';
import { useNotify } from '../../shared/Notices';
import { Act } from '../acts/Act';
import { outcomeOf, useAct } from '../acts/act';
import { graphql } from '../gql';
import type { ListedWebhookFragment } from '../gql/graphql';
import { WEBHOOKS } from '../paths';
import { count } from '../words';
import { PendingConfirmation } from './PendingConfirmation';

const DELETE_WEBHOOK = graphql(`
  mutation DeleteWebhook($input: WebhookIdInput!) {
    deleteWebhook(input: $input) {
      __typename
      ...Failure
    }
  }
`);

export function DeleteWebhook({ webhook: { id, url } }: { webhook: ListedWebhookFragment }) {
  const act = useAct();
  const notify = useNotify();
  const [, navigate] = useLocation();

  async function remove() {
    const { deleteWebhook: result } = await act(DELETE_WEBHOOK, { webhookId: id });
    if (result.__typename !== 'DeleteWebhookPayload') return outcomeOf(result);
    notify(`The webhook to ${url} is deleted.`);
    navigate(WEBHOOKS, { replace: true });
    return {};
  }

  const effectsOf = (pendingCount: number) => [
    pendingCount > 0
      ? `Nothing more is sent to it, nor ${count(pendingCount, 'event')} not yet delivered.`
      : 'Nothing more is sent to it.',
    'Removes it with its secret and the list of deliveries. Nobody can bring it back.',
  ];
  return (
    <Act
      name="Delete"
      lead="Removes the webhook and its deliveries."
      button="Delete"
      isDangerous
      question="Delete this webhook?"
    >
      {() => <PendingConfirmation webhookId={id} effects={effectsOf} submit={remove} button="Delete" color="red" />}
    </Act>
  );
}
