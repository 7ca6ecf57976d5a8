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

const WEBHOOK_PAGE = graphql(`
  query WebhookPage($first: Int, $after: String, $last: Int, $before: String) {
    webhooks(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      edges {
        node {
          id
          ...ListedWebhook
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

const NewWebhook = lazy(() => import('./NewWebhook').then((module) => ({ default: module.NewWebhook })));

/** Who is sent events. */
export function WebhookList() {
  const address = useAddress();
  return (
    <>
      <div className="page-head">
        <Heading>Webhooks</Heading>
        <DialogButton name="New webhook" icon={Plus}>
          {() => <NewWebhook />}
        </DialogButton>
      </div>
      <Text c="dimmed">Addresses of other programs that are sent what happens here.</Text>
      <AllWebhooks address={address} />
    </>
  );
}

function AllWebhooks({ address: { parameters, turnTo } }: { address: Address }) {
  const list = usePagedList(WEBHOOK_PAGE, pageArguments(parameters, PAGE_SIZE), {
    connectionIn: ({ webhooks }) => webhooks,
  });
  return (
    <PagedTable
      label="Webhooks"
      noun="webhook"
      columns={COLUMNS}
      list={list}
      turnTo={turnTo}
      nothing={[
        'No webhooks yet',
        'Create one, and a program learns of new users, changes and sign-outs as they happen.',
      ]}
    />
  );
}
