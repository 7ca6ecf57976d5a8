import { Text } from '@mantine/core';
import { Plus } from 'lucide-react';
import { lazy } from 'react';
import { Heading } from '../../shared/Heading';
import { type Address, pageArguments, useAddress } from '../address';
import { DialogButton } from '../DialogButton';
import { graphql } from '../gql';
import { PagedTable } from '../table/PagedTable';
import { usePagedList } from '../table/paged-list';
import { COLUMNS } from './columns';

const SERVICE_ACCOUNT_PAGE = graphql(`
  query ServiceAccountPage($first: Int, $after: String, $last: Int, $before: String) {
    serviceAccounts(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      edges {
        node {
          id
          ...ListedServiceAccount
        }
      }
      pageInfo {
        startCursor
        endCursor
        hasNextPage
        hasPreviousPage
      }
    }
  }
`);

const PAGE_SIZE = 25;

const NewServiceAccount = lazy(() =>
  import('./NewServiceAccount').then((module) => ({ default: module.NewServiceAccount })),
);

/** The programs that use the API without a user. */
export function ServiceAccountList() {
  const address = useAddress();
  return (
    <>
      <div className="page-head">
        <Heading>Service accounts</Heading>
        <DialogButton name="New service account" icon={Plus}>
          {() => <NewServiceAccount />}
        </DialogButton>
      </div>
      <Text c="dimmed">
        Programs that use the API without a user. Each has permissions, and API keys that it exchanges for access
        tokens.
      </Text>
      <FoundAccounts address={address} />
    </>
  );
}

function FoundAccounts({ address: { parameters, turnTo } }: { address: Address }) {
  const list = usePagedList(SERVICE_ACCOUNT_PAGE, pageArguments(parameters, PAGE_SIZE), {
    connectionIn: ({ serviceAccounts }) => serviceAccounts,
  });
  return (
    <PagedTable
      label="Service accounts"
      noun="service account"
      columns={COLUMNS}
      list={list}
      turnTo={turnTo}
      nothing={[
        'No service accounts yet',
        'Create one for each program, so that each may do only what it has to, and can be stopped alone.',
      ]}
    />
  );
}
