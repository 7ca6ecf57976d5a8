import { useQuery } from '@apollo/client/react';
import { Heading } from '../../shared/Heading';
import { pageArguments, useAddress } from '../address';
import { graphql } from '../gql';
import { PagedTable } from '../table/PagedTable';
import { usePagedList } from '../table/paged-list';
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
  const list = usePagedList(
    EVENT_PAGE,
    { ...pageArguments(parameters, PAGE_SIZE), filter },
    { connectionIn: ({ auditEvents }) => auditEvents },
  );
  const { data: counted } = useQuery(EVENT_COUNT, { variables: { filter }, fetchPolicy: 'cache-and-network' });
  const total = counted?.auditEvents.totalCount;
  return (
    <>
      <div className="page-head">
        <Heading>Audit trail</Heading>
        <ExportButton filter={filter} total={total} />
      </div>
      <EventFilters address={address} />
      <PagedTable
        label="Audit events"
        noun="event"
        columns={COLUMNS}
        list={list}
        total={total}
        turnTo={turnTo}
        nothing={['No events found', 'Choose other filters, or a longer time.']}
      />
    </>
  );
}
