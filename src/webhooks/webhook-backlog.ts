import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Clock } from '../clock.js';

/** Counted up to this number for each webhook, so that counting takes no longer the more there are. */
const MAX_COUNTED = 10_000;

/** What waits for receivers, for the metrics. */
export class WebhookBacklog {
  constructor(
    private readonly em: SqlEntityManager,
    private readonly clock: Clock,
  ) {}

  /** How long nothing could be delivered to the enabled webhook for which that is longest, in seconds; 0 if there is none. */
  async failingSeconds(): Promise<number> {
    const [row] = await this.em.fork().execute<{ since: Date | null }[]>(FAILING_SINCE);
    return row?.since ? Math.max(0, (this.clock().getTime() - new Date(row.since).getTime()) / 1000) : 0;
  }

  /** How many events wait for enabled webhooks, those of each counted up to 10,000. */
  async waitingEvents(): Promise<number> {
    const [row] = await this.em.fork().execute<{ count: number | string }[]>(WAITING_EVENTS);
    return Number(row?.count);
  }
}

const FAILING_SINCE = `select min(failing_since) as since from webhooks where state = 'ENABLED'`;

const WAITING_EVENTS = `
  select coalesce(sum(waiting.count), 0) as count from webhooks webhook cross join lateral (
    select count(*) from (
      select from webhook_deliveries where webhook_id = webhook.id and state = 'PENDING' limit ${MAX_COUNTED}) as counted
  ) as waiting where webhook.state = 'ENABLED'`;
