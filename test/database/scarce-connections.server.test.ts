import type { App } from '../../src/wiring/app.js';
import { ApiClient, type SignedIn } from '../support/api-client.js';
import { useDatabaseRole } from '../support/database-role.js';
import { startApp } from '../support/gatehouse.js';

const role = useDatabaseRole();

let app: App;
let api: ApiClient;
let ada: SignedIn;

async function start(connectTimeoutSeconds: number): Promise<void> {
  const databaseUrl = role().url(`connect_timeout=${connectTimeoutSeconds}`);
  app = await startApp({ databaseUrl, databasePoolSize: 10 }, []);
  api = new ApiClient(app.server);
}

/** Two for requests, as one LISTENs. */
beforeEach(async () => {
  await role().administer('create schema authorization ROLE', 'alter role ROLE connection limit 3');
  await start(60);
  ada = await api.newUser();
});
afterEach(() => app.close());

const isKnown = async () => (await api.me({ token: ada.accessToken })).data?.me.id === ada.user.id;
const several = <T>(count: number, act: () => Promise<T>) => Promise.all(Array.from({ length: count }, act));

/** As if other programs had taken all connections. */
const takeAll = () =>
  role().administer(
    'alter role ROLE connection limit 0',
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ROLE'",
  );

describe('fewer connections than the pool may open', () => {
  test('requests wait if PostgreSQL grants fewer connections than the pool may open', async () => {
    expect(new Set(await several(100, isKnown))).toEqual(new Set([true]));
  });

  test('transactions wait if PostgreSQL grants fewer connections than the pool may open', async () => {
    const logins = await several(30, () => api.login(ada.user));
    expect(new Set(logins.map(({ __typename }) => __typename))).toEqual(new Set(['AuthPayload']));
  });
});

describe('no connections', () => {
  test('requests wait until PostgreSQL grants a connection', async () => {
    await takeAll();
    const waiting = several(20, isKnown);
    await role().administer('select pg_sleep(0.3)', 'alter role ROLE connection limit 3');
    expect(new Set(await waiting)).toEqual(new Set([true]));
  });

  test('requests fail if PostgreSQL grants no connection within `connect_timeout`', async () => {
    await app.close();
    await start(1);
    await takeAll();
    const { errors } = await api.me({ token: ada.accessToken });
    expect(errors?.[0]?.extensions?.code).toBe('INTERNAL_SERVER_ERROR');
  });
});
