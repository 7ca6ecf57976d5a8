import { useQuery } from '@apollo/client/react';
import { Skeleton } from '@mantine/core';
import type { FormProps } from '../../../shared/forms/Form';
import { Effects } from '../../acts/Effects';
import { graphql } from '../../gql';
import type { HoldingsQuery } from '../../gql/graphql';
import { Problem } from '../../Problem';

const HOLDINGS = graphql(`
  query Holdings($id: ID!) {
    node(id: $id) {
      __typename
      ... on User {
        id
        hasPassword
        recoveryCodesLeft
        totpFactors {
          id
        }
        passkeys {
          id
        }
        sessions(first: 1) {
          totalCount
        }
      }
    }
  }
`);

/** What a user has that an act may take away. */
export interface Holdings {
  readonly sessions: number;
  readonly apps: number;
  readonly passkeys: number;
  readonly recoveryCodes: number;
  readonly hasPassword: boolean;
}

interface Props extends Pick<FormProps, 'submit' | 'button' | 'color' | 'isDisabled' | 'children'> {
  readonly userId: string;
  /** What the act leads to, one sentence each. */
  readonly effects: (holdings: Holdings) => readonly string[];
}

/** The content of a dialog that says what an act on a user leads to, as of now. */
export function Confirmation({ userId, effects, ...act }: Props) {
  // Not from the cache: users sign in and out.
  const { data, error, refetch } = useQuery(HOLDINGS, { variables: { id: userId }, fetchPolicy: 'no-cache' });
  if (error) return <Problem error={error} retry={refetch} />;
  if (!data) return <Skeleton height={150} aria-label="Loading" role="status" />;
  return <Effects effects={effects(holdingsIn(data))} {...act} />;
}

function holdingsIn({ node }: HoldingsQuery): Holdings {
  const user = node?.__typename === 'User' ? node : undefined;
  return {
    sessions: user?.sessions?.totalCount ?? 0,
    apps: user?.totpFactors.length ?? 0,
    passkeys: user?.passkeys.length ?? 0,
    recoveryCodes: user?.recoveryCodesLeft ?? 0,
    hasPassword: user?.hasPassword ?? false,
  };
}
