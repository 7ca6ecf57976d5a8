import { AsyncLocalStorage } from 'node:async_hooks';
import type { Socket } from 'node:net';
import type { ConnectionPool } from './native-client.js';

const patience = new AsyncLocalStorage<'endless'>();

/** Does work whose statements may take long, and which no client waits for. */
export function withoutTimeout<T>(work: () => Promise<T>): Promise<T> {
  return patience.run('endless', work);
}

/**
 * Cuts connections on which PostgreSQL keeps silent while it owes an answer: nothing else tells when it has vanished
 * without a word. `query_timeout` of pg would give up the statement alone, and MikroORM put the connection back into the
 * pool, for others to wait in vain.
 */
export function cutFrozenConnections(pool: ConnectionPool, timeoutSeconds: number): void {
  pool.on('connect', (client) => {
    const stream = client.connection.stream as Socket;
    const { query } = client;
    client.query = (...statement: unknown[]) => {
      stream.setTimeout(patience.getStore() ? 0 : timeoutSeconds * 1000);
      return Reflect.apply(query, client, statement);
    };
    client.on('drain', () => stream.setTimeout(0));
    stream.on('timeout', () => stream.destroy(timeoutError()));
  });
}

function timeoutError(): Error {
  return Object.assign(new Error('The database did not answer in time.'), { code: 'ETIMEDOUT' });
}
