import { userInfo } from 'node:os';
import pg from 'pg';
import type { ConnectionOptions } from '../config/connection-url.js';

declare module 'pg' {
  interface Client {
    /** The parameters that a connection begins with. */
    getStartupConf(): Record<string, string>;
  }
}

/**
 * What the types of values, as text, depend on. These may be set for a role or a database; as parameters of the connection
 * they count for more, and poolers keep them for each client: JDBC sends the same
 * (https://www.pgbouncer.org/config.html#ignore_startup_parameters).
 */
export const STARTUP_PARAMETERS = { client_encoding: 'UTF8', DateStyle: 'ISO, MDY', TimeZone: 'UTC' };

// As libpq does. `pg` asks the environment variable USER alone, which containers often lack.
pg.defaults.user ||= operatingSystemUser();

/** A connection to PostgreSQL, for whatever purpose. */
export class PostgresClient extends pg.Client {
  constructor(options: ConnectionOptions) {
    super(options);
    if (options.enableChannelBinding) requireChannelBinding(this.connection);
  }

  override getStartupConf(): Record<string, string> {
    return { ...super.getStartupConf(), ...STARTUP_PARAMETERS };
  }
}

/** The connections of a pool, which passes on options of its own: the parsers of values are MikroORM's. */
export function pooledClient(options: ConnectionOptions): new (poolOptions?: pg.PoolConfig) => pg.Client {
  return class extends PostgresClient {
    constructor({ types }: pg.PoolConfig = {}) {
      super({ ...options, types });
    }
  };
}

/** For people: the server and the database that a connection is made to, defaults included. */
export function describeLocation(options: ConnectionOptions): string {
  const { host, port, database } = new PostgresClient(options);
  return `${host.includes(':') ? `[${host}]` : host}:${port}/${database}`;
}

/** `pg` would do without, if the server offered none: to somebody in between, say. */
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
    // A user ID without a name, as some container platforms make up.
    return undefined;
  }
}
