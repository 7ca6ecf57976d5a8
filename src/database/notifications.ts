import { setTimeout as sleep } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { Config } from '../config/config.js';
import { APPLICATION_NAME, type ConnectionOptions, readConnectionUrl } from '../config/connection-url.js';
import { describeForLog, type Logger } from '../logger.js';
import type { Database } from './database.js';
import { nativeClient } from './native-client.js';
import { PostgresClient } from './postgres-client.js';
import { SessionSettings } from './session-settings.js';

/** A listener of a channel. */
export interface Listening {
  /** Lowercase letters and underscores. */
  readonly channel: string;
  onNotification(payload: string): void;
  /** Called when listening starts. Earlier notifications may have been missed. */
  onListening(): void;
}

/** How long to wait before the next attempt to connect. */
const RETRY_MILLIS = 1000;

const CLOSE_TIMEOUT_MILLIS = 1000;

const QUERY_TIMEOUT_MILLIS = 5000;

/** Appended to the name of the pool's connections, to distinguish them in `pg_stat_activity`. */
const NAME_SUFFIX = '-listener';

export const LISTENER_NAME = `${APPLICATION_NAME}${NAME_SUFFIX}`;

/** Owns the one connection that LISTENs, and reconnects whenever it is lost. */
export class PostgresListener {
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private closed = false;
  /** Of those that pg is given: to queue them itself is deprecated. */
  private lastQuery: Promise<unknown> = Promise.resolve();
  /** False from the loss of the connection until there is another one. */
  isListening = false;
  connectionCount = 0;
  private readonly session = new SessionSettings();
  private readonly connection: ConnectionOptions;

  constructor(
    url: string,
    private readonly listening: Listening,
    private readonly log: Logger,
  ) {
    this.connection = readConnectionUrl(url);
  }

  /** Never throws; retries until the database responds. */
  async connect(): Promise<void> {
    const client = this.newClient();
    this.client = client;
    try {
      await client.connect();
      await this.session.pin(client);
      await client.query(`listen ${this.listening.channel}`);
      this.isListening = true;
      this.connectionCount += 1;
      this.listening.onListening();
    } catch (error) {
      this.log.warn({ error: describeForLog(error) }, 'cannot listen to the database; will try again');
      // Some failures end the connection by themselves, others leave it half open.
      client.end().catch(() => {});
      this.connectLater(client);
    }
  }

  /**
   * Runs a statement on the listening connection, in turn with the notifications and with other statements. A result
   * proves that the connection is alive; one that stays silent is replaced.
   *
   * @throws the connection is lost, even if there is another one when it is the statement's turn, or the statement failed.
   */
  query<Row>(text: string, values: unknown[]): Promise<Row[]> {
    const { client } = this;
    const result = this.lastQuery.then(() => this.queryNext<Row>(client, text, values));
    this.lastQuery = result.catch(() => {});
    return result;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    // If PostgreSQL has disappeared, it does not respond to that either.
    await Promise.race([this.client?.end(), sleep(CLOSE_TIMEOUT_MILLIS, undefined, { ref: false })]);
  }

  private async queryNext<Row>(client: pg.Client | undefined, text: string, values: unknown[]): Promise<Row[]> {
    if (!client || client !== this.client || !this.isListening) throw new NotListeningError();
    try {
      return (await client.query(text, values)).rows as Row[];
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) client.connection.stream.destroy();
      throw error;
    }
  }

  private newClient(): pg.Client {
    const { application_name, ...options } = this.connection;
    const name = `${application_name}${NAME_SUFFIX}`;
    const client = new PostgresClient({ ...options, application_name: name, query_timeout: QUERY_TIMEOUT_MILLIS });
    client.on('notification', ({ payload }) => this.listening.onNotification(payload ?? ''));
    client.on('error', (error) => this.log.warn({ error: describeForLog(error) }, 'the listening connection was lost'));
    client.once('end', () => this.connectLater(client));
    return client;
  }

  /** Runs once for each connection, even if it reports several errors. */
  private connectLater(broken: pg.Client): void {
    if (this.closed || broken !== this.client) return;
    this.isListening = false;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.connect(), RETRY_MILLIS).unref();
  }
}

/** There is no listening connection at the moment. */
export class NotListeningError extends Error {
  constructor() {
    super('The listening connection is lost.');
  }
}

/** Notifications that are being received. */
export interface Listener {
  /** Undefined on the embedded database, where there is no connection to be lost. */
  readonly isListening: boolean | undefined;
  /** How many listening connections there have been, with the one that is open. */
  readonly connectionCount: number;
  /** As PostgresListener's. */
  query<Row>(text: string, values: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Listens until closed, on a dedicated connection to PostgreSQL or in the embedded database. */
export async function listen(
  database: Database,
  config: Pick<Config, 'databaseUrl'> & Partial<Pick<Config, 'databaseListenUrl'>>,
  listening: Listening,
  log: Logger,
): Promise<Listener> {
  if (!config.databaseUrl) {
    const pglite = (await nativeClient(database.em)) as PGlite;
    const close = await pglite.listen(listening.channel, listening.onNotification);
    const query = async <Row>(text: string, values: unknown[]) => (await pglite.query<Row>(text, values)).rows;
    return { isListening: undefined, connectionCount: 1, query, close };
  }
  const listener = new PostgresListener(config.databaseListenUrl ?? config.databaseUrl, listening, log);
  await listener.connect();
  return listener;
}
