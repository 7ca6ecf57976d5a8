import { useQuery } from '@apollo/client/react';
import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { addPasskey, isSupported, removePasskey, renamePasskey } from 'gatehouse-client/passkeys';
import { KeyRound } from 'lucide-react';
import { useId, useState } from 'react';
import { useConfirmedIdentity } from '../../../shared/ConfirmIdentity';
import { Dialog } from '../../../shared/Dialog';
import { Form, type Values } from '../../../shared/forms/Form';
import { TextField } from '../../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem } from '../../../shared/forms/outcome';
import { gatehouse } from '../../../shared/gatehouse';
import { Added, ListItem } from '../../../shared/ListItem';
import { useNotify } from '../../../shared/Notices';
import { Retry } from '../../../shared/Retry';
import { Section } from '../../../shared/Section';
import { graphql } from '../../gql';
import type { PasskeyFragment } from '../../gql/graphql';

graphql(`
  fragment Passkey on Passkey {
    id
    name
    createdAt
    lastUsedAt
    isSynced
  }
`);

const PASSKEYS = graphql(`
  query Passkeys {
    me {
      id
      passkeys {
        ...Passkey
      }
    }
  }
`);

const LEAD = 'Sign in by your fingerprint, your face or the PIN of a device, without a password that can be stolen.';

/** The passkeys of the user: add, rename, remove. */
export function Passkeys() {
  const { data, error, refetch } = useQuery(PASSKEYS, { fetchPolicy: 'cache-and-network' });
  const passkeys = data?.me?.passkeys;
  const reload = async () => void (await refetch());
  if (error) return <Retry error={error} retry={refetch} />;
  if (!passkeys) return <Skeleton height={150} radius="lg" />;
  return (
    <Section title="Passkeys" lead={LEAD}>
      {passkeys.length > 0 && (
        <ul className="list">
          {passkeys.map((passkey) => (
            <PasskeyItem key={passkey.id} passkey={passkey} reload={reload} />
          ))}
        </ul>
      )}
      {isSupported() && <AddPasskey reload={reload} />}
    </Section>
  );
}

interface Reloading {
  readonly reload: () => Promise<void>;
}

function AddPasskey({ reload }: Reloading) {
  const runConfirmed = useConfirmedIdentity();
  const notify = useNotify();

  async function add(): Promise<Outcome> {
    const result = await runConfirmed(() => addPasskey(gatehouse));
    switch (result.__typename) {
      case 'PasskeyPayload':
        await reload();
        notify(`${result.passkey.name} is added.`);
        return {};
      case 'PasskeyCancelled':
        return {};
      case 'InvalidInputError':
      case 'InvalidPasskeyError':
      case 'PasskeyTakenError':
      case 'TooManyPasskeysError':
      case 'PasskeyExists':
        return { problem: result.message };
      default:
        return unknownProblem(result);
    }
  }

  return <Form submit={add} button="Add a passkey" variant="default" />;
}

function PasskeyItem({ passkey, reload }: Reloading & { readonly passkey: PasskeyFragment }) {
  const id = useId();
  const [open, setOpen] = useState<'rename' | 'remove'>();
  const { name, isSynced } = passkey;
  const close = () => setOpen(undefined);
  return (
    <ListItem
      icon={KeyRound}
      name={name}
      nameId={id}
      details={<Added prefix={isSynced ? 'On all your devices, added' : 'On one device, added'} {...passkey} />}
    >
      <Button.Group>
        <Button variant="default" size="xs" onClick={() => setOpen('rename')} aria-describedby={id}>
          Rename
        </Button>
        <Button variant="default" size="xs" onClick={() => setOpen('remove')} aria-describedby={id}>
          Remove
        </Button>
      </Button.Group>
      <Dialog title={`Rename ${name}`} isOpen={open === 'rename'} close={close}>
        <RenamePasskey passkey={passkey} reload={reload} close={close} />
      </Dialog>
      <Dialog title={`Remove ${name}?`} isOpen={open === 'remove'} close={close}>
        <RemovePasskey passkey={passkey} reload={reload} />
      </Dialog>
    </ListItem>
  );
}

interface ChangeProps extends Reloading {
  readonly passkey: PasskeyFragment;
}

function RenamePasskey({ passkey, reload, close }: ChangeProps & { readonly close: () => void }) {
  async function rename(values: Values): Promise<Outcome> {
    const result = await renamePasskey(gatehouse, { passkeyId: passkey.id, name: values.name ?? '' });
    switch (result.__typename) {
      case 'PasskeyPayload':
        await reload();
        close();
        return {};
      case 'InvalidInputError':
        return atFields(result);
      case 'PasskeyNotFoundError':
        return { problem: result.message };
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Form submit={rename} button="Rename" fullWidth>
      <TextField name="name" label="Name" defaultValue={passkey.name} data-autofocus />
    </Form>
  );
}

function RemovePasskey({ passkey, reload }: ChangeProps) {
  const runConfirmed = useConfirmedIdentity();
  const notify = useNotify();

  async function remove(): Promise<Outcome> {
    const result = await runConfirmed(() => removePasskey(gatehouse, { passkeyId: passkey.id }));
    switch (result.__typename) {
      case 'RemovePasskeyPayload':
      case 'PasskeyNotFoundError':
        notify(`${passkey.name} is removed.`);
        await reload();
        return {};
      case 'LastSignInMethodError':
        return { problem: result.message };
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Stack>
      <Text c="dimmed">
        It can no longer be used to sign in. Remove it from the device or the password manager, too.
      </Text>
      <Form submit={remove} button="Remove" color="red" fullWidth />
    </Stack>
  );
}
