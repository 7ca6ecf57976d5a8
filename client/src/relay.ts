import type { GatehouseClient } from './client.js';
import type { GraphQLAnswer } from './graphql.js';

/** Whoever waits for an answer, as Relay has it. */
interface Observer {
  // biome-ignore lint/suspicious/noExplicitAny: Relay has a type of its own for answers, which needs its package.
  readonly next?: ((answer: any) => void) | undefined;
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

function start(observer: Observer, execute: (signal: AbortSignal) => Promise<GraphQLAnswer>) {
  const controller = new AbortController();
  const { signal } = controller;
  execute(signal).then(
    (answer) => {
      if (signal.aborted) return;
      observer.next?.(answer);
      observer.complete?.();
    },
    (error) => signal.aborted || observer.error?.(error),
  );
  return { unsubscribe: () => controller.abort(), closed: false };
}
