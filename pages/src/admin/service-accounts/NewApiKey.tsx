import { useApolloClient } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../shared/Dialog';
import { Form, type Values } from '../../shared/forms/Form';
import { SelectField, TextField } from '../../shared/forms/fields';
import type { Outcome } from '../../shared/forms/outcome';
import { outcomeOf, useAct } from '../acts/act';
import { Secret } from '../acts/Secret';
import { graphql } from '../gql';

const CREATE_API_KEY = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      __typename
      ... on ApiKeySecretPayload {
        secret
      }
      ...Failure
    }
  }
`);

const DAY_MILLIS = 86_400_000;

/** In days. */
const LIFETIMES = [
  { value: '7', label: 'In a week' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '180', label: 'In 180 days' },
  { value: '365', label: 'In a year' },
];

export function NewApiKeyButton({ serviceAccountId }: { serviceAccountId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const [secret, setSecret] = useState<string>();

  function close() {
    setIsOpen(false);
    setSecret(undefined);
  }

  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<Plus size={14} aria-hidden="true" />}
        onClick={() => setIsOpen(true)}
      >
        New key
      </Button>
      <Dialog title={secret ? 'Save the API key' : 'New API key'} isOpen={isOpen} close={close}>
        {secret ? (
          <Secret name="The key" secret={secret} close={close} />
        ) : (
          <NewApiKey serviceAccountId={serviceAccountId} onCreated={setSecret} />
        )}
      </Dialog>
    </>
  );
}

interface Props {
  readonly serviceAccountId: string;
  readonly onCreated: (secret: string) => void;
}

function NewApiKey({ serviceAccountId, onCreated }: Props) {
  const client = useApolloClient();
  const act = useAct();

  async function create({ name = '', expiresAt: days }: Values): Promise<Outcome> {
    const expiresAt = new Date(Date.now() + Number(days) * DAY_MILLIS).toISOString();
    const { createApiKey: result } = await act(CREATE_API_KEY, { serviceAccountId, name, expiresAt });
    if (result.__typename !== 'ApiKeySecretPayload') return outcomeOf(result);
    onCreated(result.secret);
    await client.refetchQueries({ include: 'active' });
    return {};
  }

  return (
    <Form submit={create} button="Create key" fullWidth>
      <TextField name="name" label="Name" description="Where it is used." autoComplete="off" data-autofocus />
      <SelectField
        name="expiresAt"
        label="Expires"
        description="A week ahead, an email reminds all administrators."
        data={LIFETIMES}
        defaultValue="90"
      />
    </Form>
  );
}
