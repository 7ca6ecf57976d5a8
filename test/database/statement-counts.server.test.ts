import type { Statement } from '../../src/database/statements.js';
import { type SignedIn, someEmail } from '../support/api-client.js';
import { OF_DELIVERY } from '../support/background-statements.js';
import { useGatehouse } from '../support/gatehouse.js';

const statements: Statement[] = [];
const gatehouse = useGatehouse({ rateLimitsDisabled: false, trustProxy: '127.0.0.1' }, (statement) =>
  statements.push(statement),
);

/**
 * What a request sends to PostgreSQL: all that Database.onStatement reports, the check of the access token and the rate
 * limits among it. It does not report BEGIN and COMMIT: `login` and `register` send one of each, the others none.
 */
async function statementsOf(request: () => Promise<unknown>): Promise<string[]> {
  await gatehouse.app.deliverMail();
  statements.length = 0;
  await request();
  return statements.map(({ summary }) => summary).filter((summary) => !OF_DELIVERY.test(summary));
}

describe('the number of statements of a request', () => {
  let ada: SignedIn;
  const refresh = () => gatehouse.api.refresh(ada.refreshToken);
  beforeEach(async () => {
    ada = await gatehouse.api.newUser();
  });

  test('me takes one statement', async () => {
    const me = () => gatehouse.api.refusal(ada.accessToken);
    expect(await statementsOf(me)).toEqual(['SELECT blacklisted_tokens users']);
  });

  test('refreshToken takes one statement', async () => {
    expect(await statementsOf(refresh)).toEqual(['UPDATE sessions users']);
  });

  test('refreshToken takes two statements if the first response was lost', async () => {
    await refresh();
    expect(await statementsOf(refresh)).toEqual(['UPDATE sessions users', 'UPDATE sessions users']);
  });

  test('refreshToken takes no statement if the token is forged', async () => {
    const forged = `${ada.refreshToken.slice(0, -4)}AAAA`;
    expect(await statementsOf(() => gatehouse.api.refresh(forged))).toEqual([]);
  });

  test('refreshToken beside an accepted access token takes one statement', async () => {
    const refreshSignedIn = () => gatehouse.api.refresh(ada.refreshToken, { token: ada.accessToken });
    expect(await statementsOf(refreshSignedIn)).toEqual(['UPDATE sessions users']);
  });

  test.each<[string, () => { token?: string; refreshToken?: string }]>([
    ['by the access token', () => ({ token: ada.accessToken })],
    ['by the refresh token alone', () => ({ refreshToken: ada.refreshToken })],
    ['by a refresh token, where the access token is forged', () => ({ ...ada, token: `${ada.accessToken}A` })],
  ])('logout %s takes one statement', async (_, tokens) => {
    const logout = () => gatehouse.api.logout(tokens());
    expect(await statementsOf(logout)).toEqual([expect.stringMatching(/^WITH sessions/)]);
  });

  test('an invalid document of a signed-in user takes no statement', async () => {
    expect(await statementsOf(() => gatehouse.api.send('{ you }', {}, { token: ada.accessToken }))).toEqual([]);
  });

  test.each([
    ['that the user has signed in from', '127.0.0.1'],
    ['that is new', '198.51.100.7'],
  ])('login from a network %s takes six statements', async (_, address) => {
    expect(await statementsOf(() => gatehouse.api.at(address).login(ada.user))).toHaveLength(6);
  });

  test('register takes five statements', async () => {
    expect(await statementsOf(() => gatehouse.api.register({ email: someEmail() }))).toHaveLength(5);
  });
});

describe('a refresh', () => {
  test('a refresh writes one version of one row, in place: it touches no index', async () => {
    const { em } = gatehouse;
    let { refreshToken } = await gatehouse.api.newUser();
    await gatehouse.app.deliverMail();
    const before = await writes();
    for (let times = 0; times < 100; times += 1) ({ refreshToken } = await gatehouse.api.refresh(refreshToken));
    const after = await writes();
    const updates = after.updates - before.updates;
    expect([updates, after.others - before.others]).toEqual([100, 0]);
    expect((after.hotUpdates - before.hotUpdates) / updates).toBeGreaterThanOrEqual(0.9);

    async function writes() {
      // Each connection reports what it did within a second, or when it is asked to.
      await Promise.all(Array.from({ length: 10 }, () => em.fork().execute(FLUSH)));
      const [row] = await em.fork().execute<Record<'updates' | 'hotUpdates' | 'others', number>[]>(WRITES);
      return row as NonNullable<typeof row>;
    }
  });
});

/** It sleeps, so that ten at once need each connection of the pool. PostgreSQL 14 knows no such function. */
const FLUSH = `do $$ begin
  perform pg_stat_force_next_flush();
  perform pg_sleep(0.5);
  exception when undefined_function then perform pg_sleep(2);
end $$`;

const WRITES = `
  select sum(n_tup_upd) filter (where relname = 'sessions')::int as updates,
    sum(n_tup_hot_upd) filter (where relname = 'sessions')::int as "hotUpdates",
    (sum(n_tup_ins) + sum(n_tup_del) + sum(n_tup_upd) filter (where relname <> 'sessions'))::int as others
  from pg_stat_user_tables where relname not in ('outgoing_mails', 'mail_tokens')`;
