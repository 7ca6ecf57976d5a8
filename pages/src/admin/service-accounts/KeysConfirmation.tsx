import { useQuery } from '@apollo/client/react';
import { Skeleton } from '@mantine/core';
import type { FormProps } from '../../shared/forms/Form';
import { Effects } from '../acts/Effects';
import { graphql } from '../gql';
import type { ListedApiKeyFragment } from '../gql/graphql';
import { Problem } from '../Problem';

const CURRENT_KEYS = graphql(`
  query CurrentKeys($id: ID!) {
    node(id: $id) {
      __typename
      ... on ServiceAccount {
        id
        apiKeys {
          ...ListedApiKey
        }
      }
    }
  }
`);

interface Props extends Pick<FormProps, 'submit' | 'button' | 'color'> {
  readonly serviceAccountId: string;
  /** What the act leads to, one sentence each. */
  readonly effects: (keys: readonly ListedApiKeyFragment[]) => readonly string[];
}

/** The content of a dialog that says what an act on a service account leads to, as of now. */
export function KeysConfirmation({ serviceAccountId, effects, ...act }: Props) {
  // Not from the cache: programs use their keys.
  const variables = { id: serviceAccountId };
  const { data, error, refetch } = useQuery(CURRENT_KEYS, { variables, fetchPolicy: 'no-cache' });
  if (error) return <Problem error={error} retry={refetch} />;
  if (!data) return <Skeleton height={150} aria-label="Loading" role="status" />;
  return <Effects effects={effects(data.node?.__typename === 'ServiceAccount' ? data.node.apiKeys : [])} {...act} />;
}
