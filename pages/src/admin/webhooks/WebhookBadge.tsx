import { Badge } from '@mantine/core';
import { type ListedWebhookFragment, WebhookState } from '../gql/graphql';

const LOOKS: Readonly<Record<WebhookState, readonly [color: string, text: string]>> = {
  [WebhookState.Enabled]: ['green', 'Enabled'],
  [WebhookState.Disabled]: ['gray', 'Disabled'],
  [WebhookState.Failed]: ['red', 'Disabled: failed for three days'],
  [WebhookState.Gone]: ['red', 'Disabled: the receiver is gone'],
};

const FAILING = ['yellow', 'Failing'] as const;

export function WebhookBadge({
  webhook: { state, failingSince },
}: {
  webhook: Pick<ListedWebhookFragment, 'state' | 'failingSince'>;
}) {
  const [color, text] = state === WebhookState.Enabled && failingSince ? FAILING : LOOKS[state];
  return (
    <Badge variant="light" color={color} tt="none">
      {text}
    </Badge>
  );
}
