import { useMutation } from '@apollo/client/react';
import { Badge, Button, Stack, Text } from '@mantine/core';
import { Smartphone } from 'lucide-react';
import { useId, useState } from 'react';
import { useConfirmedIdentity } from '../../../shared/ConfirmIdentity';
import { Dialog } from '../../../shared/Dialog';
import { Form } from '../../../shared/forms/Form';
import type { Outcome } from '../../../shared/forms/outcome';
import { Added, ListItem } from '../../../shared/ListItem';
import { useNotify } from '../../../shared/Notices';
import { Section } from '../../../shared/Section';
import { graphql } from '../../gql';
import type { AppFragment } from '../../gql/graphql';
import { AddApp } from './AddApp';

graphql(`
  fragment App on TotpFactor {
    id
    name
    createdAt
    lastUsedAt
  }
`);

const REMOVE_APP = graphql(`
  mutation RemoveApp($input: RemoveTotpFactorInput!) {
    removeTotpFactor(input: $input) {
      __typename
      ... on ErrorResult {
        message
      }
    }
  }
`);

/** What the server allows. */
const MAX_APPS = 5;

export function AuthenticatorApps({ apps }: { apps: readonly AppFragment[] }) {
  const isOn = apps.length > 0;
  return (
    <Section
      title="Two-step sign-in"
      lead="An authenticator app on your phone shows a code, which you enter after your password."
      action={
        <Badge variant="light" color={isOn ? 'green' : 'gray'} tt="none">
          {isOn ? 'On' : 'Off'}
        </Badge>
      }
    >
      {isOn && (
        <ul className="list">
          {apps.map((app) => (
            <AppItem key={app.id} app={app} isLast={apps.length === 1} />
          ))}
        </ul>
      )}
      {apps.length < MAX_APPS && <AddApp isFirst={!isOn} />}
    </Section>
  );
}

function AppItem({ app, isLast }: { app: AppFragment; isLast: boolean }) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <ListItem icon={Smartphone} name={app.name} nameId={id} details={<Added prefix="Added" {...app} />}>
      <Button variant="default" size="xs" onClick={() => setIsOpen(true)} aria-describedby={id}>
        Remove
      </Button>
      <Dialog title={`Remove ${app.name}?`} isOpen={isOpen} close={() => setIsOpen(false)}>
        <RemoveApp app={app} isLast={isLast} />
      </Dialog>
    </ListItem>
  );
}

function RemoveApp({ app, isLast }: { app: AppFragment; isLast: boolean }) {
  const [removeApp] = useMutation(REMOVE_APP, { errorPolicy: 'none' });
  const runConfirmed = useConfirmedIdentity();
  const notify = useNotify();

  async function remove(): Promise<Outcome> {
    const variables = { input: { totpFactorId: app.id } };
    await runConfirmed(() => removeApp({ variables, refetchQueries: ['Security'], awaitRefetchQueries: true }));
    notify(`${app.name} is removed.`);
    return {};
  }

  return (
    <Stack>
      <Text c="dimmed">
        {isLast
          ? 'Two-step sign-in is then off: your password alone suffices, and your recovery codes no longer work.'
          : 'Its codes no longer work. Your other apps stay.'}
      </Text>
      <Form submit={remove} button="Remove" color="red" fullWidth />
    </Stack>
  );
}
