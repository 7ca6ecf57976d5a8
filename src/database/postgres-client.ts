import { userInfo } from 'node:os';
import pg from 'pg';
import type { ConnectionOptions } from '../config/connection-url.js';

declare module 'pg' {
  interface Client {
    /** The parameters that a connection starts with. */
    getStartupConf(): Record<string, string>;
  }
}

/**
 * Settings that determine how values are represented as text. A role or a database may set them, but parameters of the
 * connection take precedence, and poolers keep them for each client. JDBC sends the same
 * (https://www.pgbouncer.org/config.html#ignore_startup_parameters).
 */
export const STARTUP_PARAMETERS = { client_encoding: 'UTF8', DateStyle: 'ISO, MDY', TimeZone: 'UTC' };

// Like libpq. `pg` only reads the environment variable USER, which containers often lack.
pg.defaults.user ||= operatingSystemUser();

/** The base of every connection to PostgreSQL. */
export class PostgresClient extends pg.Client {
  constructor(options: ConnectionOptions) {
    super(options);
    if (options.enableChannelBinding) requireChannelBinding(this.connection);
  }

  override getStartupConf(): Record<string, string> {
    return { ...super.getStartupConf(), ...STARTUP_PARAMETERS };
  }
}

/** Creates the class of a pool's connections. Of the pool's own options, it keeps only MikroORM's value parsers. */
export function pooledClient(options: ConnectionOptions): new (poolOptions?: pg.PoolConfig) => pg.Client {
  return class extends PostgresClient {
    constructor({ types }: pg.PoolConfig = {}) {
      super({ ...options, types });
    }
  };
}

/** The server and the database of a connection, including defaults, for display. */
export function describeLocation(options: ConnectionOptions): string {
  const { host, port, database } = new PostgresClient(options);
  return `${host.includes(':') ? `[${host}]` : host}:${port}/${database}`;
}

/** `pg` would continue without channel binding if the server, or a man in the middle, offers none. */
function requireChannelBinding(connection: pg.Connection): void {
  const refuse = () => connection.stream.destroy(new Error('The server offers no channel binding.'));
  let offered = false;
  connection.prependListener('authenticationSASL', ({ mechanisms }: { mechanisms: string[] }) => {
    offered = mechanisms.includes('SCRAM-SHA-256-PLUS');
    if (!offered) refuse();
  });
  connection.prependListener('authenticationCleartextPassword', refuse);
  connection.prependListener('authenticationMD5Password', refuse);
  connection.prependListener('authenticationOk', () => offered || refuse());
}

function operatingSystemUser(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    // A user ID without a name, as on some container platforms.
    return undefined;
  }
}
