import { useQuery } from '@apollo/client/react';
import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { startIdentityLink, unlinkIdentity } from 'gatehouse-client/social';
import { Link2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useConfirmedIdentity } from '../../../shared/ConfirmIdentity';
import { Dialog } from '../../../shared/Dialog';
import { Form } from '../../../shared/forms/Form';
import { type Outcome, unknownProblem } from '../../../shared/forms/outcome';
import { messageOf } from '../../../shared/forms/problems';
import { gatehouse } from '../../../shared/gatehouse';
import { Added, ListItem } from '../../../shared/ListItem';
import { useNotify } from '../../../shared/Notices';
import { Retry } from '../../../shared/Retry';
import { Section } from '../../../shared/Section';
import { graphql } from '../../gql';
import type { IdentityFragment } from '../../gql/graphql';
import { goToProvider } from '../../social';

graphql(`
  fragment Identity on Identity {
    id
    provider {
      id
      name
    }
    email
    createdAt
    lastUsedAt
  }
`);

const IDENTITIES = graphql(`
  query Identities {
    identityProviders {
      id
      name
    }
    me {
      id
      identities {
        ...Identity
      }
    }
  }
`);

/** The accounts at providers that sign in to this one: link and unlink. Nothing where there are none, and none can be. */
export function Identities() {
  const t = useTranslations('security.identities');
  const { data, error, refetch } = useQuery(IDENTITIES, { fetchPolicy: 'cache-and-network' });
  const identities = data?.me?.identities;
  const providers = data?.identityProviders ?? [];
  const reload = async () => void (await refetch());
  if (error) return <Retry error={error} retry={refetch} />;
  if (!identities) return <Skeleton height={150} radius="lg" />;
  if (identities.length === 0 && providers.length === 0) return null;
  return (
    <Section title={t('title')} lead={t('lead')}>
      {identities.length > 0 && (
        <ul className="list">
          {identities.map((identity) => (
            <IdentityItem key={identity.id} identity={identity} reload={reload} />
          ))}
        </ul>
      )}
      {providers.map((provider) => (
        <LinkProvider key={provider.id} {...provider} />
      ))}
    </Section>
  );
}

function LinkProvider({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useTranslations('security.identities');
  const runConfirmed = useConfirmedIdentity();
  const link = async (): Promise<Outcome> =>
    goToProvider(await runConfirmed(() => startIdentityLink(gatehouse, { provider: id })));
  return <Form submit={link} button={t('link', { provider: name })} variant="default" />;
}

interface ItemProps {
  readonly identity: IdentityFragment;
  readonly reload: () => Promise<void>;
}

function IdentityItem({ identity, reload }: ItemProps) {
  const t = useTranslations('security.identities');
  const nameId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const { name } = identity.provider;
  return (
    <ListItem
      icon={Link2}
      name={name}
      nameId={nameId}
      details={<Added {...(identity.email && { note: identity.email })} {...identity} />}
    >
      <Button variant="default" size="xs" onClick={() => setIsOpen(true)} aria-describedby={nameId}>
        {t('unlink')}
      </Button>
      <Dialog title={t('unlinkTitle', { name })} isOpen={isOpen} close={() => setIsOpen(false)}>
        <Unlink identity={identity} reload={reload} />
      </Dialog>
    </ListItem>
  );
}

function Unlink({ identity, reload }: ItemProps) {
  const t = useTranslations('security.identities');
  const runConfirmed = useConfirmedIdentity();
  const notify = useNotify();

  async function unlink(): Promise<Outcome> {
    const result = await runConfirmed(() => unlinkIdentity(gatehouse, { identityId: identity.id }));
    switch (result.__typename) {
      case 'UserPayload':
      case 'IdentityNotFoundError':
        notify(t('unlinked', { name: identity.provider.name }));
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
      <Text c="dimmed">{t('unlinkHint')}</Text>
      <Form submit={unlink} button={t('unlink')} color="red" fullWidth />
    </Stack>
  );
}
