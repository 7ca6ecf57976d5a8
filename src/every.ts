import { describeForLog, type Logger } from './logger.js';

/** Beyond 24.8 days Node.js fires at once, and again and again: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const MAX_DELAY_MILLIS = 2 ** 31 - 1;

/**
 * `setInterval` for intervals of any length. It does not keep the process running.
 *
 * @returns a function that stops it.
 */
function longInterval(intervalSeconds: number, act: () => void): () => void {
  let timer: NodeJS.Timeout;
  const waitFor = (millis: number): void => {
    const delay = Math.min(millis, MAX_DELAY_MILLIS);
    timer = setTimeout(() => (delay < millis ? waitFor(millis - delay) : tick()), delay).unref();
  };
  const tick = () => {
    waitFor(intervalSeconds * 1000);
    act();
  };
  waitFor(intervalSeconds * 1000);
  return () => clearTimeout(timer);
}

/**
 * Runs a job at intervals while the server runs, never twice at the same time.
 *
 * @param work receives a signal that is aborted on stopping, so that it can end early.
 * @returns a function that stops it and waits for the running job.
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
      .catch((error) => log.error({ error: describeForLog(error) }, `${name} failed; will try again`))
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
