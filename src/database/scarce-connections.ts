import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { ConnectionPool } from './native-client.js';

/** After this time, the pool tries again to open as many connections as it may. */
const FEWER_FOR_MILLIS = 10_000;

/** How often to try while other programs have all connections. Randomly more, so that requests do not try together. */
const RETRY_MILLIS = 100;

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const TOO_MANY_CONNECTIONS = '53300';

type Callback = Parameters<ConnectionPool['connect']>[0];

/**
 * Lets requests wait for a connection if PostgreSQL grants fewer than the pool may open, such as to a role with a
 * CONNECTION LIMIT: pg would fail the request that needs one more. The pool shrinks for a while to what it has, so that
 * requests queue for those; if it has none, it tries again until the time is up.
 *
 * @param timeoutMillis how long PostgreSQL may grant none at all.
 */
export function waitForConnections(pool: ConnectionPool, timeoutMillis: number): void {
  const open = pool.connect.bind(pool) as () => Promise<PoolClient>;
  const shrink = shrinking(pool);
  const connect = async (givesUpAt = performance.now() + timeoutMillis): Promise<PoolClient> => {
    try {
      return await open();
    } catch (error) {
      if ((error as { code?: string }).code !== TOO_MANY_CONNECTIONS || performance.now() >= givesUpAt) throw error;
    }
    shrink();
    if (pool.totalCount === 0) await sleep(RETRY_MILLIS * (1 + Math.random()));
    return connect(givesUpAt);
  };
  pool.connect = ((callback?: Callback) => {
    const connecting = connect();
    if (!callback) return connecting;
    const done = (client: PoolClient) => callback(undefined, client, client.release);
    connecting.then(done, (error: Error) => callback(error, undefined, () => {}));
  }) as ConnectionPool['connect'];
}

/** @returns what keeps a pool from opening more connections than it has, for a while. */
function shrinking(pool: ConnectionPool): () => void {
  const { max } = pool.options;
  const regrow = () => {
    pool.options.max = max;
  };
  return () => {
    if (pool.options.max === max) setTimeout(regrow, FEWER_FOR_MILLIS).unref();
    pool.options.max = Math.max(1, pool.totalCount);
  };
}
