import { alignColumns } from '../../shared/table.ts';
import type { PeerFigures } from './measure-peers.ts';

const HEADINGS = ['who is signed in?', 'per second', 'p50 ms', 'p99 ms', 'CPU µs each', 'MB', 'of the floor'];

/** @param peers the floor first. */
export function reportPeers(peers: readonly PeerFigures[]): string {
  return alignColumns(peerRows(peers));
}

export function peerRows(peers: readonly PeerFigures[]): string[][] {
  const floor = peers[0]?.perSecond ?? Number.NaN;
  const rows = peers.map(({ name, perSecond, p50Millis, p99Millis, cpuMicrosPerRequest, megabytes }) => [
    name,
    perSecond.toFixed(0),
    p50Millis.toFixed(1),
    p99Millis.toFixed(1),
    cpuMicrosPerRequest.toFixed(0),
    String(megabytes),
    (perSecond / floor).toFixed(2),
  ]);
  return [HEADINGS, ...rows];
}
