import { PASSWORD } from '../support/api-client.js';
import { createDataFolder, createEmptyDatabase } from '../support/databases.js';
import { LOGIN, LOGOUT, ME, REGISTER } from '../support/operations.js';
import { freePort } from '../support/postgres.js';
import { ServerProcess, sendTo } from '../support/server-process.js';

const ADA = { email: 'ada@example.com', password: PASSWORD };

let dataDir: string;
let server: ServerProcess | undefined;
beforeEach(async () => {
  dataDir = await createDataFolder();
});
afterEach(() => server?.kill('SIGKILL'));

async function start(environment: Record<string, string> = {}): Promise<string> {
  server = new ServerProcess({ DATA_DIR: dataDir, ...environment });
  return server.url();
}

async function signIn(url: string, query = LOGIN): Promise<string> {
  const { data } = await sendTo(url, query, { input: ADA });
  return (data.login ?? data.register).accessToken;
}

const runToItsEnd = (environment: Record<string, string>) => new ServerProcess(environment).exited;

describe('the server process', () => {
  test('on an empty folder makes its database and secret, and says where the API and the data are', async () => {
    await start();
    expect(server?.output).toContain(`${dataDir}/pglite`);
    expect(server?.output).toContain(`JWT_SECRET was made up and kept in ${dataDir}/jwt-secret`);
  });

  test.each(['SIGTERM', 'SIGKILL'] as const)('keeps accounts, sessions and logouts over %s', async (signal) => {
    const before = await start();
    const [kept, ended] = [await signIn(before, REGISTER), await signIn(before)];
    await sendTo(before, LOGOUT, {}, ended);
    await server?.kill(signal);
    const after = await start();
    expect((await sendTo(after, ME, {}, kept)).data.me.email).toBe(ADA.email);
    expect((await sendTo(after, ME, {}, ended)).errors[0].extensions.reason).toBe('TOKEN_BLACKLISTED');
    expect(await signIn(after)).toEqual(expect.any(String));
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 on %s', async (signal) => {
    await start();
    expect((await server?.kill(signal))?.code).toBe(0);
  });

  test('will not share its data folder', async () => {
    await start();
    const second = await runToItsEnd({ DATA_DIR: dataDir });
    expect(second).toMatchObject({ code: 1, output: expect.stringContaining('is in use by process') });
  });

  test('with wrong settings lists them all and ends with 1', async () => {
    const { code, output } = await runToItsEnd({ PORT: 'http', BCRYPT_COST: '1', DATA_DIR: dataDir });
    expect([code, output.match(/ {2}(PORT|BCRYPT_COST): /g)?.length]).toEqual([1, 2]);
  });

  test('in production without a secret ends with 1', async () => {
    const { code, output } = await runToItsEnd({ NODE_ENV: 'production', BCRYPT_COST: '10', DATA_DIR: dataDir });
    expect([code, output]).toEqual([1, expect.stringContaining('JWT_SECRET: is required in production')]);
  });

  test('without its database says so in one line and ends with 1', async () => {
    const port = await freePort();
    const { code, output } = await runToItsEnd({ DATABASE_URL: `postgresql://u:hunter2@127.0.0.1:${port}/gatehouse` });
    const line = `Cannot reach the database at 127.0.0.1:${port}/gatehouse: ECONNREFUSED. Start it, or correct DATABASE_URL.\n`;
    expect([code, output]).toEqual([1, line]);
  });

  test('whose port is taken says so and ends with 1', async () => {
    const { port } = new URL(await start());
    const { code, output } = await runToItsEnd({ PORT: port, DATA_DIR: await createDataFolder() });
    expect([code, output]).toEqual([1, expect.stringContaining('The port is in use.')]);
  });
});

describe('two server processes on one PostgreSQL', () => {
  test('start together on an empty database, and what one ends the other refuses', async () => {
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
