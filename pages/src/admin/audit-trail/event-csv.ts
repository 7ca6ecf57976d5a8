import type { ApolloClient } from '@apollo/client';
import { graphql } from '../gql';
import type { AuditEventFilter, ExportedEventsQuery, ListedEventFragment } from '../gql/graphql';

/** The newest ones are exported, so that a browser can hold them. */
export const MAX_EXPORTED_EVENTS = 20_000;

/** As many as GRAPHQL_MAX_COST allows by default. */
const PAGE_SIZE = 50;

const EXPORTED_EVENTS = graphql(`
  query ExportedEvents($first: Int, $after: String, $filter: AuditEventFilter) {
    auditEvents(first: $first, after: $after, filter: $filter) {
      edges {
        node {
          id
          ...ListedEvent
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

const COLUMNS: Readonly<Record<string, (event: ListedEventFragment) => string | null>> = {
  id: ({ id }) => id,
  occurred_at: ({ occurredAt }) => occurredAt,
  kind: ({ kind }) => kind,
  outcome: ({ outcome }) => outcome,
  actor_id: ({ actorId }) => actorId,
  actor: ({ actor }) => actor?.email ?? null,
  subject_id: ({ subjectId }) => subjectId,
  subject: ({ subject }) => subject?.email ?? null,
  ip_address: ({ ipAddress }) => ipAddress,
  user_agent: ({ userAgent }) => userAgent,
  actor_service_account_id: ({ actorServiceAccountId }) => actorServiceAccountId,
  subject_service_account_id: ({ subjectServiceAccountId }) => subjectServiceAccountId,
  subject_webhook_id: ({ subjectWebhookId }) => subjectWebhookId,
};

interface Options {
  readonly signal: AbortSignal;
  /** Called with the number of events so far. */
  readonly onPage: (loaded: number) => void;
}

/** What a filter selects, as CSV: RFC 4180. Pages become text one by one. */
export async function eventsAsCsv(client: ApolloClient, filter: AuditEventFilter, options: Options): Promise<Blob> {
  const { toCsv } = await import('./csv');
  const parts = [toCsv([Object.keys(COLUMNS)])];
  let loaded = 0;
  for await (const events of pagesOf(client, filter)) {
    options.signal.throwIfAborted();
    parts.push(toCsv(events.map(rowOf)));
    loaded += events.length;
    options.onPage(loaded);
    if (loaded >= MAX_EXPORTED_EVENTS) break;
  }
  return new Blob(parts, { type: 'text/csv' });
}

async function* pagesOf(
  client: ApolloClient,
  filter: AuditEventFilter,
): AsyncGenerator<readonly ListedEventFragment[]> {
  let after: string | null = null;
  for (;;) {
    const page: ExportedEventsQuery = await pageAfter(client, filter, after);
    const { edges, pageInfo } = page.auditEvents;
    yield edges.map(({ node }) => node);
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
}

async function pageAfter(client: ApolloClient, filter: AuditEventFilter, after: string | null) {
  const variables = { first: PAGE_SIZE, after, filter };
  // The cache must not hold all of them.
  const { data } = await client.query({
    query: EXPORTED_EVENTS,
    variables,
    fetchPolicy: 'no-cache',
    errorPolicy: 'none',
  });
  return data as ExportedEventsQuery;
}

function rowOf(event: ListedEventFragment): (string | null)[] {
  return Object.values(COLUMNS).map((value) => value(event));
}
