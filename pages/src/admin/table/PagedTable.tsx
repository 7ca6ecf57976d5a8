import { Text } from '@mantine/core';
import type { ComponentProps } from 'react';
import type { Address } from '../address';
import { Problem } from '../Problem';
import { DataTable } from './DataTable';
import { Pager } from './Pager';
import type { PagedList } from './paged-list';

type TableProps<Item extends { readonly id: string }> = Omit<
  ComponentProps<typeof DataTable<Item>>,
  'rows' | 'isBusy' | 'empty'
>;

interface Props<Item extends { readonly id: string }> extends TableProps<Item> {
  readonly list: PagedList<Item>;
  /** What is listed. */
  readonly noun: string;
  /** Of all pages, where it is not loaded along with each. */
  readonly total?: number | undefined;
  readonly turnTo: Address['turnTo'];
  /** What is said if there is nothing, and what to do then. */
  readonly nothing: readonly [title: string, hint: string];
}

/** A page of a list, how many there are in all, and where the next ones are. */
export function PagedTable<Item extends { readonly id: string }>(props: Props<Item>) {
  const { list, noun, total = list.total, turnTo, nothing, ...table } = props;
  if (list.error) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <>
      <DataTable {...table} rows={list.rows} isBusy={list.isBusy} empty={<Nothing text={nothing} />} />
      <Pager noun={noun} total={total} pageInfo={list.pageInfo} turnTo={turnTo} />
    </>
  );
}

function Nothing({ text: [title, hint] }: { text: Props<never>['nothing'] }) {
  return (
    <>
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
    </>
  );
}
