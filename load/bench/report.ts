import { availableParallelism } from 'node:os';
import type { Figures } from '../shared/figures.ts';
import { alignColumns } from '../shared/table.ts';
import { EMBEDDED_OPERATIONS } from './embedded.ts';
import { type Comparison, type Measurements, ROUND_COUNT } from './measure.ts';
import type { PeerFigures } from './peers/measure-peers.ts';
import { reportPeers } from './peers/report-peers.ts';
import { CLIENT_COUNTS } from './rounds.ts';
import { BCRYPT_COST } from './systems.ts';
import { judge } from './targets.ts';

const HEADINGS = [
  'Gatehouse',
  'clients',
  'per second',
  'p50 ms',
  'p99 ms',
  'compared with',
  'per second',
  'p50 ms',
  'p99 ms',
  'ratio',
];

/** Everything as one JSON object. */
export function reportJson(measured: Measurements, peers: readonly PeerFigures[], roundSeconds: number): string {
  return JSON.stringify({ settings: settings(roundSeconds), ...measured, peers, targets: judge(measured) }, null, 2);
}

/** Everything as a table for people, with the targets beneath. */
export function reportTable(measured: Measurements, peers: readonly PeerFigures[], roundSeconds: number): string {
  const { me, login, refreshToken, logout, storm, embedded } = measured;
  const rows = [
    row('me', CLIENT_COUNTS.me, me, 'floor'),
    row('login', CLIENT_COUNTS.login, login, 'bare bcrypt'),
    row('refreshToken', CLIENT_COUNTS.refreshToken, refreshToken, 'floor'),
    row('logout', CLIENT_COUNTS.logout, logout, 'floor'),
    row('me in a login storm', CLIENT_COUNTS.me, { gatehouse: storm.me, floor: me.gatehouse }, 'me alone'),
    row('login in that storm', CLIENT_COUNTS.login, { gatehouse: storm.login, floor: login.gatehouse }, 'login alone'),
    ...EMBEDDED_OPERATIONS.map((operation) => {
      const both = { gatehouse: embedded[operation], floor: measured[operation].gatehouse };
      return row(`${operation}, embedded database`, CLIENT_COUNTS[operation], both, 'on PostgreSQL');
    }),
  ];
  const tables = [alignColumns([HEADINGS, ...rows]), ...(peers.length > 0 ? [reportPeers(peers)] : [])];
  return [describeSettings(roundSeconds), ...tables, describeTargets(measured)].join('\n\n');
}

function row(name: string, clientCount: number, { gatehouse, floor }: Comparison, comparedWith: string): string[] {
  const ratio = gatehouse.perSecond / floor.perSecond;
  return [name, String(clientCount), ...columns(gatehouse), comparedWith, ...columns(floor), ratio.toFixed(2)];
}

function columns({ perSecond, p50Millis, p99Millis }: Figures): string[] {
  return [perSecond.toFixed(perSecond < 1000 ? 1 : 0), p50Millis.toFixed(1), p99Millis.toFixed(1)];
}

function describeTargets(measured: Measurements): string {
  const rows = judge(measured).map(({ name, wanted, reached, met }) => [
    name,
    wanted,
    reached.toFixed(2),
    met ? 'met' : 'MISSED',
  ]);
  return alignColumns([['target', 'wanted', 'reached', ''], ...rows]);
}

function settings(roundSeconds: number) {
  return {
    cores: availableParallelism(),
    node: process.version,
    bcryptCost: BCRYPT_COST,
    roundSeconds,
    roundCount: ROUND_COUNT,
  };
}

function describeSettings(roundSeconds: number): string {
  const { cores, node, bcryptCost, roundCount } = settings(roundSeconds);
  return `Gatehouse on ${cores} cores, Node ${node}, bcrypt cost ${bcryptCost}; medians of ${roundCount} rounds of ${roundSeconds} s.`;
}
