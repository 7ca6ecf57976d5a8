import { useQuery } from '@apollo/client/react';
import { Button, NativeSelect, Text } from '@mantine/core';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../shared/Dialog';
import { Heading } from '../../shared/Heading';
import { type Address, oneOf, pageArguments, useAddress } from '../address';
import { graphql } from '../gql';
import { EmailState } from '../gql/graphql';
import { Problem } from '../Problem';
import { DataTable } from '../table/DataTable';
import { Pager } from '../table/Pager';
import { COLUMNS } from './columns';
import { TestEmail } from './TestEmail';

const EMAIL_PAGE = graphql(`
  query EmailPage($first: Int, $after: String, $last: Int, $before: String, $state: EmailState) {
    emails(first: $first, after: $after, last: $last, before: $before, state: $state) {
      totalCount
      edges {
        node {
          id
          ...ListedEmail
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
const POLL_MILLIS = 5000;

const STATES = [
  { value: '', label: 'All that wait' },
  { value: EmailState.Retrying, label: 'Failed' },
  { value: EmailState.Waiting, label: 'Not tried yet' },
];

/** The outbox: what waits to be sent, and why it does. */
export function Emails() {
  const [isTestOpen, setIsTestOpen] = useState(false);
  const address = useAddress();
  const close = () => setIsTestOpen(false);
  return (
    <>
      <div className="page-head">
        <Heading>Emails</Heading>
        <Button leftSection={<Send size={16} aria-hidden="true" />} onClick={() => setIsTestOpen(true)}>
          Send a test
        </Button>
      </div>
      <Text c="dimmed">
        What waits to be sent. An email that was sent is gone from here, and so is one that could not be sent for a day.
      </Text>
      <Outbox address={address} />
      <Dialog title="Send a test email" isOpen={isTestOpen} close={close}>
        <TestEmail close={close} />
      </Dialog>
    </>
  );
}

function Outbox({ address: { parameters, filter, turnTo } }: { address: Address }) {
  const state = oneOf(EmailState, parameters.get('state'));
  const { data, previousData, error, loading, refetch } = useQuery(EMAIL_PAGE, {
    variables: { ...pageArguments(parameters, PAGE_SIZE), state },
    fetchPolicy: 'cache-and-network',
    pollInterval: POLL_MILLIS,
    skipPollAttempt: () => document.hidden,
  });
  const { edges, pageInfo, totalCount } = (data ?? previousData)?.emails ?? {};
  if (error && !data) return <Problem error={error} retry={refetch} />;
  return (
    <>
      <search className="filters">
        <NativeSelect
          className="filter-choice"
          label="State"
          data={STATES}
          value={state ?? ''}
          onChange={({ currentTarget }) => filter({ state: currentTarget.value })}
        />
      </search>
      <DataTable
        label="Emails"
        columns={COLUMNS}
        rows={edges?.map(({ node }) => node)}
        isBusy={loading && !data}
        empty={<NothingWaits isFiltered={!!state} />}
      />
      <Pager noun="email" total={totalCount} pageInfo={pageInfo} turnTo={turnTo} />
    </>
  );
}

function NothingWaits({ isFiltered }: { isFiltered: boolean }) {
  return (
    <>
      <Text fw={600}>{isFiltered ? 'No such email' : 'No email waits'}</Text>
      <Text size="sm" c="dimmed">
        {isFiltered ? 'Look at all that wait.' : 'All of them were sent.'}
      </Text>
    </>
  );
}
