import type { PoolClient } from 'pg';
import type { ConnectionPool } from './native-client.js';

/** By then, whoever had the connection has noticed, and has given it back if they ever do. */
const GRACE_MILLIS = 1000;

/**
 * Takes connections that broke off out of the pool. Kysely does not give a connection back when the rollback on it fails,
 * as it does when PostgreSQL is restarted in the middle of a transaction: each would take one of the pool's places for good.
 */
export function discardLostConnections(pool: ConnectionPool): void {
  const taken = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => taken.add(client));
  pool.on('release', (_error, client) => taken.delete(client));
  pool.on('connect', (client) => {
    const discard = () => taken.has(client) && client.release(true);
    client.once('end', () => setTimeout(discard, GRACE_MILLIS).unref());
  });
}
