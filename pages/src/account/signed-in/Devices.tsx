import { useQuery } from '@apollo/client/react';
import { Button, Skeleton, Text } from '@mantine/core';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Heading } from '../../shared/Heading';
import { useNotify } from '../../shared/Notices';
import { Retry } from '../../shared/Retry';
import { Section } from '../../shared/Section';
import { graphql } from '../gql';
import { DeviceItem } from './DeviceItem';
import { EndOtherSessions } from './EndOtherSessions';

const DEVICES = graphql(`
  query Devices($after: String, $locale: String) {
    me {
      id
      sessions(first: 10, after: $after) {
        totalCount
        edges {
          node {
            id
            ...Device
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
`);

/** The devices on which the user is signed in, ten at a time. */
export function Devices() {
  const t = useTranslations('account');
  const { data, error, refetch, fetchMore } = useQuery(DEVICES, {
    variables: { locale: useLocale() },
    fetchPolicy: 'cache-and-network',
  });
  const { edges, pageInfo, totalCount = 0 } = data?.me?.sessions ?? {};
  const sessions = edges?.map(({ node }) => node).sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
  const [isLoadingMore, setIsLoadingMore] = useState(false);
  const notify = useNotify();

  async function showMore() {
    setIsLoadingMore(true);
    await fetchMore({ variables: { after: pageInfo?.endCursor } }).catch(() => notify(t('devices.notLoaded')));
    setIsLoadingMore(false);
  }

  return (
    <>
      <Heading>{t('pages.devices')}</Heading>
      <Text c="dimmed">{t('devices.lead')}</Text>
      {error && <Retry error={error} retry={refetch} />}
      <Section
        title={totalCount ? t('devices.count', { count: totalCount }) : t('devices.title')}
        action={totalCount > 1 && <EndOtherSessions />}
      >
        {!sessions && !error && <Skeleton height={120} />}
        <ul className="list">
          {sessions?.map((session) => (
            <DeviceItem key={session.id} session={session} />
          ))}
        </ul>
        {pageInfo?.hasNextPage && (
          <Button variant="default" loading={isLoadingMore} onClick={showMore}>
            {t('devices.showMore')}
          </Button>
        )}
      </Section>
    </>
  );
}
