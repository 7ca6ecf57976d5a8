import { useQuery } from '@apollo/client/react';
import { Alert } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { TextLink } from '../entrance/Entrance';
import { graphql } from '../gql';

/** As many sessions as the server allows an account by default. */
const SESSION_LEVELS = graphql(`
  query SessionLevels {
    me {
      id
      sessions(first: 100) {
        edges {
          node {
            id
            isCurrent
            assuranceLevel
          }
        }
      }
    }
  }
`);

/**
 * For users without an authenticator app, where everyone must have a second factor. A passkey that verified its user was two
 * factors; after any other sign-in, the server refuses everything else.
 */
export function FactorMissing() {
  const t = useTranslations('account.factorMissing');
  const { data } = useQuery(SESSION_LEVELS, { fetchPolicy: 'no-cache' });
  const current = data?.me?.sessions?.edges.find(({ node }) => node.isCurrent)?.node;
  if (current?.assuranceLevel !== 'AAL1') return null;
  return (
    <Alert color="yellow" variant="light" radius="md" title={t('title')}>
      {t.rich('text', { link: (text) => <TextLink to="/security">{text}</TextLink> })}
    </Alert>
  );
}
