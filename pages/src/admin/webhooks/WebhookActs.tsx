import { Section } from '../../shared/Section';
import { Act } from '../acts/Act';
import { outcomeOf, useAct, useDone } from '../acts/act';
import { Effects } from '../acts/Effects';
import { type ListedWebhookFragment, WebhookState } from '../gql/graphql';
import { count } from '../words';
import { DeleteWebhook } from './DeleteWebhook';
import { UPDATE_WEBHOOK } from './EditWebhook';
import { PendingConfirmation } from './PendingConfirmation';
import { RotateSecret } from './RotateSecret';

interface Props {
  readonly webhook: ListedWebhookFragment;
}

export function WebhookActs({ webhook }: Props) {
  const isEnabled = webhook.state === WebhookState.Enabled;
  return (
    <>
      <Section title="Secret">
        <RotateSecret webhookId={webhook.id} />
      </Section>
      <Section title="Danger zone" isDangerous>
        {isEnabled ? <Disable webhook={webhook} /> : <Enable webhook={webhook} />}
        <DeleteWebhook webhook={webhook} />
      </Section>
    </>
  );
}

function useEnabling(webhookId: string) {
  const act = useAct();
  const done = useDone();
  return async (enabled: boolean, close: () => void) => {
    const { updateWebhook: result } = await act(UPDATE_WEBHOOK, { webhookId, enabled });
    if (result.__typename !== 'WebhookPayload') return outcomeOf(result);
    close();
    return done(`The webhook is ${enabled ? 'enabled' : 'disabled'}.`);
  };
}

function Disable({ webhook: { id } }: Props) {
  const setEnabled = useEnabling(id);
  const effectsOf = (pendingCount: number) => [
    'Nothing is sent to it any more. What happens meanwhile is not kept for it.',
    pendingCount > 0 ? `Pauses ${count(pendingCount, 'event')} not yet delivered.` : 'Everything so far is delivered.',
  ];
  return (
    <Act
      name="Disable"
      lead="Stops sending, and keeps everything as it is."
      button="Disable"
      isDangerous
      question="Disable this webhook?"
    >
      {(close) => (
        <PendingConfirmation
          webhookId={id}
          effects={effectsOf}
          submit={() => setEnabled(false, close)}
          button="Disable"
          color="red"
        />
      )}
    </Act>
  );
}

const ENABLING = ['It is sent what happens from now on. What happened meanwhile was not kept for it.'];

function Enable({ webhook: { id } }: Props) {
  const setEnabled = useEnabling(id);
  return (
    <Act name="Enable" lead="Sends events again." button="Enable" question="Enable this webhook?">
      {(close) => <Effects effects={ENABLING} submit={() => setEnabled(true, close)} button="Enable" />}
    </Act>
  );
}
