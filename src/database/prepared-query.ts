import { createHash } from 'node:crypto';
import type { Logger } from '../logger.js';
import type { Database } from './database.js';
import { type ConnectionPool, isPGlite, nativeClient } from './native-client.js';
import { reportStatement, summarize } from './statements.js';

/** Runs one statement with values for `$1`, `$2` ... Dates are returned as text. */
export type PreparedQuery<Row> = (values: unknown[]) => Promise<Row[]>;

/**
 * A statement that PostgreSQL parses once per connection, or every time if prepared statements do not persist. MikroORM
 * writes the values into the text of every statement, which is twice the work for a statement that every authenticated
 * request runs.
 */
export async function prepareQuery<Row>(
  database: Database,
  name: string,
  text: string,
  log: Logger,
): Promise<PreparedQuery<Row>> {
  const run = await prepare<Row>(database, name, text, log);
  const { onStatement } = database;
  return onStatement ? (values) => reportStatement(onStatement, summarize(text), () => run(values)) : run;
}

/**
 * The name of a prepared statement. Behind a pooler, several programs share a connection and use existing statements as
 * their own, so a name must never refer to a different statement, for example of another version of this server.
 */
export function statementName(name: string, text: string): string {
  return `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

async function prepare<Row>(database: Database, name: string, text: string, log: Logger): Promise<PreparedQuery<Row>> {
  const client = await nativeClient(database.em);
  if (isPGlite(client)) return async (values) => (await client.query<Row>(text, values)).rows;
  const named = statementName(name, text);
  const { preparedStatements } = database;
  return async (values) => {
    if (!preparedStatements.last) return queryRows(client, { text, values });
    try {
      return await queryRows<Row>(client, { name: named, text, values });
    } catch (error) {
      if (!isAboutPreparing(error)) throw error;
      // It was rejected before it did anything, so it can be sent again.
      if (preparedStatements.last) log.warn({ code: error.code }, GIVEN_UP);
      preparedStatements.last = false;
      return queryRows(client, { text, values });
    }
  };
}

const GIVEN_UP =
  'prepared statements do not persist on this database, as behind PgBouncer in transaction mode; none are used from now on';

async function queryRows<Row>(
  pool: ConnectionPool,
  query: { name?: string; text: string; values: unknown[] },
): Promise<Row[]> {
  return (await pool.query(query)).rows as Row[];
}

/**
 * The statement is missing, already exists, or returns other columns since a newer instance migrated
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const PREPARATION_ERRORS = new Set(['26000', '42P05', '0A000']);

function isAboutPreparing(error: unknown): error is { code: string } {
  return PREPARATION_ERRORS.has((error as { code?: string }).code ?? '');
}
