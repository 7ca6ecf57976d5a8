import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { describeForLog } from '../errors/describe-for-log.js';
import type { Logger } from '../logger.js';
import type { Listening } from './notifications.js';

/** How long to wait before the next attempt to connect. */
const RETRY_MILLIS = 1000;

const CLOSE_TIMEOUT_MILLIS = 1000;

/** Told from the connections of the pool in `pg_stat_activity`. */
export const LISTENER_NAME = 'gatehouse-listener';

/** Holds the one connection that LISTENs, and makes a new one whenever PostgreSQL has dropped it. */
export class PostgresListener {
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly listening: Listening,
    private readonly log: Logger,
  ) {}

  /** Never throws: a database that is away is asked again until it answers. */
  async connect(): Promise<void> {
    const client = this.newClient();
    this.client = client;
    try {
      await client.connect();
      await client.query(`listen ${this.listening.channel}`);
      this.listening.onListening();
    } catch (error) {
      this.log.warn({ error: describeForLog(error) }, 'cannot listen to the database, it will be tried again');
      // Some failures end the connection by themselves, others leave it half open.
      client.end().catch(() => {});
      this.connectLater(client);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    // A PostgreSQL that has gone without a word does not answer that either.
    await Promise.race([this.client?.end(), sleep(CLOSE_TIMEOUT_MILLIS, undefined, { ref: false })]);
  }

  private newClient(): pg.Client {
    const timeouts = { connectionTimeoutMillis: 5000, query_timeout: 5000 };
    const client = new pg.Client({
      connectionString: this.url,
      application_name: LISTENER_NAME,
      keepAlive: true,
      keepAliveInitialDelayMillis: 30_000,
      ...timeouts,
    });
    client.on('notification', ({ payload }) => this.listening.onNotification(payload ?? ''));
    client.on('error', (error) => this.log.warn({ error: describeForLog(error) }, 'the listening connection broke'));
    client.once('end', () => this.connectLater(client));
    return client;
  }

  /** Once for each connection, however often it says that it broke. */
  private connectLater(broken: pg.Client): void {
    if (this.closed || broken !== this.client) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.connect(), RETRY_MILLIS).unref();
  }
}
