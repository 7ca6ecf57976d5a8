import { useQuery } from '@apollo/client/react';
import { Skeleton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Heading } from '../../shared/Heading';
import { Retry } from '../../shared/Retry';
import { graphql } from '../gql';
import type { AccountUserFragment } from '../gql/graphql';
import { AuthenticatorApps } from './security/AuthenticatorApps';
import { ChangePassword } from './security/ChangePassword';
import { Identities } from './security/Identities';
import { Passkeys } from './security/Passkeys';
import { RecoveryCodes } from './security/RecoveryCodes';

const SECURITY = graphql(`
  query Security {
    serverInfo {
      features
    }
    me {
      id
      recoveryCodesLeft
      totpFactors {
        ...App
      }
    }
  }
`);

/** Every way to prove who one is. */
export function Security({ user }: { user: AccountUserFragment }) {
  const t = useTranslations('account.pages');
  const { data, error, refetch } = useQuery(SECURITY, { fetchPolicy: 'cache-and-network' });
  const { totpFactors, recoveryCodesLeft = 0 } = data?.me ?? {};
  const isOffered = data?.serverInfo.features.includes('SECOND_FACTORS');
  return (
    <>
      <Heading>{t('security')}</Heading>
      <ChangePassword user={user} />
      <Passkeys />
      <Identities />
      {error && <Retry error={error} retry={refetch} />}
      {!error && !totpFactors && <Skeleton height={170} radius="lg" />}
      {totpFactors && (isOffered || totpFactors.length > 0) && <AuthenticatorApps apps={totpFactors} />}
      {totpFactors && totpFactors.length > 0 && <RecoveryCodes left={recoveryCodesLeft} />}
    </>
  );
}
