import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Form, type Values } from '../../shared/forms/Form';
import type { Outcome } from '../../shared/forms/outcome';
import { outcomeOf, useAct } from '../acts/act';
import { Secret } from '../acts/Secret';
import { graphql } from '../gql';
import type { CreateWebhookMutation } from '../gql/graphql';
import { pathOfWebhook } from '../paths';
import { WebhookFields, webhookInputOf } from './WebhookFields';

const CREATE_WEBHOOK = graphql(`
  mutation CreateWebhook($input: CreateWebhookInput!) {
    createWebhook(input: $input) {
      __typename
      ... on WebhookSecretPayload {
        webhook {
          id
        }
        secret
      }
      ...Failure
    }
  }
`);

type Created = Extract<CreateWebhookMutation['createWebhook'], { __typename: 'WebhookSecretPayload' }>;

/** Creates a webhook, shows its secret, and leads to its page. */
export function NewWebhook() {
  const [created, setCreated] = useState<Created>();
  const [, navigate] = useLocation();
  if (!created) return <Fields onCreated={setCreated} />;
  return <Secret name="The secret" secret={created.secret} close={() => navigate(pathOfWebhook(created.webhook.id))} />;
}

function Fields({ onCreated }: { onCreated: (created: Created) => void }) {
  const client = useApolloClient();
  const act = useAct();

  async function create(values: Values): Promise<Outcome> {
    const { createWebhook: result } = await act(CREATE_WEBHOOK, webhookInputOf(values));
    if (result.__typename !== 'WebhookSecretPayload') return outcomeOf(result);
    onCreated(result);
    await client.refetchQueries({ include: 'active' });
    return {};
  }

  return (
    <Form submit={create} button="Create webhook" fullWidth>
      <WebhookFields />
    </Form>
  );
}
