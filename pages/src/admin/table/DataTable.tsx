import { Table, UnstyledButton } from '@mantine/core';
import {
  type ColumnDef,
  functionalUpdate,
  type Header,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { moveBetweenRows } from './row-keys';

const features = tableFeatures({ rowSortingFeature });
type Features = typeof features;

interface Row {
  readonly id: string;
}

/** Its id names its cells in the style sheet, which hides some of them on phones. */
export type Column<Item extends Row> = ColumnDef<Features, Item> & { readonly id: string };

interface Props<Item extends Row> {
  readonly label: string;
  /** Must stay the same object. */
  readonly columns: Column<Item>[];
  /** Undefined until they are known. */
  readonly rows: readonly Item[] | undefined;
  readonly isBusy: boolean;
  readonly sorting?: SortingState;
  readonly sort?: (sorting: SortingState) => void;
  /** Shown if there are no rows. */
  readonly empty: ReactNode;
}

const NO_SORTING: SortingState = [];

/** A page of a list. The server sorts, filters and pages. */
export function DataTable<Item extends Row>({ label, columns, rows, isBusy, sorting, sort, empty }: Props<Item>) {
  const current = sorting ?? NO_SORTING;
  const table = useTable({
    features,
    columns,
    data: rows ?? (NO_ROWS as Item[]),
    getRowId: ({ id }) => id,
    manualSorting: true,
    enableSorting: !!sort,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting: current },
    onSortingChange: (updater) => sort?.(functionalUpdate(updater, current)),
  });
  return (
    <div className="table-card" aria-busy={isBusy}>
      <Table aria-label={label} highlightOnHover verticalSpacing={0} horizontalSpacing={0}>
        <Table.Thead>
          {table.getHeaderGroups().map(({ id, headers }) => (
            <Table.Tr key={id}>
              {headers.map((header) => (
                <HeaderCell key={header.id} header={header}>
                  <table.FlexRender header={header} />
                </HeaderCell>
              ))}
            </Table.Tr>
          ))}
        </Table.Thead>
        <Table.Tbody onKeyDown={moveBetweenRows}>
          {table.getRowModel().rows.map((row) => (
            <Table.Tr key={row.id}>
              {row.getAllCells().map((cell) => (
                <Table.Td key={cell.id} data-column={cell.column.id}>
                  <table.FlexRender cell={cell} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rows?.length === 0 && <div className="table-empty">{empty}</div>}
    </div>
  );
}

const NO_ROWS: never[] = [];

interface HeaderProps<Item extends Row> {
  readonly header: Header<Features, Item, unknown>;
  readonly children: ReactNode;
}

function HeaderCell<Item extends Row>({ header: { column }, children }: HeaderProps<Item>) {
  const sorted = column.getIsSorted();
  const Icon = { asc: ArrowUp, desc: ArrowDown, none: ChevronsUpDown }[sorted || 'none'];
  if (!column.getCanSort()) return <Table.Th data-column={column.id}>{children}</Table.Th>;
  return (
    <Table.Th data-column={column.id} aria-sort={sorted ? `${sorted}ending` : 'none'}>
      <UnstyledButton className="sort-button" onClick={column.getToggleSortingHandler()}>
        {children}
        <Icon size={14} aria-hidden="true" />
      </UnstyledButton>
    </Table.Th>
  );
}
