import { Counter, collectDefaultMetrics, Gauge, type GaugeConfiguration, Histogram, Registry } from 'prom-client';
import { ErrorCode } from '../../api/error-result.js';
import type { DatabasePool, MetricsSources } from './metrics-sources.js';
import { OK, type RequestRecord } from './request-record.js';

/** From read-only requests to logins under heavy load. */
const DURATION_BUCKETS_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * The metrics for Prometheus. All label values are names of the schema or codes of the server, so clients cannot
 * introduce others.
 */
export class Metrics {
  readonly registry = new Registry();
  private readonly registers = [this.registry];

  private readonly requests = new Counter({
    name: 'gatehouse_requests_total',
    help: 'GraphQL requests by operation (field of Query or Mutation; several, none) and outcome (ok, or an error code).',
    labelNames: ['operation', 'outcome'],
    registers: this.registers,
  });

  private readonly durations = new Histogram({
    name: 'gatehouse_request_duration_seconds',
    help: 'How long GraphQL requests took, by operation.',
    labelNames: ['operation'],
    buckets: DURATION_BUCKETS_SECONDS,
    registers: this.registers,
  });

  private readonly logins = new Counter({
    name: 'gatehouse_logins_total',
    help: 'Attempts to log in by outcome (ok, or an error code); one request may contain several.',
    labelNames: ['outcome'],
    registers: this.registers,
  });

  constructor(sources: MetricsSources) {
    const { registers } = this;
    collectDefaultMetrics({ register: this.registry });
    // Initialized, because Prometheus cannot compute the rate of a counter that appears with its first event.
    for (const outcome of [OK, ErrorCode.INVALID_CREDENTIALS]) this.logins.inc({ outcome }, 0);
    measureHashing(sources, registers);
    measureBlacklist(sources, registers);
    measureLiveConnections(sources, registers);
    measureReuses(sources, registers);
    measurePruning(sources, registers);
    if (sources.delivery) measureMail(sources.delivery, registers);
    measureWebhooks(sources, registers);
    if (sources.breachedPasswordLookups) measureLookups(sources.breachedPasswordLookups, registers);
    if (sources.databasePool) measurePool(sources.databasePool, registers);
    if (sources.databasePool) measureListener(sources, registers);
  }

  observe(record: RequestRecord, status: number, durationSeconds: number): void {
    const operation = operationLabel(record);
    this.requests.inc({ operation, outcome: record.outcome(status) });
    this.durations.observe({ operation }, durationSeconds);
    for (const { field, outcome } of record.fields) {
      if (field === 'login') this.logins.inc({ outcome });
    }
  }
}

/** `none`: rejected before execution, or introspection. */
function operationLabel({ fieldNames }: RequestRecord): string {
  if (fieldNames.length > 1) return 'several';
  return fieldNames[0] ?? 'none';
}

function measureHashing({ hashingQueueLength }: MetricsSources, registers: Registry[]): void {
  new Gauge({
    name: 'gatehouse_password_hash_queue_length',
    help: 'Passwords waiting for a hashing thread.',
    registers,
    collect() {
      this.set(hashingQueueLength());
    },
  });
}

/** What only the database knows. */
function measureByQuery(query: () => Promise<number>, gauge: GaugeConfiguration<never>): void {
  new Gauge({
    ...gauge,
    async collect() {
      this.set(await query().catch(() => Number.NaN));
    },
  });
}

function measureBlacklist({ blacklistedTokenCount }: MetricsSources, registers: Registry[]): void {
  measureByQuery(blacklistedTokenCount, {
    name: 'gatehouse_blacklisted_tokens',
    help: 'Entries of the blacklist; an estimate if there are many, NaN while the database is unreachable.',
    registers,
  });
}

function measureLiveConnections({ openLiveConnections }: MetricsSources, registers: Registry[]): void {
  new Gauge({
    name: 'gatehouse_live_connections',
    help: 'Open live connections by transport (websocket, event_stream).',
    labelNames: ['transport'],
    registers,
    collect() {
      for (const [transport, count] of Object.entries(openLiveConnections())) this.set({ transport }, count);
    },
  });
}

function measureReuses({ refreshTokenReuses }: MetricsSources, registers: Registry[]): void {
  new Counter({
    name: 'gatehouse_refresh_token_reuses_total',
    help: 'Sessions ended because a refresh token that had been used was presented again.',
    registers,
    collect() {
      this.reset();
      this.inc(refreshTokenReuses());
    },
  });
}

function measurePruning({ lastPruning }: MetricsSources, registers: Registry[]): void {
  new Gauge({
    name: 'gatehouse_last_pruning_timestamp_seconds',
    help: 'When this instance last deleted expired rows; when it started, if it has not yet.',
    registers,
    collect() {
      this.set(lastPruning().getTime() / 1000);
    },
  });
}

function measureMail(delivery: NonNullable<MetricsSources['delivery']>, registers: Registry[]): void {
  measureCounts(delivery.counts, {
    name: 'gatehouse_emails_total',
    help: 'Attempts to send an email by result (sent, failed, rejected, expired).',
    registers,
  });
  measureByQuery(() => delivery.oldestWaitSeconds(), {
    name: 'gatehouse_oldest_waiting_email_seconds',
    help: 'How long the oldest email that has not been sent has been waiting; NaN while the database is unreachable.',
    registers,
  });
}

function measureWebhooks({ webhookAttempts, webhookBacklog }: MetricsSources, registers: Registry[]): void {
  measureCounts(webhookAttempts, {
    name: 'gatehouse_webhook_attempts_total',
    help: 'Attempts to send an event to a webhook, by result (succeeded, failed, abandoned).',
    registers,
  });
  measureByQuery(() => webhookBacklog.failingSeconds(), {
    name: 'gatehouse_webhook_failing_seconds',
    help: 'How long nothing could be sent to the webhook for which that is longest; NaN while the database is unreachable.',
    registers,
  });
  measureByQuery(() => webhookBacklog.waitingEvents(), {
    name: 'gatehouse_webhook_events_waiting',
    help: 'Events that wait for enabled webhooks, up to 10,000 of each; NaN while the database is unreachable.',
    registers,
  });
}

function measureLookups(lookups: Readonly<Record<string, number>>, registers: Registry[]): void {
  measureCounts(lookups, {
    name: 'gatehouse_breached_password_lookups_total',
    help: 'Passwords looked up in the list of breached ones, by result (breached, unknown, unavailable).',
    registers,
  });
}

/** A counter of what someone else counts, by `result`. */
function measureCounts(
  counts: Readonly<Record<string, number>>,
  counter: { readonly name: string; readonly help: string; readonly registers: Registry[] },
): void {
  new Counter({
    ...counter,
    labelNames: ['result'],
    collect() {
      this.reset();
      for (const [result, count] of Object.entries(counts)) this.inc({ result }, count);
    },
  });
}

function measureListener({ isListening }: MetricsSources, registers: Registry[]): void {
  new Gauge({
    name: 'gatehouse_database_listening',
    help: 'Whether this instance receives the notifications of other instances: 1, or 0 while that connection is lost.',
    registers,
    collect() {
      this.set(isListening() ? 1 : 0);
    },
  });
}

function measurePool(pool: DatabasePool, registers: Registry[]): void {
  new Gauge({
    name: 'gatehouse_database_connections',
    help: 'Open connections to the database by state (used, free).',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'free' }, pool.idleCount);
    },
  });
  new Gauge({
    name: 'gatehouse_database_waiting_requests',
    help: 'Statements and transactions waiting for a connection to the database.',
    registers,
    collect() {
      this.set(pool.waitingCount);
    },
  });
}
