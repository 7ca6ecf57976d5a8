import { describeForLog } from './api/describe-for-log.js';
import type { Logger } from './logger.js';
import { longInterval } from './long-interval.js';

/**
 * Does some work again and again while the server runs, never twice at a time.
 *
 * @param work gets a signal, aborted when it is to stop: for work that can end early.
 * @returns what stops it, once work under way has ended.
 */
export function every(
  intervalSeconds: number,
  name: string,
  log: Logger,
  work: (stopping: AbortSignal) => Promise<void>,
) {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const run = () => {
    running ??= work(stopping.signal)
      .catch((error) => log.error({ error: describeForLog(error) }, `${name} failed, it will be tried again`))
      .finally(() => {
        running = undefined;
      });
  };
  const end = longInterval(intervalSeconds, run);
  return async (): Promise<void> => {
    end();
    stopping.abort();
    await running;
  };
}
