import { useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { Heading } from '../../shared/Heading';
import { pageArguments, useAddress } from '../address';
import { graphql } from '../gql';
import { Problem } from '../Problem';
import { DataTable } from '../table/DataTable';
import { Pager } from '../table/Pager';
import { COLUMNS } from './columns';
import { EventFilters } from './EventFilters';
import { ExportButton } from './ExportButton';
import { filterOf } from './event-filter';

const EVENT_PAGE = graphql(`
  query EventPage($first: Int, $after: String, $last: Int, $before: String, $filter: AuditEventFilter) {
    auditEvents(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      edges {
        node {
          id
          ...ListedEvent
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

/** Not with the page, which must not wait until millions of events have been counted. */
const EVENT_COUNT = graphql(`
  query EventCount($filter: AuditEventFilter) {
    auditEvents(first: 1, filter: $filter) {
      totalCount
    }
  }
`);

const PAGE_SIZE = 25;

/** Who did what to whom, when, from where, and with what outcome. */
export function AuditTrail() {
  const address = useAddress();
  const { parameters, turnTo } = address;
  const filter = filterOf(parameters);
  const { data, previousData, error, loading, refetch } = useQuery(EVENT_PAGE, {
    variables: { ...pageArguments(parameters, PAGE_SIZE), filter },
    fetchPolicy: 'cache-and-network',
  });
  const { data: counted } = useQuery(EVENT_COUNT, { variables: { filter }, fetchPolicy: 'cache-and-network' });
  const { edges, pageInfo } = (data ?? previousData)?.auditEvents ?? {};
  const rows = useMemo(() => edges?.map(({ node }) => node), [edges]);
  return (
    <>
      <div className="page-head">
        <Heading>Audit trail</Heading>
        <ExportButton filter={filter} total={counted?.auditEvents.totalCount} />
      </div>
      <EventFilters address={address} />
      {error ? (
        <Problem error={error} retry={refetch} />
      ) : (
        <>
          <DataTable
            label="Audit events"
            columns={COLUMNS}
            rows={rows}
            isBusy={loading && !data}
            empty={<NothingFound />}
          />
          <Pager noun="event" total={counted?.auditEvents.totalCount} pageInfo={pageInfo} turnTo={turnTo} />
        </>
      )}
    </>
  );
}

function NothingFound() {
  return (
    <>
      <Text fw={600}>No event found</Text>
      <Text size="sm" c="dimmed">
        Choose other filters, or a longer time.
      </Text>
    </>
  );
}
