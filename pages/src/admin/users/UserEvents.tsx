import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Skeleton, Text } from '@mantine/core';
import { CircleCheck, CircleX } from 'lucide-react';
import { useId } from 'react';
import { Link } from 'wouter';
import { ListItem } from '../../shared/ListItem';
import { useLocalization } from '../../shared/language/Localized';
import { Section } from '../../shared/Section';
import { Time } from '../../shared/Time';
import { originOf } from '../audit-trail/origin';
import { graphql } from '../gql';
import { AuditOutcome, type UserEventFragment } from '../gql/graphql';
import { MoreButton } from '../MoreButton';
import { Problem } from '../Problem';
import { AUDIT_TRAIL } from '../paths';
import { inWords } from '../words';

graphql(`
  fragment UserEvent on AuditEvent {
    id
    kind
    outcome
    occurredAt
    ipAddress
    userAgent
    actorId
    actor {
      id
      email
    }
  }
`);

const USER_EVENTS = graphql(`
  query UserEvents($id: ID!, $after: String) {
    node(id: $id) {
      __typename
      ... on User {
        id
        auditEvents(first: 10, after: $after) {
          edges {
            node {
              id
              ...UserEvent
            }
          }
          pageInfo {
            endCursor
            hasNextPage
          }
        }
      }
    }
  }
`);

/** What was done to the account, ten at a time. */
export function UserEvents({ id }: { id: string }) {
  const { data, error, refetch, fetchMore } = useQuery(USER_EVENTS, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const events = data?.node?.__typename === 'User' ? data.node.auditEvents : undefined;
  return (
    <Section
      title="Audit"
      action={
        <Anchor component={Link} href={`${AUDIT_TRAIL}?userId=${id}`} size="sm">
          Open in the audit trail
        </Anchor>
      }
    >
      {error && <Problem error={error} retry={refetch} />}
      {!events && !error && <Skeleton height={120} />}
      <ul className="list">
        {events?.edges.map(({ node }) => (
          <EventItem key={node.id} event={node} userId={id} />
        ))}
      </ul>
      {events?.pageInfo.hasNextPage && (
        <MoreButton load={() => fetchMore({ variables: { after: events.pageInfo.endCursor } })} />
      )}
    </Section>
  );
}

function EventItem({ event, userId }: { event: UserEventFragment; userId: string }) {
  const origin = originOf(event, useLocalization());
  const isRefused = event.outcome === AuditOutcome.Failure;
  const by = event.actorId && event.actorId !== userId ? ` by ${event.actor?.email ?? 'a deleted user'}` : '';
  return (
    <ListItem
      icon={isRefused ? CircleX : CircleCheck}
      name={inWords(event.kind)}
      nameId={useId()}
      details={
        <Text size="sm" c="dimmed" title={event.userAgent ?? undefined} className="breakable">
          <Time at={event.occurredAt} />
          {by}
          {origin.map((each) => ` · ${each}`)}
        </Text>
      }
    >
      {isRefused && (
        <Badge variant="light" color="red" tt="none">
          Refused
        </Badge>
      )}
    </ListItem>
  );
}
