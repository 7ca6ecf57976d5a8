import { useApolloClient } from '@apollo/client/react';
import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from '../../shared/Dialog';
import { Form } from '../../shared/forms/Form';
import type { Outcome } from '../../shared/forms/outcome';
import { useNotify } from '../../shared/Notices';
import { graphql } from '../gql';
import { useRevokeSession } from './revoke-session';

/** The server allows so many sessions of an account by default; of more, the others are left for the next time. */
const ALL_SESSIONS = graphql(`
  query AllSessions {
    me {
      id
      allSessions: sessions(first: 100) {
        edges {
          node {
            id
            isCurrent
          }
        }
      }
    }
  }
`);

/** Signs out every device but this one. */
export function EndOtherSessions() {
  const t = useTranslations('account.devices');
  const [isOpen, setIsOpen] = useState(false);
  const revokeSession = useRevokeSession();
  const client = useApolloClient();
  const notify = useNotify();

  async function endOthers(): Promise<Outcome> {
    const { data } = await client.query({ query: ALL_SESSIONS, fetchPolicy: 'no-cache' });
    const others = data?.me?.allSessions?.edges.filter(({ node }) => !node.isCurrent) ?? [];
    for (const { node } of others) await revokeSession(node.id);
    await client.refetchQueries({ include: ['Devices'] });
    setIsOpen(false);
    notify(t('othersSignedOut', { count: others.length }));
    return {};
  }

  return (
    <>
      <Button variant="default" size="sm" onClick={() => setIsOpen(true)}>
        {t('signOutOthers')}
      </Button>
      <Dialog title={t('signOutOthersTitle')} isOpen={isOpen} close={() => setIsOpen(false)}>
        <Stack>
          <Text c="dimmed">{t('signOutOthersLead')}</Text>
          <Form submit={endOthers} button={t('signOutOthers')} color="red" fullWidth />
        </Stack>
      </Dialog>
    </>
  );
}
