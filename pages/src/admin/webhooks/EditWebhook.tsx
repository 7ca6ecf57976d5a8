import { Button } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../shared/Dialog';
import { Form, type Values } from '../../shared/forms/Form';
import { outcomeOf, useAct, useDone } from '../acts/act';
import { graphql } from '../gql';
import type { ListedWebhookFragment } from '../gql/graphql';
import { WebhookFields, webhookInputOf } from './WebhookFields';

export const UPDATE_WEBHOOK = graphql(`
  mutation UpdateWebhook($input: UpdateWebhookInput!) {
    updateWebhook(input: $input) {
      __typename
      ...Failure
    }
  }
`);

interface Props {
  readonly webhook: ListedWebhookFragment;
}

export function EditButton({ webhook }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setIsOpen(true)}>
        Edit
      </Button>
      <Dialog title="Edit the webhook" isOpen={isOpen} close={close}>
        <EditWebhook webhook={webhook} close={close} />
      </Dialog>
    </>
  );
}

function EditWebhook({ webhook, close }: Props & { readonly close: () => void }) {
  const act = useAct();
  const done = useDone();

  async function save(values: Values) {
    const input = { webhookId: webhook.id, ...webhookInputOf(values) };
    const { updateWebhook: result } = await act(UPDATE_WEBHOOK, input);
    if (result.__typename !== 'WebhookPayload') return outcomeOf(result);
    close();
    return done('The webhook is saved.');
  }

  return (
    <Form submit={save} button="Save" fullWidth>
      <WebhookFields {...webhook} />
    </Form>
  );
}
