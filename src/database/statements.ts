import { DefaultLogger, type LogContext, type LoggerOptions, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';

/** A statement that was run. */
export interface Statement {
  /** The verb and the tables, such as `SELECT users`; no values. */
  readonly summary: string;
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  readonly durationMillis: number;
  readonly failed: boolean;
}

export type StatementListener = (statement: Statement) => void;

/** Reports each statement that MikroORM has run; its options offer no other hook. */
export function statementLogger(listener: StatementListener) {
  return (options: LoggerOptions) => new StatementLogger(options, listener);
}

class StatementLogger extends DefaultLogger {
  constructor(
    options: LoggerOptions,
    private readonly listener: StatementListener,
  ) {
    super(options);
  }

  override logQuery(context: { query: string } & LogContext): void {
    super.logQuery(context);
    const { query, took, level } = context;
    if (took === undefined) return;
    this.listener({
      summary: summarize(query),
      startedAt: Date.now() - took,
      durationMillis: took,
      failed: level === 'error',
    });
  }
}

/** https://opentelemetry.io/docs/specs/semconv/database/database-spans/#generating-a-summary-of-the-query */
export function summarize(query: string): string {
  const verb = /^\s*(\w+)/.exec(query)?.[1]?.toUpperCase() ?? '';
  const tables = query.matchAll(/(?:\bfrom|\binto|(?<!for )\bupdate|\bjoin)\s+"?(\w+)/gi);
  return [verb, ...new Set([...tables].map(([, table]) => table))].join(' ');
}

/** Reports a statement that bypasses MikroORM. */
export async function reportStatement<T>(
  listener: StatementListener,
  summary: string,
  run: () => Promise<T>,
): Promise<T> {
  const startedAt = performance.timeOrigin + performance.now();
  let failed = true;
  try {
    const result = await run();
    failed = false;
    return result;
  } finally {
    listener({ summary, startedAt, durationMillis: performance.timeOrigin + performance.now() - startedAt, failed });
  }
}

/** Makes transactions that lock the same text run one after the other, even before there is any row to lock. */
export async function lockText(tx: SqlEntityManager, text: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${text}, 0))`);
}
