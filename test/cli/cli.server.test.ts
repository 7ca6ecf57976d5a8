import pg from 'pg';
import { signingKeyFromText } from '../../src/config/signing-key.js';
import { PASSWORD, type Row } from '../support/api-client.js';
import { type CliInput, runCli } from '../support/cli.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { LOGIN, ME, mutation, REGISTER } from '../support/operations.js';
import { totpCode } from '../support/second-factor.js';
import { ServerProcess, sendTo } from '../support/server-process.js';

let database: TestDatabase;
let server: ServerProcess;
beforeAll(async () => {
  database = await createTestDatabase('postgresql');
  server = new ServerProcess({ DATABASE_URL: database.databaseUrl ?? '', DATA_DIR: database.dataDir });
});
afterAll(async () => {
  await server.kill('SIGTERM');
  await database.remove();
});

/** Runs the command line beside the server. */
const cli = (args: string[], input?: CliInput) =>
  runCli(args, { DATABASE_URL: database.databaseUrl ?? '', DATA_DIR: database.dataDir }, input);

const EVENTS = '{ auditEvents(first: 100) { edges { node { kind outcome actorId subjectId } } } }';

const login = async (email: string) => sendTo(await server.url(), LOGIN, { input: { email, password: PASSWORD } });

describe('the command line', () => {
  test('the command line lists its commands', async () => {
    const { output } = await cli(['--help']);
    for (const command of ['migrate', 'prune', 'user', 'key', 'secrets', 'sessions'])
      expect(output).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  });

  test('the command line creates an administrator, with the password from standard input', async () => {
    const { code, output } = await cli(
      ['user', 'create', 'root@example.com', '--admin', '--username', 'root'],
      `${PASSWORD}\n`,
    );
    expect([code, output]).toEqual([0, expect.stringMatching(/^created root@example.com \(ADMIN\), id [\w-]{36}\s*$/)]);
    expect((await login('root@example.com')).data.login.user).toMatchObject({ role: 'ADMIN', username: 'root' });
  });

  test('the command line says what is wrong with a new account', async () => {
    const { code, output } = await cli(['user', 'create', 'nobody@example.com'], 'password\n');
    expect([code, output]).toEqual([1, expect.stringContaining('password: This is one of the most common passwords')]);
  });

  test.each([
    ['is not one', 'nobody', 'email: Enter an email address'],
    ['has an account', 'root@example.com', 'An account with this email address already exists'],
  ])('the command line does not ask for a password for an address that %s', async (_, email, problem) => {
    const { code, output } = await cli(['user', 'create', email]);
    expect([code, output]).toEqual([1, expect.stringContaining(problem)]);
  });

  test('the command line says that it got no password if standard input is empty', async () => {
    const { code, output } = await cli(['user', 'create', 'nobody@example.com', '--password-stdin']);
    expect([code, output]).toEqual([1, expect.stringMatching(/^No password given\.[^\n]*\n$/)]);
  });

  test('the command line invites no one if no email is sent', async () => {
    const environment = { DATABASE_URL: database.databaseUrl ?? '', MAIL_DISABLED: 'true' };
    const { code, output } = await runCli(['user', 'create', 'nobody@example.com', '--invite'], environment);
    expect([code, output]).toEqual([1, expect.stringMatching(/^MAIL_DISABLED is set/)]);
  });

  test('the command line prints its version', async () => {
    expect(await cli(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  test('the command line suggests the command that was meant', async () => {
    const { code, output } = await cli(['user', 'crate']);
    expect([code, output]).toEqual([1, expect.stringContaining('Did you mean create?')]);
  });

  test('the command line promotes a user, who does not need a new token for it', async () => {
    const input = { email: 'bob@example.com', password: PASSWORD };
    const { data } = await sendTo(await server.url(), REGISTER, { input });
    expect((await cli(['user', 'promote', 'Bob@Example.com'])).code).toBe(0);
    const me = await sendTo(await server.url(), ME, {}, data.register.accessToken);
    expect(me.data.me.role).toBe('ADMIN');
  });

  test('the command line deactivates a user, whose sessions end at once', async () => {
    const before = await login('bob@example.com');
    expect((await cli(['user', 'deactivate', 'bob@example.com'])).code).toBe(0);
    const me = await sendTo(await server.url(), ME, {}, before.data.login.accessToken);
    expect(me.errors[0].extensions.reason).toBe('ACCOUNT_DEACTIVATED');
    expect((await login('bob@example.com')).data.login.code).toBe('ACCOUNT_DEACTIVATED');
  });

  test('the command line finds no account with an unknown email address', async () => {
    const { code, output } = await cli(['user', 'promote', 'nobody@example.com']);
    expect([code, output]).toEqual([1, 'There is no such user. Reload the list of users.\n']);
  });

  test('the command line ends all sessions', async () => {
    const before = await login('root@example.com');
    expect((await cli(['sessions', '--end-all'])).output).toMatch(/^ended \d+ sessions\n$/);
    const me = await sendTo(await server.url(), ME, {}, before.data.login.accessToken);
    expect(me.errors[0].extensions.reason).toBe('TOKEN_BLACKLISTED');
  });

  test('the command line encrypts secrets with the first key, and removes second factors from an account', async () => {
    const input = { email: 'grace@example.com', password: PASSWORD };
    const { accessToken } = (await sendTo(await server.url(), REGISTER, { input })).data.register;
    const run = async (field: string, values: object) =>
      (await sendTo(await server.url(), mutation(field), { input: values }, accessToken)).data[field];
    const { enrollmentId, secret } = await run('startTotpEnrollment', {});
    await run('confirmTotpEnrollment', { enrollmentId, code: totpCode(secret, new Date()) });
    expect((await login('grace@example.com')).data.login.code).toBe('SECOND_FACTOR_REQUIRED');
    expect(await cli(['secrets', 'rotate'])).toMatchObject({
      code: 0,
      output: 'encrypted 0 secrets with the first key\n',
    });
    expect((await cli(['user', 'reset-factors', 'grace@example.com'])).output).toContain('is active (USER)');
    expect((await login('grace@example.com')).data.login.__typename).toBe('AuthPayload');
  });

  test('what the command line has done is on record', async () => {
    const { accessToken } = (await login('root@example.com')).data.login;
    const { data } = await sendTo(await server.url(), EVENTS, {}, accessToken);
    const events: Row[] = data.auditEvents.edges.map(({ node }: Row) => node);
    const acts = events.filter(({ outcome, actorId }) => outcome === 'SUCCESS' && actorId === null).reverse();
    expect(acts.map(({ kind, subjectId }) => `${kind} of ${subjectId ? 'one' : 'all'}`)).toEqual([
      'REGISTER of one',
      'ROLE_CHANGED of one',
      'ROLE_CHANGED of one',
      'DEACTIVATED of one',
      'SESSIONS_ENDED of all',
      'SECOND_FACTOR_RESET of one',
    ]);
  });

  test('the command line finds an account by any spelling of its email address, and by its ID', async () => {
    const { output } = await cli(['user', 'create', 'Ada@bücher.example'], `${PASSWORD}\n`);
    const id = /id ([\w-]{36})/.exec(output)?.[1] ?? '';
    const promoted = await cli(['user', 'promote', 'ada@XN--BCHER-KVA.example']);
    expect(promoted.output).toContain('ada@xn--bcher-kva.example is active (ADMIN)');
    expect((await cli(['user', 'deactivate', id.toUpperCase()])).output).toContain('is deactivated');
  });

  test('the command line lists unusable email addresses, with their invisible characters made visible', async () => {
    await cli(['user', 'create', 'eve@evil.example'], `${PASSWORD}\n`);
    const client = new pg.Client({ connectionString: database.databaseUrl });
    await client.connect();
    await client.query("update users set email = email || U&'\\3000.b.example' where email = 'eve@evil.example'");
    await client.end();
    const { output } = await cli(['user', 'check-emails']);
    expect(output).toContain('eve@evil.example\\u{3000}.b.example Remove spaces');
    expect(output).toContain('1 accounts have an email address that cannot be used');
  });

  test('the command line rejects a password that is not UTF-8', async () => {
    const { code, output } = await cli(
      ['user', 'create', 'zoe@example.com'],
      Buffer.from('p\xe0ssw\xf6rd 123\n', 'latin1'),
    );
    expect([code, output]).toEqual([1, expect.stringContaining('password: Enter the password in UTF-8')]);
  });

  test('the command line rejects what is not an email address', async () => {
    const { code, output } = await cli(['user', 'promote', 'root@example.com\u3000']);
    expect([code, output]).toEqual([1, expect.stringContaining('Remove spaces and invisible characters')]);
  });

  test('the command line reports that a file to import is missing', async () => {
    expect(await cli(['users', 'import', 'nowhere.csv'])).toMatchObject({
      code: 1,
      output: expect.stringContaining('There is no file nowhere.csv.'),
    });
  });

  test.each([
    ['ES256', []],
    ['HS256', ['--algorithm', 'HS256']],
  ])('the command line generates a key for %s, and prints nothing else for its file', async (algorithm, options) => {
    const { stdout } = await cli(['key', 'generate', ...options]);
    expect(signingKeyFromText(stdout).algorithm).toBe(algorithm);
    expect(stdout).toMatch(/^(-----BEGIN PRIVATE KEY-----\n[^-]+-----END PRIVATE KEY-----|[\w-]{64})\n$/);
  });

  test('the command line migrates and prunes', async () => {
    expect(await cli(['migrate'])).toMatchObject({ code: 0, output: 'nothing to migrate\n' });
    const { output } = await cli(['prune']);
    expect(output).toContain('sessions: 0 deleted');
    expect(output).toContain('unverifiedAccounts: 0 deleted');
  });
});
