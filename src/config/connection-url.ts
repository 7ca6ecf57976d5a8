import type { ClientConfig } from 'pg';
import { type ConnectionOptions as ParsedUrl, parse } from 'pg-connection-string';
import { ConnectionUrlError, checkParameters, readTls, type UrlParameters } from './connection-tls.js';

/** How to connect, for `pg`. */
export interface ConnectionOptions extends ClientConfig {
  /** https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-CHANNEL-BINDING */
  readonly enableChannelBinding?: boolean;
}

const ENCODE = 'percent-encode special characters in the user, the password and the database, such as %40 for "@"';
const SEVERAL_HOSTS = 'names several hosts; name one, such as a DNS name that always points to the primary';

/** The name of connections in `pg_stat_activity`, unless the URL sets one. */
export const APPLICATION_NAME = 'gatehouse';

const CONNECT_TIMEOUT_MILLIS = 5000;
const KEEP_ALIVE_DELAY_MILLIS = 30_000;

/** `postgresql://`, then the user and hosts, the path and the parameters. */
const URL_PARTS = /^postgres(?:ql)?:\/\/([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/i;

/**
 * Reads a connection URL with the parser of `pg` itself, for the pool, the listener, the command line and migrations
 * alike.
 * The SSL modes mean what they mean to libpq and to `psql`, as they will in the next major version of `pg`
 * (https://github.com/brianc/node-postgres/tree/master/packages/pg-connection-string#tcp-connections).
 *
 * @throws {ConnectionUrlError} the message repeats nothing of the URL, which contains a password.
 */
export function readConnectionUrl(url: string): ConnectionOptions {
  const [, authority = '', path = '', query = ''] = URL_PARTS.exec(url) ?? refuseShape(url);
  if (path.includes('@')) throw new ConnectionUrlError(`contains an "@" in its path; ${ENCODE}`);
  const parameters: UrlParameters = Object.fromEntries(new URLSearchParams(query));
  checkParameters(parameters);
  const hosts = [authority.split('@').at(-1), parameters.host].join('');
  if (hosts.includes(',')) throw new ConnectionUrlError(SEVERAL_HOSTS);
  const parsed = parseUrl(url);
  const host = parsed.host || undefined;
  return {
    ...readTarget(parsed, parameters, path),
    ...readSession(parameters),
    ...readTimeouts(parameters),
    ...readTls(parsed, parameters, host),
  };
}

function refuseShape(url: string): never {
  throw new ConnectionUrlError(
    url.includes('#') && /^postgres(ql)?:/.test(url)
      ? 'contains a "#", which must be written as %23'
      : 'must look like postgresql://user:password@host:5432/database',
  );
}

function parseUrl(url: string): ParsedUrl {
  // The system's certificates are those of Node.js; `system`, libpq's name for them, is not a file.
  const text = url.replace(/([?&])sslrootcert=system(?=&|$)/, '$1');
  try {
    return parse(text, { useLibpqCompat: !/[?&]uselibpqcompat=/.test(text) });
  } catch (error) {
    const { code, syscall, path } = error as NodeJS.ErrnoException;
    if (syscall)
      throw new ConnectionUrlError(`${parameterOfFile(url, path)} names a file that cannot be read (${code})`);
    throw new ConnectionUrlError(
      /verify-ca/.test((error as Error).message)
        ? 'sslmode=verify-ca needs sslrootcert, a file with the certificate of the authority; or use verify-full'
        : `cannot be read; ${ENCODE}`,
    );
  }
}

function parameterOfFile(url: string, path: string | undefined): string {
  const parameters = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  return [...parameters].find(([, value]) => value === path)?.[0] ?? 'sslrootcert, sslcert or sslkey';
}

function readTarget(parsed: ParsedUrl, { dbname }: UrlParameters, path: string) {
  const port = parsed.port ? Number(parsed.port) : undefined;
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536))
    throw new ConnectionUrlError('has a port that is not a number from 1 to 65535');
  // Not `parsed.database`, in which %2F and the like are still encoded.
  const database = path ? decodeURIComponent(path) : dbname;
  return {
    ...(parsed.host && { host: parsed.host }),
    ...(port && { port }),
    ...(database && { database }),
    ...(parsed.user && { user: parsed.user }),
    ...(parsed.password && { password: parsed.password }),
  };
}

function readSession(parameters: UrlParameters) {
  const { application_name, fallback_application_name, options } = parameters;
  const { statement_timeout, lock_timeout, idle_in_transaction_session_timeout, query_timeout } = parameters;
  return {
    application_name: application_name ?? fallback_application_name ?? APPLICATION_NAME,
    ...(options && { options }),
    ...(statement_timeout && { statement_timeout: Number(statement_timeout) }),
    ...(lock_timeout && { lock_timeout: Number(lock_timeout) }),
    ...(query_timeout && { query_timeout: Number(query_timeout) }),
    ...(idle_in_transaction_session_timeout && {
      idle_in_transaction_session_timeout: Number(idle_in_transaction_session_timeout),
    }),
  };
}

function readTimeouts({ connect_timeout, keepalives, keepalives_idle }: UrlParameters) {
  return {
    connectionTimeoutMillis: connect_timeout ? Number(connect_timeout) * 1000 : CONNECT_TIMEOUT_MILLIS,
    keepAlive: keepalives !== '0',
    keepAliveInitialDelayMillis: keepalives_idle ? Number(keepalives_idle) * 1000 : KEEP_ALIVE_DELAY_MILLIS,
  };
}
