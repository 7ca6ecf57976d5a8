/** Up to this number, rows are counted; beyond it, PostgreSQL's own estimate is good enough and costs nothing. */
const COUNTED_UP_TO = 10_000;

/**
 * An expression of SQL: how many rows there are.
 *
 * @param relation the table, or an index on just these rows, of which PostgreSQL has an estimate.
 * @param rows the table and the condition.
 */
export function sizeOf(relation: string, rows = relation): string {
  const estimate = `(select reltuples::int from pg_class where oid = '${relation}'::regclass)`;
  return `case when ${estimate} > ${COUNTED_UP_TO} then ${estimate} else (select count(*)::int from ${rows}) end`;
}
