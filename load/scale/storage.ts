import pg from 'pg';

/** What a table takes up, its indexes included. */
export interface Size {
  readonly table: string;
  readonly rows: number;
  readonly bytesPerRow: number;
}

const TABLES = ['users', 'sessions', 'blacklisted_tokens', 'audit_events'];

/** As the last VACUUM has counted them. */
const SIZES = `
  select relname as table, reltuples::int as rows, round(pg_total_relation_size(oid) / greatest(reltuples, 1))::int
    as "bytesPerRow"
  from pg_class where relname = any($1) and relkind = 'r' order by relname`;

const SCANS = 'select relname as table, seq_scan::int as scans from pg_stat_user_tables where relname = any($1)';

export async function sizesOf(url: string): Promise<Size[]> {
  return ask<Size>(url, SIZES);
}

/** How often each table was read from its beginning to its end. */
export async function scansOf(url: string): Promise<Map<string, number>> {
  const rows = await ask<{ table: string; scans: number }>(url, SCANS);
  return new Map(rows.map(({ table, scans }) => [table, scans]));
}

async function ask<Row extends pg.QueryResultRow>(url: string, query: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(query, [TABLES])).rows;
  } finally {
    await client.end();
  }
}
