import { AsyncLocalStorage } from 'node:async_hooks';
import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';
import pg from 'pg';
import type { ConnectionPool } from './native-client.js';

const patience = new AsyncLocalStorage<'endless'>();

/** Does work whose statements may take long however well the database is. */
export function withoutTimeout<T>(work: () => Promise<T>): Promise<T> {
  return patience.run('endless', work);
}

/** How long a message to cancel a statement may take to be sent. */
const CANCEL_TIMEOUT_MILLIS = 5000;

/** What pg knows of a connection, beyond its types. */
type Backend = Omit<PoolClient, 'ssl'> & {
  readonly processID: number;
  readonly secretKey: number;
  readonly ssl: boolean | object;
  readonly sslNegotiation: 'postgres' | 'direct';
};

/** What pg can do with a connection, beyond its types. */
type BareConnection = pg.Connection & {
  connect(port: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
};

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
      if (performance.now() - waitingSince() < timeoutMillis) return;
      cancelStatement(client as unknown as Backend);
      stream.destroy(timeoutError());
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

/**
 * A server that is there after all, and waits for a lock, would go on doing so without its client, and at last do what
 * was asked: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS
 */
function cancelStatement({ host, port, ssl, sslNegotiation, processID, secretKey }: Backend): void {
  // Encrypted like the connection itself: who could read the key could cancel what comes after, too.
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
