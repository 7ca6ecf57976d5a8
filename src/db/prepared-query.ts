import type { PGlite } from '@electric-sql/pglite';
import type { PgliteConnection } from '@mikro-orm/pglite';
import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { Database } from './database.js';

/** Runs one statement with the values of its `$1`, `$2` ... Columns of dates arrive as text. */
export type PreparedQuery<Row> = (values: unknown[]) => Promise<Row[]>;

/**
 * A statement that PostgreSQL parses once per connection. MikroORM sends every statement with its values written into
 * the text, which is twice the work on the path that every authenticated request takes.
 */
export async function prepareQuery<Row>(database: Database, name: string, text: string): Promise<PreparedQuery<Row>> {
  const connection = database.em.getConnection() as PostgreSqlConnection | PgliteConnection;
  const client = await connection.getNativeClient();
  if (isPGlite(client)) return async (values) => (await client.query<Row>(text, values)).rows;
  return async (values) => (await client.query({ name, text, values })).rows as Row[];
}

function isPGlite(client: object): client is PGlite {
  return 'waitReady' in client;
}
