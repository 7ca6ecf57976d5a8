/** Beyond 24.8 days Node.js fires at once, and again and again: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const MAX_DELAY_MILLIS = 2 ** 31 - 1;

/**
 * `setInterval` for intervals of any length. It does not keep the process running.
 *
 * @returns what ends it.
 */
export function longInterval(intervalSeconds: number, act: () => void): () => void {
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
