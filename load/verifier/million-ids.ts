import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Verifier } from 'gatehouse-verifier';

const COUNT = 1_000_000;

const INSERT = `insert into blacklisted_tokens (id, user_id, reason, blacklisted_at, expires_at)
  select gen_random_uuid(), gen_random_uuid(), 'LOGOUT', now(), now() + interval '1 hour' from generate_series(1, ${COUNT})`;

export interface MillionIds {
  readonly verifier: Verifier;
  readonly revokedCount: number;
  /** Until the first snapshot was complete. */
  readonly seconds: number;
  /** By how much what the process keeps has grown: the heap and what is beside it. */
  readonly megabytes: number;
}

/** Has a million sessions end, and a service start. */
export async function loadMillionIds(
  execute: (statement: string) => Promise<void>,
  start: () => Promise<Verifier>,
): Promise<MillionIds> {
  await execute(INSERT);
  const before = keptBytes();
  const startedAt = performance.now();
  const verifier = await start();
  const seconds = (performance.now() - startedAt) / 1000;
  const megabytes = (keptBytes() - before) / 1e6;
  return { verifier, revokedCount: verifier.state().revokedCount, seconds, megabytes };
}

function keptBytes(): number {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  // What the first one frees may free more.
  for (let count = 0; count < 3; count += 1) collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
