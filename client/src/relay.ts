import type { GatehouseClient } from './client.js';
import type { GraphQLResponse } from './graphql.js';

/** Relay's observer of a response. */
interface Observer {
  // biome-ignore lint/suspicious/noExplicitAny: Relay's own type of responses would need its package.
  readonly next?: ((response: any) => void) | undefined;
  readonly error?: ((error: Error) => void) | undefined;
  readonly complete?: (() => void) | undefined;
}

interface Operation {
  readonly name: string;
  readonly text?: string | null | undefined;
}

/** Fetches for Relay's `Network.create`. An operation that Relay no longer needs is aborted. */
export function gatehouseFetch(gatehouse: GatehouseClient) {
  return ({ name, text }: Operation, variables: object) => ({
    subscribe(observer: Observer) {
      const request = { query: text ?? '', variables, operationName: name };
      return start(observer, (signal) => gatehouse.execute(request, { signal }));
    },
  });
}

function start(observer: Observer, execute: (signal: AbortSignal) => Promise<GraphQLResponse>) {
  const controller = new AbortController();
  const { signal } = controller;
  execute(signal).then(
    (response) => {
      if (signal.aborted) return;
      observer.next?.(response);
      observer.complete?.();
    },
    (error) => signal.aborted || observer.error?.(error),
  );
  return { unsubscribe: () => controller.abort(), closed: false };
}
