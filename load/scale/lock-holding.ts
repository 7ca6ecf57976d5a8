import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** How often PostgreSQL is asked: a transaction can have lasted for so much longer. */
const EVERY_MILLIS = 5;

/** The name by which the connections of a program are found. */
export function withName(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('application_name', name);
  return url.href;
}

/** Of those that have locked rows: only then does a transaction get an id. */
const LONGEST = `
  select coalesce(max(extract(epoch from clock_timestamp() - xact_start)) * 1000, 0)::float8 as millis
  from pg_stat_activity where application_name = $1 and backend_xid is not null`;

/** The longest that any transaction of a program was seen to hold locks while work goes on, in milliseconds. */
export async function longestLockDuring(databaseUrl: string, name: string, work: Promise<unknown>): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  let [isOver, longest] = [false, 0];
  const working = work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const { rows } = await client.query<{ millis: number }>({ name: 'longest', text: LONGEST, values: [name] });
    longest = Math.max(longest, rows[0]?.millis ?? 0);
    await sleep(EVERY_MILLIS);
  }
  await client.end();
  await working;
  return longest;
}
