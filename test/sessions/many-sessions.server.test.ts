import { Database } from '../../src/database/database.js';
import { BlacklistedToken, BlacklistReason } from '../../src/sessions/blacklisted-token.entity.js';
import { Session } from '../../src/sessions/session.entity.js';
import { SessionEnding } from '../../src/sessions/session-ending.js';
import { Role, User } from '../../src/users/user.entity.js';
import { dataModel } from '../../src/wiring/data-model.js';
import { PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { LOGIN, LOGOUT_ALL, mutation, REGISTER } from '../support/operations.js';
import { ServerProcess, sendTo } from '../support/server-process.js';
import { addSessions } from '../support/sessions.js';

/** `SESSIONS=100000` takes a minute or two. Loaded as entities, a fifth of that does not fit into the heap either. */
const MANY = Number(process.env.SESSIONS ?? 20_000);
const gatehouse = useGatehouse();

let server: ServerProcess;
let url: string;
beforeAll(async () => {
  const environment = { DATABASE_URL: gatehouse.databaseUrl ?? '', NODE_OPTIONS: '--max-old-space-size=128' };
  server = new ServerProcess({ ...environment, RATE_LIMITS_DISABLED: 'true', LOG_LEVEL: 'warn' });
  url = await server.url();
});
afterAll(() => server.kill('SIGTERM'));

/** Registers with the server that has little memory. */
async function register(email = someEmail()): Promise<SignedIn> {
  return (await sendTo(url, REGISTER, { input: { email, password: PASSWORD } })).data.register;
}

async function someoneWithManySessions(): Promise<SignedIn> {
  const signedIn = await register();
  await addSessions({ em: gatehouse.em, clock: { now: () => new Date() } }, signedIn.user.id, MANY);
  return signedIn;
}

async function administratorToken(): Promise<string> {
  const { user, accessToken } = await register();
  await gatehouse.em.nativeUpdate(User, user.id, { role: Role.ADMIN });
  return accessToken;
}

async function act(field: string, input: object, token: string) {
  return Object.values((await sendTo(url, mutation(field), { input }, token)).data)[0];
}

describe('100,000 sessions of one account, with a heap of 256 MB', () => {
  test('logoutAll ends 100,000 sessions of one account with a heap of 256 MB', async () => {
    const { accessToken } = await someoneWithManySessions();
    const { data } = await sendTo(url, LOGOUT_ALL, {}, accessToken);
    expect(data.logoutAll.endedSessionCount).toBe(MANY + 1);
  });

  test.each(['deactivateUser', 'deleteUser'])(
    '%s ends 100,000 sessions of one account with a heap of 256 MB',
    async (field) => {
      const { user } = await someoneWithManySessions();
      await act(field, { userId: user.id }, await administratorToken());
      const sids = { userId: user.id, expiresAt: { $gt: new Date() } };
      expect(await gatehouse.em.count(BlacklistedToken, sids)).toBe(MANY + 1);
    },
  );

  test('the next login ends 100,000 sessions, except as many as the account may have, with a heap of 256 MB', async () => {
    const { user } = await someoneWithManySessions();
    const { data } = await sendTo(url, LOGIN, { input: { email: user.email, password: PASSWORD } });
    expect(data.login.__typename).toBe('AuthPayload');
    expect(await gatehouse.em.count(Session, { user: user.id, endedAt: null })).toBe(100);
  });
});

describe('ending the sessions of an account', () => {
  test.each([1, 2000])('ending %i sessions of an account takes one statement', async (count) => {
    const { user } = await register();
    await addSessions(gatehouse, user.id, count - 1);
    const statements: string[] = [];
    const options = {
      databaseUrl: gatehouse.databaseUrl,
      databasePoolSize: 2,
      dataDir: '',
      databaseTimeoutSeconds: 60,
    };
    const database = await Database.open(options, dataModel, ({ summary }) => statements.push(summary));
    const ending = new SessionEnding(gatehouse.clock.now);
    expect(await ending.endAll(database.em.fork(), user.id, BlacklistReason.LOGOUT_ALL)).toBe(count);
    await database.close();
    expect(statements).toHaveLength(1);
  });

  test('the sessions of an account to be ended are found by an index of active sessions only', async () => {
    const { user } = await register();
    await addSessions(gatehouse, user.id, 5000, { endedAt: gatehouse.clock.now() });
    await gatehouse.em.execute('analyze sessions');
    const plan = await gatehouse.em.execute<Record<string, string>[]>(
      `explain select id from sessions where user_id = ? and ended_at is null order by last_used_at desc offset 99`,
      [user.id],
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('sessions_active_index');
  });
});
