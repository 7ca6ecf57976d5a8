import { useState } from 'react';
import type { Outcome } from '../../shared/forms/outcome';
import { Act } from '../acts/Act';
import { outcomeOf, useAct } from '../acts/act';
import { Effects } from '../acts/Effects';
import { Secret } from '../acts/Secret';
import { graphql } from '../gql';

const ROTATE_WEBHOOK_SECRET = graphql(`
  mutation RotateWebhookSecret($input: WebhookIdInput!) {
    rotateWebhookSecret(input: $input) {
      __typename
      ... on WebhookSecretPayload {
        secret
      }
      ...Failure
    }
  }
`);

const EFFECTS = [
  'Signs by a new secret from now on, which is shown once.',
  'For 24 hours the old one signs along, so that the receiver can be given the new one meanwhile.',
];

export function RotateSecret({ webhookId }: { webhookId: string }) {
  return (
    <Act name="Replace" lead="By which receivers verify events." button="Replace" question="Replace the secret?">
      {(close) => <Rotation webhookId={webhookId} close={close} />}
    </Act>
  );
}

/** The secret is forgotten when the dialog closes. */
function Rotation({ webhookId, close }: { webhookId: string; close: () => void }) {
  const [secret, setSecret] = useState<string>();
  const act = useAct();

  async function rotate(): Promise<Outcome> {
    const { rotateWebhookSecret: result } = await act(ROTATE_WEBHOOK_SECRET, { webhookId });
    if (result.__typename !== 'WebhookSecretPayload') return outcomeOf(result);
    setSecret(result.secret);
    return {};
  }

  if (secret) return <Secret name="The secret" secret={secret} close={close} />;
  return <Effects effects={EFFECTS} submit={rotate} button="Replace the secret" />;
}
