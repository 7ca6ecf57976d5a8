import { AsyncLocalStorage } from 'node:async_hooks';
import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';
import pg from 'pg';
import type { ConnectionPool } from './native-client.js';

const patience = new AsyncLocalStorage<'endless'>();

/** Runs work whose statements may take long even if the database is healthy. */
export function withoutTimeout<T>(work: () => Promise<T>): Promise<T> {
  return patience.run('endless', work);
}

/** How long sending a cancel request may take. */
const CANCEL_TIMEOUT_MILLIS = 5000;

/** Properties of a connection that pg's types lack. */
type Backend = Omit<PoolClient, 'ssl'> & {
  readonly processID: number;
  readonly secretKey: number;
  readonly ssl: boolean | object;
  readonly sslNegotiation: 'postgres' | 'direct';
};

/** Methods of a connection that pg's types lack. */
type BareConnection = pg.Connection & {
  connect(port: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
};

/**
 * Cuts connections on which PostgreSQL owes a response but stays silent, because nothing else reveals that it has
 * disappeared. With pg's `query_timeout`, only the statement would fail, and MikroORM would return the connection to
 * the pool, where others would wait in vain: https://github.com/brianc/node-postgres/issues/3399
 */
export function cutFrozenConnections(pool: ConnectionPool, timeoutSeconds: number): void {
  const timeoutMillis = timeoutSeconds * 1000;
  pool.on('connect', (client) => {
    const stream = client.connection.stream as Socket;
    const waitingSince = watchStatements(client);
    const cutIfFrozen = () => {
      if (performance.now() - waitingSince() < timeoutMillis) return;
      cancelStatement(client as unknown as Backend);
      stream.destroy(timeoutError());
    };
    // Polls, because a timer for each statement would cost a tenth of the throughput.
    const timer = setInterval(cutIfFrozen, timeoutMillis / 10).unref();
    client.once('end', () => clearInterval(timer));
  });
}

/** @returns since when a statement with a time limit has been waiting for its response; Infinity if none is. */
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

/**
 * A server that is alive after all, and waiting for a lock, would continue without its client and finally run the
 * statement: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS
 */
function cancelStatement({ host, port, ssl, sslNegotiation, processID, secretKey }: Backend): void {
  // Encrypted like the connection itself, because anyone who can read the key can also cancel later statements.
  const connection = new pg.Connection({ ssl, sslNegotiation } as pg.ConnectionConfig) as BareConnection;
  const socket = connection.stream as Socket;
  const send = () => {
    connection.cancel(processID, secretKey);
    connection.stream.end();
  };
  connection.on('connect', () => {
    if (!ssl) send();
    else if (sslNegotiation !== 'direct') connection.requestSsl();
  });
  connection.on('sslconnect', send).on('error', () => {});
  socket.setTimeout(CANCEL_TIMEOUT_MILLIS, () => socket.destroy()).unref();
  if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`);
  else connection.connect(port, host);
}

function timeoutError(): Error {
  return Object.assign(new Error('The database did not respond in time.'), { code: 'ETIMEDOUT' });
}

/** After this time, the owner of the connection has noticed and, if it ever does, released it. */
const GRACE_MILLIS = 1000;

/**
 * Removes broken connections from the pool. Kysely does not release a connection if the rollback on it fails, as it
 * does when PostgreSQL restarts in the middle of a transaction: each would occupy a slot of the pool forever. Needed
 * until https://github.com/kysely-org/kysely/issues/1990 is fixed.
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
