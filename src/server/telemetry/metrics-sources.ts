import type { MailDelivery } from '../../mail/mail-delivery.js';
import type { SubscriptionTransport } from '../subscriptions/connections.js';

/** What is measured only when Prometheus scrapes. */
export interface MetricsSources {
  /** Passwords waiting for a hashing thread. */
  hashingQueueLength(): number;
  blacklistedTokenCount(): Promise<number>;
  /** Undefined on the embedded database, which has one connection. */
  readonly databasePool: DatabasePool | undefined;
  openLiveConnections(): Readonly<Record<SubscriptionTransport, number>>;
  /** How often passwords were looked up, by the result; undefined if they are not. */
  readonly breachedPasswordLookups: Readonly<Record<string, number>> | undefined;
  /** How many sessions were ended because a used refresh token was presented again. */
  refreshTokenReuses(): number;
  /** Undefined if no email is sent. */
  readonly delivery: Pick<MailDelivery, 'counts' | 'oldestWaitSeconds'> | undefined;
  /** Attempts to send an event to a webhook, by the result. */
  readonly webhookAttempts: Readonly<Record<string, number>>;
  readonly webhookBacklog: WebhookBacklogSource;
  /** Undefined on the embedded database, which needs no connection for it. */
  isListening(): boolean | undefined;
  lastPruning(): Date;
}

export interface WebhookBacklogSource {
  failingSeconds(): Promise<number>;
  waitingEvents(): Promise<number>;
}

/** A pool of `pg`: https://node-postgres.com/apis/pool#properties */
export interface DatabasePool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}
