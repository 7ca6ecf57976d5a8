import { describeForLog } from './errors/describe-for-log.js';
import type { Logger } from './logger.js';

/**
 * Does some work again and again while the server runs, never twice at a time.
 *
 * @returns what stops it, once work under way has ended.
 */
export function every(intervalSeconds: number, name: string, log: Logger, work: () => Promise<void>) {
  let running: Promise<void> | undefined;
  const run = () => {
    running ??= work()
      .catch((error) => log.error({ error: describeForLog(error) }, `${name} failed, it will be tried again`))
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(run, intervalSeconds * 1000).unref();
  return async (): Promise<void> => {
    clearInterval(timer);
    await running;
  };
}
