import { createClient as createEventStreamClient } from 'graphql-sse';
import { createClient as createWebSocketClient } from 'graphql-ws';

export const SESSION_ENDED = 'subscription { sessionEnded { sessionId reason endedAt } }';

/** What a subscription was told until the server refused or completed it, or closed its connection. */
export interface Told {
  // biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests are there to assert.
  readonly results: any[];
  readonly completed: boolean;
  readonly closeCode?: number;
  readonly closeReason?: string;
}

/** A device that waits to be told of its session's end. */
export interface Watcher {
  /** What it has been told so far. */
  readonly results: Told['results'];
  readonly told: Promise<Told>;
  /** Resolves when the server completes the subscription. A WebSocket may stay open. */
  readonly completed: Promise<void>;
  stop(): void;
}

export interface WatchOptions {
  readonly query?: string;
  readonly variables?: Record<string, unknown>;
  /** The payload of `connection_init`; holds the token by default. */
  readonly params?: Record<string, unknown>;
  /** Of the request for an event stream; hold the token by default. */
  readonly headers?: Record<string, string>;
}

/** Subscribes with graphql-ws. Answers once the server has the subscription, or has closed the connection. */
export async function watchByWebSocket(url: string, token: string, options: WatchOptions = {}): Promise<Watcher> {
  const { query = SESSION_ENDED, variables, params = { authorization: `Bearer ${token}` } } = options;
  const { results, sink, told, completed, subscribed, end } = newWatch();
  const client = createWebSocketClient({
    url: url.replace('http', 'ws'),
    connectionParams: params,
    retryAttempts: 0,
    // So that it is the server who closes the connection.
    lazy: false,
    onNonLazyError: () => {},
    on: {
      // The subscription is sent right after this; when a ping after that is answered, the server has it.
      connected: (socket) => void setTimeout(() => (socket as WebSocket).send('{"type":"ping"}')),
      pong: (received) => received && subscribed.resolve(),
      closed: (event) => {
        end(event as CloseEvent);
        Promise.resolve(client.dispose()).catch(() => {});
      },
    },
  });
  client.subscribe({ query, variables }, sink);
  await subscribed.promise;
  return { results, told, completed, stop: () => client.terminate() };
}

/** Subscribes with graphql-sse. Answers once the server has answered. */
export async function watchByEventStream(url: string, token: string, options: WatchOptions = {}): Promise<Watcher> {
  const { query = SESSION_ENDED, variables = {}, headers = { authorization: `Bearer ${token}` } } = options;
  const { results, sink, told, completed, subscribed, end } = newWatch();
  const client = createEventStreamClient({
    url: `${url}/stream`,
    headers,
    retryAttempts: 0,
    on: { connected: () => subscribed.resolve() },
  });
  const complete = () => {
    sink.complete();
    end();
  };
  client.subscribe({ query, variables }, { next: sink.next, error: () => end(), complete });
  await subscribed.promise;
  return { results, told, completed, stop: () => client.dispose() };
}

/** Both ways to subscribe. */
export const TRANSPORTS = { WebSocket: watchByWebSocket, 'event stream': watchByEventStream };

function newWatch() {
  const results: unknown[] = [];
  const [subscribed, told] = [Promise.withResolvers<void>(), Promise.withResolvers<Told>()];
  const completion = Promise.withResolvers<void>();
  let completed = false;
  const sink = {
    next: (result: unknown) => void results.push(result),
    // Errors of GraphQL, when the operation was refused; or why the connection is no more, which ends it elsewhere.
    error: (errors: unknown) => {
      if (!Array.isArray(errors)) return;
      results.push({ errors });
      end();
    },
    complete: () => {
      completed = true;
      completion.resolve();
    },
  };
  const end = (closed?: CloseEvent) => {
    subscribed.resolve();
    told.resolve({ results, completed, ...(closed && { closeCode: closed.code, closeReason: closed.reason }) });
  };
  return { results, sink, told: told.promise, completed: completion.promise, subscribed, end };
}
