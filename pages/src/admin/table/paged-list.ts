import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import type { PageInfo } from './Pager';

interface Connection<Item> {
  readonly edges: readonly { readonly node: Item }[];
  readonly pageInfo: PageInfo;
  readonly totalCount?: number;
}

/** A page of a list, as far as it is known. */
export interface PagedList<Item> {
  readonly rows: readonly Item[] | undefined;
  readonly pageInfo: PageInfo | undefined;
  readonly total: number | undefined;
  readonly isBusy: boolean;
  /** Why there are no rows. */
  readonly error: unknown;
  refetch(): unknown;
}

interface Options<Data, Item> {
  readonly connectionIn: (data: Data) => Connection<Item> | null | undefined;
  /** How often to look again while the page is seen; by default never. */
  readonly pollMillis?: number;
}

/** Loads a page of a connection. Until the next one is there, the former one is shown. */
export function usePagedList<Data, Variables extends OperationVariables, Item>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { connectionIn, pollMillis = 0 }: Options<Data, Item>,
): PagedList<Item> {
  const { data, previousData, error, loading, refetch } = useQuery<Data, OperationVariables>(query, {
    variables,
    fetchPolicy: 'cache-and-network',
    pollInterval: pollMillis,
    skipPollAttempt: () => document.hidden,
  });
  const known = (data ?? previousData) as Data | undefined;
  const { edges, pageInfo, totalCount } = (known && connectionIn(known)) || {};
  const rows = useMemo(() => edges?.map(({ node }) => node), [edges]);
  return { rows, pageInfo, total: totalCount, isBusy: loading && !data, error: data ? undefined : error, refetch };
}
