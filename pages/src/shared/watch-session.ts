import { createClient } from 'graphql-sse';
import { gatehouse } from './gatehouse';

// graphql-sse counts a stream without events as a failed attempt.
const live = createClient({ url: `${gatehouse.url}/stream`, fetchFn: gatehouse.fetch, retryAttempts: Infinity });

/**
 * Signs out as soon as the session has ended elsewhere. After every event a refresh finds out whether it has: a change of
 * the password here ends the session, too, and starts the next one.
 *
 * @returns a function that stops watching.
 */
export function watchSession(): () => void {
  const check = () => void gatehouse.refresh().then(watch, () => {});
  const sink = { next: check, error: check, complete: () => {} };
  let stop = () => {};
  function watch() {
    stop();
    stop = () => {};
    if (gatehouse.isSignedIn()) stop = live.subscribe({ query: 'subscription { sessionEnded { reason } }' }, sink);
  }
  watch();
  const unsubscribe = gatehouse.subscribe(watch);
  return () => {
    unsubscribe();
    stop();
  };
}
