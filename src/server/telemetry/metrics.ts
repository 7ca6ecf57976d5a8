import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ErrorCode } from '../../api/error-result.js';
import type { SubscriptionTransport } from '../subscriptions/connections.js';
import { OK, type RequestRecord } from './request-record.js';

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
}

/** A pool of `pg`: https://node-postgres.com/apis/pool#properties */
export interface DatabasePool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

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
    if (sources.breachedPasswordLookups) measureLookups(sources.breachedPasswordLookups, registers);
    if (sources.databasePool) measurePool(sources.databasePool, registers);
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

function measureBlacklist({ blacklistedTokenCount }: MetricsSources, registers: Registry[]): void {
  new Gauge({
    name: 'gatehouse_blacklisted_tokens',
    help: 'Entries of the blacklist; an estimate if there are many, NaN while the database is unreachable.',
    registers,
    async collect() {
      this.set(await blacklistedTokenCount().catch(() => Number.NaN));
    },
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

function measureLookups(lookups: Readonly<Record<string, number>>, registers: Registry[]): void {
  new Counter({
    name: 'gatehouse_breached_password_lookups_total',
    help: 'Passwords looked up in the list of breached ones, by result (breached, unknown, unavailable).',
    labelNames: ['result'],
    registers,
    collect() {
      this.reset();
      for (const [result, count] of Object.entries(lookups)) this.inc({ result }, count);
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
