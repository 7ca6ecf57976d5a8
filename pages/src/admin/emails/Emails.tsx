import { Text } from '@mantine/core';
import { Send } from 'lucide-react';
import { lazy } from 'react';
import { Heading } from '../../shared/Heading';
import { type Address, oneOf, pageArguments, useAddress } from '../address';
import { DialogButton } from '../DialogButton';
import { graphql } from '../gql';
import { EmailState } from '../gql/graphql';
import { StateFilter } from '../StateFilter';
import { PagedTable } from '../table/PagedTable';
import { usePagedList } from '../table/paged-list';
import { COLUMNS } from './columns';

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

const TestEmail = lazy(() => import('./TestEmail').then((module) => ({ default: module.TestEmail })));

const STATES = [
  { value: '', label: 'All that wait' },
  { value: EmailState.Retrying, label: 'Failed' },
  { value: EmailState.Waiting, label: 'Not tried yet' },
];

/** The outbox: what waits to be sent, and why it does. */
export function Emails() {
  const address = useAddress();
  return (
    <>
      <div className="page-head">
        <Heading>Emails</Heading>
        <DialogButton name="Send a test" icon={Send} title="Send a test email">
          {(close) => <TestEmail close={close} />}
        </DialogButton>
      </div>
      <Text c="dimmed">
        What waits to be sent. An email that was sent is gone from here, and so is one that could not be sent for a day.
      </Text>
      <Outbox address={address} />
    </>
  );
}

function Outbox({ address: { parameters, filter, turnTo } }: { address: Address }) {
  const state = oneOf(EmailState, parameters.get('state'));
  const list = usePagedList(
    EMAIL_PAGE,
    { ...pageArguments(parameters, PAGE_SIZE), state },
    { connectionIn: ({ emails }) => emails, pollMillis: POLL_MILLIS },
  );
  return (
    <>
      <StateFilter states={STATES} state={state} choose={(value) => filter({ state: value })} />
      <PagedTable
        label="Emails"
        noun="email"
        columns={COLUMNS}
        list={list}
        turnTo={turnTo}
        nothing={
          state ? ['No such emails', 'Look at all that wait.'] : ['No emails are waiting', 'All of them were sent.']
        }
      />
    </>
  );
}
