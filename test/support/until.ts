import { setTimeout as sleep } from 'node:timers/promises';

/** Ample, as it costs nothing but where a test fails. */
const PATIENCE_MILLIS = 30_000;

/** Waits for what happens after the answer. Gives up in silence: the test then asserts what it waited for. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MILLIS;
  while (!(await condition()) && performance.now() < deadline) await sleep(10);
}
