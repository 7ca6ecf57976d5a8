import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import type { StatisticsQuery } from '../gql/graphql';
import { amount } from '../words';
import { Dot } from './Dot';
import { fullDay, shortDay } from './range';

export type Day = StatisticsQuery['statistics'][number];

export interface Series {
  readonly name: Exclude<keyof Day, 'date' | '__typename'>;
  readonly label: string;
  /** In CSS. */
  readonly color: string;
}

interface Props {
  readonly days: readonly Day[];
  readonly series: readonly Series[];
}

/** So many bars are still wide enough to be seen. */
const MAX_BARS = 31;

const HEIGHT = 200;
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };
const TICK = { fontSize: 12, fill: 'var(--muted)' };
const ROUND = 3;

/** Nothing moves, and nothing takes the focus: the table beside it is what keyboards and screen readers use. */
export function Chart({ days, series }: Props) {
  const Kind = days.length > MAX_BARS ? AreaChart : BarChart;
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <Kind data={[...days]} margin={MARGIN} accessibilityLayer={false} maxBarSize={28}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="date" tickFormatter={shortDay} tick={TICK} tickLine={false} axisLine={false} minTickGap={32} />
        <YAxis tickFormatter={amount} tick={TICK} tickLine={false} axisLine={false} allowDecimals={false} width={36} />
        <Tooltip content={DayTooltip} cursor={{ fill: 'var(--line)', fillOpacity: 0.5 }} isAnimationActive={false} />
        {series.map((each, index) => (Kind === AreaChart ? areaOf(each) : barOf(each, index === series.length - 1)))}
      </Kind>
    </ResponsiveContainer>
  );
}

function areaOf({ name, label, color }: Series) {
  const look = { stroke: color, strokeWidth: 2, fill: color, fillOpacity: 0.15 };
  return <Area key={name} dataKey={name} name={label} {...look} isAnimationActive={false} type="linear" />;
}

/** In one stack, of which the top is round. */
function barOf({ name, label, color }: Series, isTop: boolean) {
  const radius: [number, number, number, number] = isTop ? [ROUND, ROUND, 0, 0] : [0, 0, 0, 0];
  return (
    <Bar key={name} dataKey={name} name={label} stackId="day" fill={color} radius={radius} isAnimationActive={false} />
  );
}

function DayTooltip({ active, label, payload }: TooltipContentProps) {
  if (!active) return null;
  return (
    <div className="chart-tooltip">
      <strong>{fullDay(String(label))}</strong>
      {payload.map(({ dataKey, name, value, color }) => (
        <span key={String(dataKey)}>
          <Dot color={color} />
          {name}
          <b>{amount(Number(value))}</b>
        </span>
      ))}
    </div>
  );
}
