import type { Database } from './database.js';
import { isPGlite, nativeClient } from './native-client.js';
import { summarize, tellOf } from './statements.js';

/** Runs one statement with the values of its `$1`, `$2` ... Columns of dates arrive as text. */
export type PreparedQuery<Row> = (values: unknown[]) => Promise<Row[]>;

/**
 * A statement that PostgreSQL parses once per connection. MikroORM sends every statement with its values written into
 * the text, which is twice the work on the path that every authenticated request takes.
 */
export async function prepareQuery<Row>(database: Database, name: string, text: string): Promise<PreparedQuery<Row>> {
  const run = await prepare<Row>(database, name, text);
  const { onStatement } = database;
  return onStatement ? (values) => tellOf(onStatement, summarize(text), () => run(values)) : run;
}

async function prepare<Row>(database: Database, name: string, text: string): Promise<PreparedQuery<Row>> {
  const client = await nativeClient(database);
  if (isPGlite(client)) return async (values) => (await client.query<Row>(text, values)).rows;
  return async (values) => (await client.query({ name, text, values })).rows as Row[];
}
