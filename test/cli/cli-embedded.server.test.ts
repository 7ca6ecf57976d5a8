import { statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { messagesOf, type Response, reasonForNoSocket, send } from '../../src/cli/socket.js';
import { PASSWORD } from '../support/api-client.js';
import { type CliInput, readRecords, runCli } from '../support/cli.js';
import { createDataFolder, createTestDatabase } from '../support/databases.js';
import { LOGIN, ME } from '../support/operations.js';
import { ServerProcess, sendTo } from '../support/server-process.js';

const ADA = { email: 'ada@example.com', password: PASSWORD };

let dataDir: string;
let server: ServerProcess;
beforeAll(async () => {
  ({ dataDir } = await createTestDatabase('pglite'));
  server = new ServerProcess({ DATA_DIR: dataDir, MAIL_DISABLED: 'false' });
  await server.url();
});
afterAll(() => server.kill('SIGKILL'));

const cli = (args: string[], input?: CliInput) => runCli(args, { DATA_DIR: dataDir }, input);

const login = async () => (await sendTo(await server.url(), LOGIN, { input: ADA })).data.login;

/** Runs a command until the server asks for a password. */
async function untilPasswordIsAsked(args: string[]): Promise<AsyncGenerator<Response>> {
  const socket = connect(join(dataDir, 'control/gatehouse.sock'));
  const messages = messagesOf<Response>(socket);
  send(socket, { args, folder: '.' });
  expect((await messages.next()).value).toEqual({ askPassword: { fromStdin: false } });
  return messages;
}

describe('the command line beside a server on the embedded database', () => {
  test('the command line reaches a running server by a socket that only its owner may open', async () => {
    const modes = ['control', 'control/gatehouse.sock'].map((path) => statSync(join(dataDir, path)).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600]);
  });

  test('an account that the command line creates with a password from standard input can be used at once', async () => {
    const { code, output } = await cli(['user', 'create', ADA.email], `${PASSWORD}\n`);
    expect([code, output]).toEqual([0, expect.stringMatching(/^created ada@example.com \(USER\), id .*\n$/)]);
    expect((await login()).__typename).toBe('AuthPayload');
  });

  test('the command line makes a user an administrator on a running server', async () => {
    expect((await cli(['user', 'promote', ADA.email])).output).toContain('is active (ADMIN)');
    expect((await login()).user.role).toBe('ADMIN');
  });

  test('the command line ends sessions on a running server', async () => {
    const { accessToken } = await login();
    expect((await cli(['sessions', 'end', ADA.email])).code).toBe(0);
    const { errors } = await sendTo(await server.url(), ME, {}, accessToken);
    expect(errors[0].extensions.reason).toBe('TOKEN_BLACKLISTED');
  });

  test.each([
    [['user', 'create', 'bob@example.com'], 'No password given'],
    [['user', 'show', 'bob@example.com'], 'There is no such user'],
    [['user', 'crate'], 'Did you mean create?'],
  ])('the command line says what is wrong with %j', async (args, problem) => {
    expect(await cli(args)).toMatchObject({ code: 1, output: expect.stringContaining(problem) });
  });

  test('the command line imports a file, and reports its bad lines', async () => {
    const file = join(await createDataFolder(), 'accounts.csv');
    await writeFile(file, 'email,password_hash\nbad,worse\n');
    expect((await cli(['users', 'import', file])).output).toMatch(/imported 0 accounts;.* 1 lines are bad\nline 2: /);
  });

  test.each(['CSV', 'jsonl'])('a folder in place of a file to import is refused: export.%s', async (extension) => {
    const folder = join(await createDataFolder(), `export.${extension}`);
    await mkdir(folder);
    const { code, output } = await cli(['users', 'import', folder]);
    expect([code, output]).toEqual([1, expect.stringMatching(/^The file .* cannot be read \(EISDIR\)\..*\n$/)]);
    expect((await login()).__typename).toBe('AuthPayload');
  });

  test('the command line imports authenticator apps, and only says so with --dry-run', async () => {
    const file = join(await createDataFolder(), 'accounts.jsonl');
    const account = { email: 'app@example.com', password_hash: `$2b$04$${'a'.repeat(53)}` };
    await writeFile(file, JSON.stringify({ ...account, totp_secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' }));
    const { output } = await cli(['users', 'import', file, '--dry-run']);
    expect(output).toMatch(/^would import 1 accounts; 0 were there already; 0 lines are bad/);
    expect((await cli(['users', 'import', file])).output).toMatch(/^imported 1 accounts/);
  });

  test('the command line imports what another system has exported, with the issuers of its providers', async () => {
    const file = join(await createDataFolder(), 'realm.json');
    const federatedIdentities = [{ identityProvider: 'corporate', userId: 'p-1' }];
    await writeFile(file, JSON.stringify({ users: [{ email: 'kc@example.com', enabled: true, federatedIdentities }] }));
    const args = ['users', 'import', file, '--from', 'keycloak', '--issuer', 'corporate=https://login.example.com'];
    expect((await cli([...args, '--dry-run'])).output).toMatch(
      /^would import 1 accounts; 0 were there already; 0 lines/,
    );
    expect((await cli(args)).output).toMatch(/^imported 1 accounts/);
    expect((await cli(['users', 'import', file, '--from', 'nowhere'])).output).toContain('Allowed choices are auth0');
  });

  test('the command line invites people, by an email with a link to set the password', async () => {
    expect((await cli(['user', 'create', 'zoe@example.com', '--invite'])).code).toBe(0);
    const isSent = () => /"to":"zoe@example.com".*reset-password\?token=/.test(server.output);
    while (!isSent()) await new Promise(setImmediate);
    expect(server.output).toMatch(/"to":"zoe@example.com","subject":"You have a new account"/);
  });

  test('the command line does not keep the server from stopping while it waits for a password', async () => {
    const messages = await untilPasswordIsAsked(['user', 'create', 'eve@example.com']);
    expect((await server.kill('SIGTERM')).code).toBe(0);
    expect(await messages.next()).toMatchObject({ done: true });
    expect(server.output).not.toContain('had finished in time');
  });

  test('the command line works without a running server, too', async () => {
    expect(readRecords(await cli(['user', 'list', '--json'])).map(({ email }) => email)).toEqual([
      'zoe@example.com',
      'kc@example.com',
      'app@example.com',
      'ada@example.com',
    ]);
  });
});

describe('a server that commands cannot reach', () => {
  test.each([
    ['on Windows', 'data', 'win32', /^Windows has no sockets/],
    ['where the path of its socket is too long', 'x'.repeat(100), 'linux', /longer than 103 bytes: choose a shorter/],
  ] as const)('commands cannot reach a running server %s, and the reason is given', (_, folder, platform, reason) => {
    expect(reasonForNoSocket({ dataDir: folder }, platform)).toMatch(reason);
  });

  test('a server in a folder with a long path and the command both say that they cannot meet', async () => {
    const long = join(await createDataFolder(), 'x'.repeat(100));
    const other = new ServerProcess({ DATA_DIR: long });
    await other.url();
    const { code, output } = await runCli(['user', 'list'], { DATA_DIR: long });
    expect([code, output]).toEqual([1, expect.stringContaining('choose a shorter DATA_DIR')]);
    expect((await other.kill('SIGTERM')).output).toContain('the command line cannot reach this server');
  });
});
