import { useQuery } from '@apollo/client/react';
import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { addPasskey, isSupported, removePasskey, renamePasskey } from 'gatehouse-client/passkeys';
import { KeyRound } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useConfirmedIdentity } from '../../../shared/ConfirmIdentity';
import { Dialog } from '../../../shared/Dialog';
import { Form, type Values } from '../../../shared/forms/Form';
import { TextField } from '../../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem } from '../../../shared/forms/outcome';
import { messageOf } from '../../../shared/forms/problems';
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

/** The passkeys of the user: add, rename, remove. */
export function Passkeys() {
  const t = useTranslations('security.passkeys');
  const { data, error, refetch } = useQuery(PASSKEYS, { fetchPolicy: 'cache-and-network' });
  const passkeys = data?.me?.passkeys;
  const reload = async () => void (await refetch());
  if (error) return <Retry error={error} retry={refetch} />;
  if (!passkeys) return <Skeleton height={150} radius="lg" />;
  return (
    <Section title={t('title')} lead={t('lead')}>
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
  const t = useTranslations('security.passkeys');
  const runConfirmed = useConfirmedIdentity();
  const notify = useNotify();

  async function add(): Promise<Outcome> {
    const result = await runConfirmed(() => addPasskey(gatehouse));
    switch (result.__typename) {
      case 'PasskeyPayload':
        await reload();
        notify(t('added', { name: result.passkey.name }));
        return {};
      case 'PasskeyCancelled':
        return {};
      case 'InvalidInputError':
      case 'InvalidPasskeyError':
      case 'PasskeyTakenError':
      case 'TooManyPasskeysError':
        return { problem: messageOf(result) };
      case 'PasskeyExists':
        return { problem: messageOf({ ...result, code: 'PASSKEY_EXISTS' }) };
      default:
        return unknownProblem(result);
    }
  }

  return <Form submit={add} button={t('add')} variant="default" />;
}

function PasskeyItem({ passkey, reload }: Reloading & { readonly passkey: PasskeyFragment }) {
  const t = useTranslations('security');
  const id = useId();
  const [open, setOpen] = useState<'rename' | 'remove'>();
  const { name, isSynced } = passkey;
  const close = () => setOpen(undefined);
  return (
    <ListItem
      icon={KeyRound}
      name={name}
      nameId={id}
      details={<Added note={t(isSynced ? 'passkeys.onAllDevices' : 'passkeys.onOneDevice')} {...passkey} />}
    >
      <Button.Group>
        <Button variant="default" size="xs" onClick={() => setOpen('rename')} aria-describedby={id}>
          {t('passkeys.rename')}
        </Button>
        <Button variant="default" size="xs" onClick={() => setOpen('remove')} aria-describedby={id}>
          {t('remove')}
        </Button>
      </Button.Group>
      <Dialog title={t('passkeys.renameTitle', { name })} isOpen={open === 'rename'} close={close}>
        <RenamePasskey passkey={passkey} reload={reload} close={close} />
      </Dialog>
      <Dialog title={t('removeTitle', { name })} isOpen={open === 'remove'} close={close}>
        <RemovePasskey passkey={passkey} reload={reload} />
      </Dialog>
    </ListItem>
  );
}

interface ChangeProps extends Reloading {
  readonly passkey: PasskeyFragment;
}

function RenamePasskey({ passkey, reload, close }: ChangeProps & { readonly close: () => void }) {
  const t = useTranslations('security.passkeys');
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
        return { problem: messageOf(result) };
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Form submit={rename} button={t('rename')} fullWidth>
      <TextField name="name" label={t('nameField')} defaultValue={passkey.name} data-autofocus />
    </Form>
  );
}

function RemovePasskey({ passkey, reload }: ChangeProps) {
  const t = useTranslations('security');
  const runConfirmed = useConfirmedIdentity();
  const notify = useNotify();

  async function remove(): Promise<Outcome> {
    const result = await runConfirmed(() => removePasskey(gatehouse, { passkeyId: passkey.id }));
    switch (result.__typename) {
      case 'RemovePasskeyPayload':
      case 'PasskeyNotFoundError':
        notify(t('removed', { name: passkey.name }));
        await reload();
        return {};
      case 'LastSignInMethodError':
        return { problem: messageOf(result) };
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Stack>
      <Text c="dimmed">{t('passkeys.removeHint')}</Text>
      <Form submit={remove} button={t('remove')} color="red" fullWidth />
    </Stack>
  );
}
