import { useQuery } from '@apollo/client/react';
import { Skeleton } from '@mantine/core';
import type { FormProps } from '../../shared/forms/Form';
import { Effects } from '../acts/Effects';
import { graphql } from '../gql';
import { Problem } from '../Problem';

const PENDING_DELIVERIES = graphql(`
  query PendingDeliveries($id: ID!) {
    node(id: $id) {
      __typename
      ... on Webhook {
        id
        deliveries(state: PENDING, first: 1) {
          totalCount
        }
      }
    }
  }
`);

interface Props extends Pick<FormProps, 'submit' | 'button' | 'color'> {
  readonly webhookId: string;
  /** What the act leads to, one sentence each. */
  readonly effects: (pendingCount: number) => readonly string[];
}

/** The content of a dialog that says what an act on a webhook leads to, as of now. */
export function PendingConfirmation({ webhookId, effects, ...act }: Props) {
  // Not from the cache: something happens all the time.
  const variables = { id: webhookId };
  const { data, error, refetch } = useQuery(PENDING_DELIVERIES, { variables, fetchPolicy: 'no-cache' });
  if (error) return <Problem error={error} retry={refetch} />;
  if (!data) return <Skeleton height={150} aria-label="Loading" role="status" />;
  const pendingCount = data.node?.__typename === 'Webhook' ? data.node.deliveries.totalCount : 0;
  return <Effects effects={effects(pendingCount)} {...act} />;
}
