import { median } from '../shared/figures.ts';
import type { Holdings } from './probe.ts';

/** What a server held at a time of the run. */
export interface Sample extends Holdings {
  readonly atSeconds: number;
}

/** What is at work without any load. */
export interface Rest {
  readonly socketCount: number;
  readonly databaseConnectionCount: number;
  /** Connections that do something, or hold a transaction open. */
  readonly busyConnectionCount: number;
  readonly waitingMailCount: number;
  /** Of one processor: nothing is left to be hashed. */
  readonly cpuShare: number;
}

/** How much more memory there may be at the end, as a share. */
export const LARGEST_GROWTH = 0.1;

const LARGEST_CPU_SHARE = 0.2;

/** Single samples stand for a moment of a request; so many together for the server. */
const SAMPLES_TOGETHER = 5;

/** Memory after the warm-up and at the end. */
export interface Growth {
  readonly fromBytes: number;
  readonly toBytes: number;
  /** As a share of what it was. */
  readonly share: number;
}

export function growth(samples: readonly Sample[], warmUpSeconds: number, of: 'rssBytes' | 'heapBytes'): Growth {
  const warm = samples.filter(({ atSeconds }) => atSeconds >= warmUpSeconds);
  const fromBytes = median(warm.slice(0, SAMPLES_TOGETHER).map((sample) => sample[of]));
  const toBytes = median(warm.slice(-SAMPLES_TOGETHER).map((sample) => sample[of]));
  return { fromBytes, toBytes, share: toBytes / fromBytes - 1 };
}

export function isLeak({ share }: Growth): boolean {
  return !(share <= LARGEST_GROWTH);
}

/** What has not come back to rest. */
export function restless(before: Rest, after: Rest): string[] {
  const complaints = [
    after.socketCount > before.socketCount && `${after.socketCount} sockets are open, ${before.socketCount} before.`,
    after.databaseConnectionCount > before.databaseConnectionCount &&
      `${after.databaseConnectionCount} connections to the database, ${before.databaseConnectionCount} before.`,
    after.busyConnectionCount > 0 && `${after.busyConnectionCount} connections to the database are busy.`,
    after.waitingMailCount > 0 && `${after.waitingMailCount} mails wait in the outbox.`,
    after.cpuShare > LARGEST_CPU_SHARE && `${(after.cpuShare * 100).toFixed(0)} % of a processor is in use.`,
  ];
  return complaints.filter((complaint) => complaint !== false);
}
