import { type AddressInfo, createServer } from 'node:net';
import { PASSWORD } from '../support/api-client.js';
import { createDataFolder, createEmptyDatabase, createTestDatabase } from '../support/databases.js';
import { freePort } from '../support/free-port.js';
import { LOGIN, LOGOUT, ME, REGISTER } from '../support/operations.js';
import { ServerProcess, sendTo } from '../support/server-process.js';

const ADA = { email: 'ada@example.com', password: PASSWORD };

async function signIn(url: string, query = LOGIN): Promise<string> {
  const { data } = await sendTo(url, query, { input: ADA });
  return (data.login ?? data.register).accessToken;
}

const runToItsEnd = (environment: Record<string, string>) => new ServerProcess(environment).exited;

describe('a server that starts in an empty folder', () => {
  let dataDir: string;
  let server: ServerProcess;
  beforeAll(async () => {
    dataDir = await createDataFolder();
    server = new ServerProcess({ DATA_DIR: dataDir });
    await server.url();
  });

  test('a server that starts says where the API and the data are, and what it generated', () => {
    expect(server.output).toContain(`${dataDir}/pglite`);
    expect(server.output).toContain(`JWT_SECRET was generated and stored in ${dataDir}/jwt-secret`);
  });

  test('a server that starts says where its pages and emails are, and what makes a user the administrator', async () => {
    const url = await server.url();
    expect(server.output).toContain(`Emails    ${new URL('/dev/mail', url)}\n`);
    expect(server.output).toContain(`Account   ${new URL('/account', url)}\n`);
    const token = await signIn(url, REGISTER);
    const [, claimToken] = /account\/first-administrator\?token=(\S+)/.exec(server.output) ?? [];
    const claim = `mutation { claimAdministration(input: { token: "${claimToken}" }) { __typename } }`;
    expect((await sendTo(url, claim, {}, token)).data.claimAdministration.__typename).toBe('AccountPayload');
    expect((await sendTo(url, ME, {}, token)).data.me.role).toBe('ADMIN');
  });

  test('a second server does not start in the same data folder', async () => {
    const second = await runToItsEnd({ DATA_DIR: dataDir });
    expect(second).toMatchObject({ code: 1, output: expect.stringContaining('is in use by another process') });
  });

  test('a second server does not start on the same port', async () => {
    const { port } = new URL(await server.url());
    const { databaseUrl = '', dataDir: another } = await createTestDatabase('postgresql');
    const { code, output } = await runToItsEnd({ PORT: port, DATA_DIR: another, DATABASE_URL: databaseUrl });
    expect([code, output]).toEqual([1, expect.stringContaining('The port is in use.')]);
  });

  test('the server exits with 0 on SIGINT', async () => {
    expect((await server.kill('SIGINT')).code).toBe(0);
  });
});

describe('restarts', () => {
  let dataDir: string;
  let server: ServerProcess;
  let url: string;
  let kept: string;
  let ended: string;
  const start = async () => {
    server = new ServerProcess({ DATA_DIR: dataDir });
    url = await server.url();
  };
  beforeAll(async () => {
    dataDir = (await createTestDatabase('pglite')).dataDir;
    await start();
    kept = await signIn(url, REGISTER);
  });
  beforeEach(async () => {
    ended = await signIn(url);
    await sendTo(url, LOGOUT, {}, ended);
  });
  afterAll(() => server.kill('SIGKILL'));

  test.each([
    ['SIGTERM', 0],
    ['SIGKILL', null],
  ] as const)('accounts, sessions and logouts survive %s', async (signal, code) => {
    expect((await server.kill(signal)).code).toBe(code);
    await start();
    expect((await sendTo(url, ME, {}, kept)).data.me.email).toBe(ADA.email);
    expect((await sendTo(url, ME, {}, ended)).errors[0].extensions.reason).toBe('TOKEN_BLACKLISTED');
    expect(await signIn(url)).toEqual(expect.any(String));
  });
});

describe('servers that do not start', () => {
  test('the server does not start with wrong settings, and lists them all', async () => {
    const { code, output } = await runToItsEnd({ PORT: 'http', BCRYPT_COST: '1' });
    expect([code, output.match(/ {2}(PORT|BCRYPT_COST): /g)?.length]).toEqual([1, 2]);
  });

  test('the server does not start with an ADMIN_EMAIL that is not an address', async () => {
    const { databaseUrl = '' } = await createTestDatabase('postgresql');
    const { code, output } = await runToItsEnd({ DATABASE_URL: databaseUrl, ADMIN_EMAIL: 'root' });
    expect([code, output]).toEqual([1, expect.stringContaining('ADMIN_EMAIL: Enter an email address')]);
  });

  test('the server does not start in production without a secret', async () => {
    const { code, output } = await runToItsEnd({ NODE_ENV: 'production', BCRYPT_COST: '10' });
    expect([code, output]).toEqual([1, expect.stringContaining('JWT_SECRET: is required in production')]);
  });

  test('the server does not start without its database, and says so in one line', async () => {
    const port = await freePort();
    const { code, output } = await runToItsEnd({ DATABASE_URL: `postgresql://u:hunter2@127.0.0.1:${port}/gatehouse` });
    const line = `Cannot reach the database at 127.0.0.1:${port}/gatehouse: ECONNREFUSED. Start it, or correct DATABASE_URL.\n`;
    expect([code, output]).toEqual([1, line]);
  });
});

describe('servers that cannot listen', () => {
  let environment: Record<string, string>;
  beforeAll(async () => {
    const { databaseUrl = '', dataDir } = await createTestDatabase('postgresql');
    environment = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir };
  });

  test.each([
    ['HOST', 'there.is.no.such.host.invalid'],
    ['HOST', '192.0.2.1'],
    ['METRICS_HOST', 'there.is.no.such.host.invalid'],
  ])('the server says in one line that %s is wrong: %s', async (variable, host) => {
    const { code, output } = await runToItsEnd({ ...environment, METRICS_PORT: '0', [variable]: host });
    expect([code, output]).toEqual([1, expect.stringMatching(new RegExp(`^${variable}: .*\\.\n$`))]);
    expect(output).not.toContain(host);
  });

  test('the server says that METRICS_PORT is in use', async () => {
    const { promise: listening, resolve } = Promise.withResolvers<void>();
    const other = createServer().listen(0, '127.0.0.1', resolve);
    await listening;
    const { port } = other.address() as AddressInfo;
    const { code, output } = await runToItsEnd({ ...environment, METRICS_PORT: String(port) });
    other.close();
    expect([code, output]).toEqual([1, expect.stringMatching(/^METRICS_PORT: The port is in use\..*\n$/)]);
  });
});

describe('servers that other machines can reach', () => {
  test.each([
    [{}, false],
    [{ HOST: '0.0.0.0' }, true],
  ])('outside production, the server warns if other machines can reach it; with %j: %s', async (settings, warns) => {
    const { databaseUrl = '', dataDir, remove } = await createTestDatabase('postgresql');
    const server = new ServerProcess({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, ...settings });
    const { port } = new URL(await server.url());
    const { output } = await server.kill('SIGTERM');
    expect(output).toContain(`Server listening at http://127.0.0.1:${port}`);
    expect(output.includes('HOST: other machines can reach this server')).toBe(warns);
    await remove();
  });
});

describe('two servers on one PostgreSQL', () => {
  test('two servers start together on an empty database, and what one ends the other rejects', async () => {
    const { databaseUrl = '', remove } = await createEmptyDatabase('postgresql');
    const environment = { DATABASE_URL: databaseUrl, JWT_SECRET: 'a secret that both of the instances share' };
    const servers = [new ServerProcess(environment), new ServerProcess(environment)];
    const [one = '', other = ''] = await Promise.all(servers.map((each) => each.url()));
    const token = await signIn(one, REGISTER);
    expect((await sendTo(other, ME, {}, token)).data.me.email).toBe(ADA.email);
    await sendTo(one, LOGOUT, {}, token);
    expect((await sendTo(other, ME, {}, token)).errors[0].extensions.reason).toBe('TOKEN_BLACKLISTED');
    await Promise.all(servers.map((each) => each.kill('SIGTERM')));
    await remove();
  });
});

describe('RATE_LIMITS_DISABLED', () => {
  test('a server without rate limits says so when it starts', async () => {
    const { databaseUrl = '', dataDir } = await createTestDatabase('postgresql');
    const server = new ServerProcess({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, RATE_LIMITS_DISABLED: 'true' });
    await server.url();
    expect((await server.kill('SIGTERM')).output).toContain('RATE_LIMITS_DISABLED=true');
  });
});
