import { useQuery } from '@apollo/client/react';
import { Anchor, Text } from '@mantine/core';
import { ChevronLeft } from 'lucide-react';
import { Link } from 'wouter';
import { Heading } from '../../shared/Heading';
import { Section } from '../../shared/Section';
import { Time } from '../../shared/Time';
import { ActivityBadge } from '../ActivityBadge';
import { CopyButton } from '../CopyButton';
import { Facts } from '../Facts';
import { PageSkeleton } from '../FrameSkeleton';
import { graphql } from '../gql';
import type { ServiceAccountDetailsFragment } from '../gql/graphql';
import { Problem } from '../Problem';
import { SERVICE_ACCOUNTS } from '../paths';
import { ApiKeys } from './ApiKeys';
import { Deactivation } from './Deactivation';
import { PERMISSIONS } from './permissions';

graphql(`
  fragment ServiceAccountDetails on ServiceAccount {
    id
    name
    permissions
    createdAt
    deactivatedAt
    apiKeys {
      ...ListedApiKey
    }
  }
`);

const SERVICE_ACCOUNT = graphql(`
  query ServiceAccount($id: ID!) {
    node(id: $id) {
      __typename
      ... on ServiceAccount {
        id
        ...ServiceAccountDetails
      }
    }
  }
`);

/** One service account: what it may do, its keys, and what can be done. */
export function ServiceAccountPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(SERVICE_ACCOUNT, { variables: { id }, fetchPolicy: 'cache-and-network' });
  const account = data?.node?.__typename === 'ServiceAccount' ? data.node : undefined;
  return (
    <>
      <Anchor component={Link} href={SERVICE_ACCOUNTS} size="sm" className="back-link">
        <ChevronLeft size={16} aria-hidden="true" />
        Service accounts
      </Anchor>
      {error && <Problem error={error} retry={refetch} />}
      {!error && !data && <PageSkeleton />}
      {data && !account && <NoSuchAccount />}
      {account && <Details account={account} />}
    </>
  );
}

function NoSuchAccount() {
  return (
    <>
      <Heading>No such service account</Heading>
      <Text c="dimmed">There is none with this id.</Text>
    </>
  );
}

interface Props {
  readonly account: ServiceAccountDetailsFragment;
}

function Details({ account }: Props) {
  return (
    <>
      <div className="page-head">
        <div className="row">
          <Heading size="h2" className="breakable">
            {account.name}
          </Heading>
          <ActivityBadge deactivatedAt={account.deactivatedAt} />
        </div>
      </div>
      <div className="user-columns">
        <div>
          <ApiKeys account={account} />
        </div>
        <div>
          <Identity account={account} />
          <Permissions account={account} />
          <Deactivation account={account} />
        </div>
      </div>
    </>
  );
}

function Identity({ account: { id, createdAt, deactivatedAt } }: Props) {
  return (
    <Section
      title="Identity"
      action={
        <CopyButton text={id} size="xs" variant="default">
          Copy id
        </CopyButton>
      }
    >
      <Facts
        facts={[
          ['Id', <code className="identifier">{id}</code>],
          ['Created', <Time at={createdAt} />],
          ...(deactivatedAt ? [['Deactivated', <Time at={deactivatedAt} />] as const] : []),
        ]}
      />
    </Section>
  );
}

function Permissions({ account: { permissions } }: Props) {
  return (
    <Section title="Permissions" lead="They cannot be changed. For others, create another service account.">
      <dl className="meanings">
        {permissions.map((permission) => (
          <div key={permission}>
            <dt>{permission}</dt>
            <dd>{PERMISSIONS[permission]}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
