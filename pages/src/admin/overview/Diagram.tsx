import { Skeleton, Table } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Section } from '../../shared/Section';
import { amount } from '../words';
import type { Day, Series } from './Chart';
import { Dot } from './Dot';
import { fullDay } from './range';

/** The library of charts is loaded after everything else of the page. */
const Chart = lazy(() => import('./Chart').then((module) => ({ default: module.Chart })));

interface Props {
  readonly title: string;
  readonly lead: string;
  /** Undefined until they are known. */
  readonly days: readonly Day[] | undefined;
  readonly series: readonly Series[];
}

/** A chart for those who see it, and the same as a table for everyone. */
export function Diagram({ title, lead, days, series }: Props) {
  return (
    <Section title={title} lead={days ? lead : 'Loading'}>
      {days ? (
        <>
          {series.length > 1 && <Legend series={series} />}
          <div className="chart" aria-hidden="true">
            <Suspense fallback={<Skeleton height={200} />}>
              <Chart days={days} series={series} />
            </Suspense>
          </div>
          <details className="chart-table">
            <summary>{title} as a table</summary>
            <DayTable title={title} days={days} series={series} />
          </details>
        </>
      ) : (
        <Skeleton height={232} />
      )}
    </Section>
  );
}

function Legend({ series }: Pick<Props, 'series'>) {
  return (
    <div className="chart-legend">
      {series.map(({ name, label, color }) => (
        <span key={name}>
          <Dot color={color} />
          {label}
        </span>
      ))}
    </div>
  );
}

function DayTable({ title, days, series }: Pick<Props, 'title' | 'series'> & { days: readonly Day[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className="scrolling" aria-label={`${title} of each day`} tabIndex={0}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Day (UTC)</Table.Th>
            {series.map(({ name, label }) => (
              <Table.Th key={name}>{label}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.toReversed().map((day) => (
            <Table.Tr key={day.date}>
              <Table.Td>{fullDay(day.date)}</Table.Td>
              {series.map(({ name }) => (
                <Table.Td key={name}>{amount(day[name])}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
