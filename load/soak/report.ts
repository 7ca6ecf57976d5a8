import { alignColumns } from '../shared/table.ts';
import { growth, isLeak, LARGEST_GROWTH, type Rest, restless, type Sample } from './checks.ts';

export interface Soaked {
  readonly samples: readonly Sample[];
  readonly warmUpSeconds: number;
  readonly requestCount: number;
  /** Answers that were not as they should be. */
  readonly complaints: readonly string[];
  readonly before: Rest;
  readonly after: Rest;
}

const MEMORIES = { rssBytes: 'resident memory', heapBytes: 'heap' } as const;
type Memory = keyof typeof MEMORIES;

/** Everything that is wrong. */
export function violationsOf({ samples, warmUpSeconds, complaints, before, after }: Soaked): string[] {
  const leaks = (Object.keys(MEMORIES) as Memory[]).filter((of) => isLeak(growth(samples, warmUpSeconds, of)));
  const grown = leaks.map((of) => `The ${MEMORIES[of]} grew by more than ${LARGEST_GROWTH * 100} %.`);
  return [...complaints, ...grown, ...restless(before, after)];
}

export function describe(soaked: Soaked): string {
  const { samples, requestCount, before, after } = soaked;
  const violations = violationsOf(soaked);
  const minutes = [...Map.groupBy(samples, ({ atSeconds }) => Math.floor(atSeconds / 60)).values()];
  const memory = minutes.flatMap((minute) => minute.slice(-1)).map(memoryRow);
  return [
    alignColumns([['after s', 'resident MB', 'heap MB', 'sockets'], ...memory]),
    (Object.keys(MEMORIES) as Memory[]).map((of) => describeGrowth(soaked, of)).join('\n'),
    alignColumns([
      ['at rest', 'sockets', 'to the database', 'busy', 'mails waiting', 'CPU %'],
      restRow('before', before),
      restRow('after', after),
    ]),
    [`${requestCount} requests, ${violations.length} violations`, ...violations].join('\n'),
  ].join('\n\n');
}

function describeGrowth({ samples, warmUpSeconds }: Soaked, of: Memory): string {
  const { fromBytes, toBytes, share } = growth(samples, warmUpSeconds, of);
  const change = `${share < 0 ? '' : '+'}${(share * 100).toFixed(1)} %`;
  return `${MEMORIES[of]}: ${megabytes(fromBytes)} MB after ${warmUpSeconds} s, ${megabytes(toBytes)} MB at the end, ${change}`;
}

function memoryRow({ atSeconds, rssBytes, heapBytes, socketCount }: Sample): string[] {
  return [atSeconds.toFixed(0), megabytes(rssBytes), megabytes(heapBytes), String(socketCount)];
}

function restRow(when: string, rest: Rest): string[] {
  const counts = [rest.socketCount, rest.databaseConnectionCount, rest.busyConnectionCount, rest.waitingMailCount];
  return [when, ...counts.map(String), (rest.cpuShare * 100).toFixed(0)];
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
