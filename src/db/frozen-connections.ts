import { AsyncLocalStorage } from 'node:async_hooks';
import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';
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
  const timeoutMillis = timeoutSeconds * 1000;
  pool.on('connect', (client) => {
    const stream = client.connection.stream as Socket;
    const waitingSince = watchStatements(client);
    const cutIfFrozen = () => {
      if (performance.now() - waitingSince() > timeoutMillis) stream.destroy(timeoutError());
    };
    // Looks now and then: a timer for each statement would cost a tenth of the throughput.
    const timer = setInterval(cutIfFrozen, timeoutMillis / 10).unref();
    client.once('end', () => clearInterval(timer));
  });
}

/** Answers since when a statement that may not take long has been waiting for its answer; Infinity if none is. */
function watchStatements(client: PoolClient): () => number {
  let waitingSince = Number.POSITIVE_INFINITY;
  const { query } = client;
  client.query = (...statement: unknown[]) => {
    waitingSince = patience.getStore() ? Number.POSITIVE_INFINITY : performance.now();
    return Reflect.apply(query, client, statement);
  };
  client.on('drain', () => {
    waitingSince = Number.POSITIVE_INFINITY;
  });
  return () => waitingSince;
}

function timeoutError(): Error {
  return Object.assign(new Error('The database did not answer in time.'), { code: 'ETIMEDOUT' });
}
