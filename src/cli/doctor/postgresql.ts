import type { Clock } from '../../clock.js';
import type { Config } from '../../config/config.js';
import type { Database } from '../../database/database.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning, fault } = findingsOf('database');

const FACTS = `
  select current_setting('server_version') as "version", current_setting('server_version_num')::int as "versionNumber",
    current_schema() as "schema", has_schema_privilege(current_schema(), 'create') as "mayCreate",
    coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as "isEncrypted",
    clock_timestamp() as "time",
    least(
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        - coalesce(current_setting('reserved_connections', true)::int, 0)
        - (select count(*) from pg_stat_activity where backend_type = 'client backend'),
      (select nullif(rolconnlimit, -1) from pg_roles where rolname = current_user)
        - (select count(*) from pg_stat_activity where usename = current_user),
      (select nullif(datconnlimit, -1) from pg_database where datname = current_database())
        - (select count(*) from pg_stat_activity where datname = current_database())
    )::int as "freeConnections"`;

/** What PostgreSQL says about itself, its limits and the rights of the role. */
export interface Facts {
  readonly version: string;
  readonly versionNumber: number;
  readonly schema: string;
  readonly mayCreate: boolean;
  readonly isEncrypted: boolean;
  readonly freeConnections: number;
  /** How far the clock of PostgreSQL is ahead of that of this machine. */
  readonly skewSeconds: number;
}

export async function readFacts({ em }: Database, clock: Clock): Promise<Facts> {
  const before = clock().getTime();
  const [row] = await em.execute<[Facts & { time: string }]>(FACTS);
  const middle = (before + clock().getTime()) / 2;
  return { ...row, skewSeconds: (new Date(row.time).getTime() - middle) / 1000 };
}

const MIN_VERSION = 14;

export function checkServer(config: Config, facts: Facts): Finding[] {
  const { version, versionNumber } = facts;
  const isOld = versionNumber < MIN_VERSION * 10_000;
  return [
    ...(isOld ? [fault(`PostgreSQL ${version} is too old. Upgrade it to ${MIN_VERSION} or newer.`)] : []),
    ...checkConnections(config, facts),
    checkClock(facts),
  ];
}

/** One more than the pool has LISTENs. This command has one of them at the moment. */
function checkConnections({ databasePoolSize }: Config, { freeConnections }: Facts): Finding[] {
  const free = Math.max(0, freeConnections) + 1;
  if (free > databasePoolSize) return [];
  const uses = `an instance opens up to ${databasePoolSize + 1}`;
  const remedy = 'Lower DATABASE_POOL_SIZE, or raise max_connections or the limit of the role there';
  return [warning(`${free} connections are left, and ${uses}. ${remedy}.`)];
}

/** A code of an authenticator app is accepted for 30 s more or less. */
const MAX_SKEW_SECONDS = 30;

/** What a clock that is synchronized never is off by. */
const NOTABLE_SKEW_SECONDS = 2;

function checkClock({ skewSeconds }: Facts): Finding {
  const found = findingsOf('clock');
  const skew = Math.abs(skewSeconds);
  if (skew < NOTABLE_SKEW_SECONDS) return found.ok('this machine and PostgreSQL agree on the time');
  const relation = skewSeconds > 0 ? 'behind' : 'ahead of';
  const message = `This machine is ${Math.round(skew)} s ${relation} PostgreSQL. Synchronize both clocks (NTP).`;
  return skew > MAX_SKEW_SECONDS ? found.fault(message) : found.warning(message);
}

const MISSING_PRIVILEGES = `
  select tablename as "table" from pg_tables, lateral (select format('%I.%I', schemaname, tablename) as name) as qualified
  where schemaname = current_schema() and tablename = any(string_to_array(?, ','))
    and not (has_table_privilege(name, 'select') and has_table_privilege(name, 'insert')
      and has_table_privilege(name, 'update') and has_table_privilege(name, 'delete'))
  order by 1`;

/** Whether the role may read and write the tables there are. */
export async function checkPrivileges({ em }: Database): Promise<Finding[]> {
  const tables = [...em.getMetadata().getAll().values()].map(({ tableName }) => tableName);
  const missing = await em.execute<{ table: string }[]>(MISSING_PRIVILEGES, [tables.join()]);
  if (missing.length === 0) return [ok('the role may read and write every table')];
  const names = missing.map(({ table }) => table).join(', ');
  return [
    fault(`The role may not read and write ${names}. Run there: grant select, insert, update, delete on ... to ...`),
  ];
}
