import { useMutation } from '@apollo/client/react';
import { Badge, Button, Stack, Text } from '@mantine/core';
import { Smartphone } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
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
  const t = useTranslations('security.apps');
  const isOn = apps.length > 0;
  return (
    <Section
      title={t('title')}
      lead={t('lead')}
      action={
        <Badge variant="light" color={isOn ? 'green' : 'gray'} tt="none">
          {t(isOn ? 'on' : 'off')}
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
  const t = useTranslations('security');
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <ListItem icon={Smartphone} name={app.name} nameId={id} details={<Added {...app} />}>
      <Button variant="default" size="xs" onClick={() => setIsOpen(true)} aria-describedby={id}>
        {t('remove')}
      </Button>
      <Dialog title={t('removeTitle', { name: app.name })} isOpen={isOpen} close={() => setIsOpen(false)}>
        <RemoveApp app={app} isLast={isLast} />
      </Dialog>
    </ListItem>
  );
}

function RemoveApp({ app, isLast }: { app: AppFragment; isLast: boolean }) {
  const t = useTranslations('security');
  const [removeApp] = useMutation(REMOVE_APP, { errorPolicy: 'none' });
  const runConfirmed = useConfirmedIdentity();
  const notify = useNotify();

  async function remove(): Promise<Outcome> {
    const variables = { input: { totpFactorId: app.id } };
    await runConfirmed(() => removeApp({ variables, refetchQueries: ['Security'], awaitRefetchQueries: true }));
    notify(t('removed', { name: app.name }));
    return {};
  }

  return (
    <Stack>
      <Text c="dimmed">{t(isLast ? 'apps.removeLastHint' : 'apps.removeHint')}</Text>
      <Form submit={remove} button={t('remove')} color="red" fullWidth />
    </Stack>
  );
}
