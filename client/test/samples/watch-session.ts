import type { GatehouseClient } from 'gatehouse-client';

/** A client of graphql-ws or of graphql-sse. */
interface Live {
  subscribe(request: { query: string }, sink: { next(): void; error(): void; complete(): void }): () => void;
}

/**
 * Signs out as soon as the session has ended elsewhere. After every event a refresh finds out whether it has: a change of
 * the password on this device ends the session, too, and starts the next one.
 */
export function watchSession(gatehouse: GatehouseClient, live: Live): void {
  const check = () => void gatehouse.refresh().then(watch, () => {});
  const sink = { next: check, error: check, complete: () => {} };
  let stop = () => {};
  function watch() {
    stop();
    if (gatehouse.isSignedIn()) stop = live.subscribe({ query: 'subscription { sessionEnded { reason } }' }, sink);
  }
  watch();
  gatehouse.subscribe(watch);
}
