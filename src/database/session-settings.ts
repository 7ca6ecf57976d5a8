import type { PGlite } from '@electric-sql/pglite';
import type { ClientBase } from 'pg';
import { STARTUP_PARAMETERS } from './postgres-client.js';

/** How long the statement may take; nothing else monitors a connection that is not in the pool yet. */
const TIMEOUT_MILLIS = 5000;

/**
 * Settings that the statements of this server rely on, and timeouts of hosting providers that would interrupt
 * migrations and idle connections: DATABASE_TIMEOUT_SECONDS limits requests instead. A role or a database may have set
 * them. Timeouts in the connection URL are kept. Only differing values are set, because a pooler may tie a connection
 * to a client that sets anything.
 */
const PIN = `
  with home as (
    select coalesce(
      $1::text,
      (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.oid = to_regclass('blacklisted_tokens')),
      current_schema()
    ) as schema
  ), wanted (name, value, is_limit) as (
    values ('bytea_output', 'hex', false), ('default_transaction_isolation', 'read committed', false),
      ('extra_float_digits', '1', false), ('intervalstyle', 'postgres', false),
      ('standard_conforming_strings', 'on', false), ('transform_null_equals', 'off', false),
      ('statement_timeout', '0', true), ('lock_timeout', '0', true), ('idle_session_timeout', '0', true),
      ('idle_in_transaction_session_timeout', '0', true), ('transaction_timeout', '0', true)
    union all select 'search_path', quote_ident(schema), false from home where schema <> current_schema()
  ), pinned as materialized (
    select set_config(s.name, w.value, false) as value from wanted w join pg_settings s on lower(s.name) = w.name
    where s.setting <> w.value and not (w.is_limit and s.source = 'client')
  )
  select schema, (select count(value) from pinned) as pinned from home`;

/** Prepares every connection before it is used. */
export class SessionSettings {
  /**
   * Where the tables are or will be created; null if the role may not use any schema. Known once the first connection
   * is open.
   */
  schema: string | null | undefined;

  /** For a new connection to PostgreSQL. */
  readonly pin = async (client: ClientBase): Promise<void> => {
    const statement = { text: PIN, values: [this.schema], query_timeout: TIMEOUT_MILLIS };
    const { rows } = await client.query<{ schema: string | null }>(statement);
    this.schema ??= rows[0]?.schema ?? null;
  };

  async pinEmbedded(pglite: PGlite): Promise<void> {
    for (const parameter of Object.entries(STARTUP_PARAMETERS))
      await pglite.query('select set_config($1, $2, false)', parameter);
    const { rows } = await pglite.query<{ schema: string | null }>(PIN, [this.schema ?? null]);
    this.schema = rows[0]?.schema ?? null;
  }
}
