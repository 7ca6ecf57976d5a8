import { Button, Text } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../shared/Dialog';
import { Heading } from '../../shared/Heading';
import { type Address, pageArguments, useAddress } from '../address';
import { graphql } from '../gql';
import { PagedTable } from '../table/PagedTable';
import { usePagedList } from '../table/paged-list';
import { COLUMNS } from './columns';
import { NewServiceAccount } from './NewServiceAccount';

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

/** The programs that use the API without a user. */
export function ServiceAccountList() {
  const [isNewOpen, setIsNewOpen] = useState(false);
  const address = useAddress();
  return (
    <>
      <div className="page-head">
        <Heading>Service accounts</Heading>
        <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setIsNewOpen(true)}>
          New service account
        </Button>
      </div>
      <Text c="dimmed">
        Programs that use the API without a user. Each has permissions, and API keys that it exchanges for access
        tokens.
      </Text>
      <FoundAccounts address={address} />
      <Dialog title="New service account" isOpen={isNewOpen} close={() => setIsNewOpen(false)}>
        <NewServiceAccount />
      </Dialog>
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
        'No service account',
        'Create one for each program, so that each may do only what it has to, and can be stopped alone.',
      ]}
    />
  );
}
