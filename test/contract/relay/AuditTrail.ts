import { graphql } from 'relay-runtime';

export const query = graphql`
  fragment AuditTrail_query on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" }, filter: { type: "AuditEventFilter" })
  @refetchable(queryName: "AuditTrailPaginationQuery") {
    auditEvents(first: $count, after: $cursor, filter: $filter) @connection(key: "AuditTrail_query_auditEvents") {
      edges { node { id kind outcome occurredAt actorId subjectId } }
    }
  }
`;
