import type { EntityManager } from '@mikro-orm/sql';

/** Up to here entries are counted; beyond, PostgreSQL's own estimate is as good and costs nothing. */
const COUNTED_UP_TO = 100_000;

const SIZE = `
  select case when reltuples > ${COUNTED_UP_TO} then reltuples else (select count(*) from blacklisted_tokens) end as size
  from pg_class where oid = 'blacklisted_tokens'::regclass`;

/** How many entries the blacklist has, for the metrics. */
export async function blacklistSize(em: EntityManager): Promise<number> {
  const [row] = await em.execute<Array<{ size: number | string }>>(SIZE);
  return Number(row?.size);
}
