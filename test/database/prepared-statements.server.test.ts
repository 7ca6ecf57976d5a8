import { type ConnectionPool, nativeClient } from '../../src/database/native-client.js';
import { statementName } from '../../src/database/prepared-query.js';
import { TOKEN_USER_QUERY } from '../../src/sessions/authentication.js';
import { liveThrough, readiness } from '../support/account-life.js';
import { ApiClient } from '../support/api-client.js';
import { startApp, useGatehouse } from '../support/gatehouse.js';
import { isPgBouncerInstalled, PgBouncer } from '../support/pgbouncer.js';

const GIVEN_UP = 'prepared statements do not persist';

const isGivenUp = ({ msg }: { msg?: unknown }) => String(msg).includes(GIVEN_UP);

/** Sends requests at the same time, and answers the errors of those that failed. */
async function failuresOf(api: ApiClient, token: string, count: number): Promise<unknown[]> {
  const answers = await Promise.all(Array.from({ length: count }, () => api.me({ token })));
  return answers.flatMap(({ errors = [] }) => errors);
}

describe('prepared statements', () => {
  const gatehouse = useGatehouse({ databasePoolSize: 3 });
  let token: string;
  beforeEach(async () => {
    await gatehouse.restart();
    gatehouse.log.length = 0;
    token = (await gatehouse.api.newUser()).accessToken;
  });

  const pool = async () => (await nativeClient(gatehouse.app.database.em)) as ConnectionPool;

  /** Sends a statement on every connection of the pool. */
  async function onEveryConnection(statement: string): Promise<void> {
    const clients = await Promise.all([1, 2, 3].map(async () => (await pool()).connect()));
    for (const client of clients) await client.query(statement);
    for (const client of clients) client.release();
  }

  const manyRequests = () => failuresOf(gatehouse.api, token, 20);

  const preparedCount = async () => {
    const { rows } = await (await pool()).query<{ count: string }>('select count(*) from pg_prepared_statements');
    return Number(rows[0]?.count);
  };

  test('prepared statements that are gone fail no request, and are given up for good, which is logged once', async () => {
    await manyRequests();
    await onEveryConnection('deallocate all');
    expect(await manyRequests()).toEqual([]);
    await onEveryConnection('deallocate all');
    await manyRequests();
    expect(gatehouse.warnings().filter(isGivenUp)).toHaveLength(1);
    expect(await preparedCount()).toBe(0);
  });

  test('prepared statements that another client has left fail no request', async () => {
    await onEveryConnection(`prepare "${statementName('token-user', TOKEN_USER_QUERY)}" as select 1`);
    expect(await manyRequests()).toEqual([]);
    expect(gatehouse.warnings().filter(isGivenUp)).toHaveLength(1);
  });

  test('prepared statements whose result a newer instance has changed fail no request', async () => {
    await manyRequests();
    await gatehouse.em.execute('alter table users alter column username type text');
    expect(await manyRequests()).toEqual([]);
  });

  test('prepared statements are not used if a setting says so', async () => {
    await gatehouse.restart({ databasePreparedStatements: false });
    await manyRequests();
    expect(await preparedCount()).toBe(0);
    expect(gatehouse.warnings()).toEqual([]);
  });

  test('prepared statements are used by default', async () => {
    await gatehouse.api.refusal(token);
    expect(await preparedCount()).toBeGreaterThan(0);
  });
});

(isPgBouncerInstalled ? describe : describe.skip)('PgBouncer in transaction mode', () => {
  const gatehouse = useGatehouse();
  let pgbouncer: PgBouncer;
  beforeAll(async () => {
    pgbouncer = await PgBouncer.start(gatehouse.databaseUrl as string);
  });
  afterAll(() => pgbouncer.stop());

  test('200 simultaneous requests through PgBouncer all succeed', async () => {
    const log: string[] = [];
    const url = gatehouse.databaseUrl as string;
    const app = await startApp({ databaseUrl: pgbouncer.url(url), databaseListenUrl: url }, log);
    const api = new ApiClient(app.server);
    const { accessToken } = await api.newUser();
    expect(await failuresOf(api, accessToken, 200)).toEqual([]);
    expect(log.filter((line) => line.includes(GIVEN_UP))).toHaveLength(1);
    await app.close();
  });

  test('a DateStyle of the database changes nothing through PgBouncer', async () => {
    const url = gatehouse.databaseUrl as string;
    const database = new URL(url).pathname.slice(1);
    await gatehouse.em.execute(`alter database ${database} set datestyle = 'German'`);
    const app = await startApp({ databaseUrl: pgbouncer.url(url), databaseListenUrl: url }, []);
    const ends = await Promise.all(Array.from({ length: 10 }, () => liveThrough(app)));
    expect(new Set(ends)).toEqual(new Set(['TOKEN_BLACKLISTED']));
    expect(await readiness(app)).toBe('ready');
    await app.close();
  });
});

if (!isPgBouncerInstalled)
  console.warn('There is no PgBouncer, so its tests are skipped. Install one, or set PGBOUNCER_PATH.');
