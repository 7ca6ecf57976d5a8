import pg from 'pg';
import { describeForLog } from '../errors/describe-for-log.js';
import type { Logger } from '../logger.js';
import type { Listening } from './notifications.js';

/** How long to wait before the next attempt to connect. */
const RETRY_MILLIS = 1000;

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
      await this.discard(client);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await this.client?.end();
  }

  private newClient(): pg.Client {
    const timeouts = { connectionTimeoutMillis: 5000, query_timeout: 5000 };
    const client = new pg.Client({
      connectionString: this.url,
      application_name: LISTENER_NAME,
      keepAlive: true,
      ...timeouts,
    });
    client.on('notification', ({ payload }) => this.listening.onNotification(payload ?? ''));
    client.on('error', (error) => this.log.warn({ error: describeForLog(error) }, 'the listening connection broke'));
    client.once('end', () => this.connectLater());
    return client;
  }

  /** Some failures end the connection by themselves, others leave it half open. */
  private async discard(client: pg.Client): Promise<void> {
    await client.end().catch(() => {});
    this.connectLater();
  }

  private connectLater(): void {
    if (this.closed) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.connect(), RETRY_MILLIS).unref();
  }
}
