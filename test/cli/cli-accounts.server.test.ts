import { PASSWORD, type Row } from '../support/api-client.js';
import { readRecords, runCli } from '../support/cli.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { LOGIN, ME } from '../support/operations.js';
import { ServerProcess, sendTo } from '../support/server-process.js';

const NEW_PASSWORD = 'a new horse battery';

let database: TestDatabase;
let server: ServerProcess;
beforeAll(async () => {
  database = await createTestDatabase('postgresql');
  server = new ServerProcess(settings());
  await cli(['user', 'create', 'root@example.com', '--admin'], PASSWORD);
  await cli(['user', 'create', 'ada@example.com', '--username', 'ada'], PASSWORD);
});
afterAll(async () => {
  await server.kill('SIGTERM');
  await database.remove();
});

const settings = () => ({ DATABASE_URL: database.databaseUrl ?? '', DATA_DIR: database.dataDir });
const cli = (args: string[], input?: string) => runCli(args, settings(), input);

const login = async (password = PASSWORD) => {
  const { data } = await sendTo(await server.url(), LOGIN, { input: { email: 'ada@example.com', password } });
  return data.login;
};

async function reasonToReject(accessToken: string): Promise<string> {
  const { errors } = await sendTo(await server.url(), ME, {}, accessToken);
  return errors[0].extensions.reason;
}

/** What the operator did to Ada, in order. */
async function eventsOf(userId: unknown): Promise<Row[]> {
  const { data } = await sendTo(await server.url(), LOGIN, {
    input: { email: 'root@example.com', password: PASSWORD },
  });
  const query = `query ($filter: AuditEventFilter) { auditEvents(first: 100, filter: $filter) { edges { node { kind outcome actorId } } } }`;
  const answer = await sendTo(await server.url(), query, { filter: { userId } }, data.login.accessToken);
  return answer.data.auditEvents.edges.map(({ node }: Row) => node).reverse();
}

describe('the command line', () => {
  test('the command line lists accounts, for people and for programs', async () => {
    const { stdout } = await cli(['user', 'list']);
    expect(stdout).toMatch(
      /^EMAIL +USERNAME +ROLE .*\nada@example.com +ada +USER +ACTIVE .*\nroot@example.com +- +ADMIN /,
    );
    const records = readRecords(await cli(['user', 'list', '--json']));
    expect(records.map(({ email, role }) => [email, role])).toEqual([
      ['ada@example.com', 'USER'],
      ['root@example.com', 'ADMIN'],
    ]);
  });

  test('the command line lists accounts with a role, or in a state', async () => {
    const admins = readRecords(await cli(['user', 'list', '--json', '--role', 'admin']));
    expect(admins).toMatchObject([{ email: 'root@example.com' }]);
    expect((await cli(['user', 'list', '--state', 'DEACTIVATED'])).output).toBe('');
    expect(await cli(['user', 'list', '--role', 'boss'])).toMatchObject({ code: 1 });
  });

  test('the command line shows an account, with how many devices are signed in', async () => {
    await login();
    const [record] = readRecords(await cli(['user', 'show', 'ada@example.com', '--json']));
    expect(record).toMatchObject({ username: 'ada', state: 'ACTIVE', emailVerifiedAt: null, activeSessions: 1 });
    expect((await cli(['user', 'show', String(record?.id)])).stdout).toMatch(/^email +ada@example.com$/m);
  });

  test('the command line marks an email address as verified', async () => {
    expect((await cli(['user', 'verify', 'ada@example.com'])).stdout).toBe('ada@example.com is active (USER)\n');
  });

  test('the command line lists the signed-in devices of a user, and ends one of them', async () => {
    const { accessToken, session } = await login();
    expect((await cli(['sessions', 'list', 'ada@example.com'])).stdout).toContain(session.id);
    expect((await cli(['sessions', 'end', session.id])).output).toBe('ended 1 sessions\n');
    expect(await reasonToReject(accessToken)).toBe('TOKEN_BLACKLISTED');
    expect(await cli(['sessions', 'end', session.id])).toMatchObject({
      code: 1,
      output: expect.stringContaining('no such session'),
    });
  });

  test('the command line ends every session of a user', async () => {
    const { accessToken } = await login();
    expect((await cli(['sessions', 'end', 'Ada@example.com'])).output).toMatch(/^ended \d+ sessions\n$/);
    expect(await reasonToReject(accessToken)).toBe('TOKEN_BLACKLISTED');
    expect((await cli(['sessions', 'list', 'ada@example.com', '--json'])).output).toBe('');
  });

  test('the command line sets a password, which ends the sessions', async () => {
    const { accessToken } = await login();
    const { output } = await cli(['user', 'set-password', 'ada@example.com'], `${NEW_PASSWORD}\n`);
    expect(output).toBe('set the password of ada@example.com and ended 1 sessions\n');
    expect(await reasonToReject(accessToken)).toBe('TOKEN_BLACKLISTED');
    expect([(await login()).code, (await login(NEW_PASSWORD)).__typename]).toEqual([
      'INVALID_CREDENTIALS',
      'AuthPayload',
    ]);
  });

  test('the command line demotes an administrator, but not the last one', async () => {
    await cli(['user', 'promote', 'ada@example.com']);
    expect((await cli(['user', 'demote', 'ada@example.com'])).stdout).toBe('ada@example.com is active (USER)\n');
    const { code, output } = await cli(['user', 'demote', 'root@example.com']);
    expect([code, output]).toEqual([1, expect.stringContaining('last active administrator')]);
  });

  test('the command line reactivates an account', async () => {
    await cli(['user', 'deactivate', 'ada@example.com']);
    expect((await cli(['user', 'reactivate', 'ada@example.com'])).stdout).toBe('ada@example.com is active (USER)\n');
    expect((await login(NEW_PASSWORD)).__typename).toBe('AuthPayload');
  });

  test('an account that the command line deletes leaves what was done to it on record, as the operator’s', async () => {
    const [record] = readRecords(await cli(['user', 'show', 'ada@example.com', '--json']));
    expect((await cli(['user', 'delete', 'ada@example.com'])).stdout).toBe(
      `deleted ada@example.com, id ${record?.id}\n`,
    );
    expect((await cli(['user', 'show', String(record?.id)])).code).toBe(1);
    const acts = (await eventsOf(record?.id)).filter(
      ({ actorId, outcome }) => actorId === null && outcome === 'SUCCESS',
    );
    expect(acts.map(({ kind }) => kind)).toEqual([
      ...['REGISTER', 'EMAIL_VERIFIED', 'SESSIONS_ENDED', 'SESSIONS_ENDED', 'PASSWORD_CHANGED'],
      ...['ROLE_CHANGED', 'ROLE_CHANGED', 'DEACTIVATED', 'REACTIVATED', 'ACCOUNT_DELETED'],
    ]);
  });
});
