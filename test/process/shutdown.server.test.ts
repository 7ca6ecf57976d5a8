import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { createDataFolder, createTestDatabase, type TestDatabase } from '../support/databases.js';
import { freePort } from '../support/free-port.js';
import { REGISTER } from '../support/operations.js';
import { startPostgres } from '../support/postgres.js';
import { ServerProcess } from '../support/server-process.js';

/** Slow enough to be still hashing when the signal comes. */
const SLOW = { BCRYPT_COST: '12', PASSWORD_HASH_THREADS: '1' };

const servers: ServerProcess[] = [];
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('postgresql');
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill('SIGKILL')));
  await database.remove();
});

async function start(environment: Record<string, string>) {
  const { databaseUrl = '', dataDir } = database;
  const server = new ServerProcess({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, ...environment });
  servers.push(server);
  return { server, url: new URL(await server.url()) };
}

/** Registers over a connection that is kept alive. */
function register({ hostname, port, pathname }: URL, agent: Agent) {
  const headers = { 'content-type': 'application/json' };
  const sent = request({ hostname, port, path: pathname, method: 'POST', headers, agent });
  sent.end(JSON.stringify({ query: REGISTER, variables: { input: { email: someEmail(), password: PASSWORD } } }));
  const answer = once(sent, 'response').then(([response]) => text(response));
  return { answer, onItsWay: once(sent, 'finish') };
}

/** Connects in advance, as browsers do. */
async function open({ hostname, port }: URL): Promise<Socket> {
  const socket = connect(Number(port), hostname).on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** A client that begins a request and never ends it. */
async function hang(url: URL): Promise<Socket> {
  const socket = await open(url);
  socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{');
  return socket;
}

const agent = new Agent({ keepAlive: true });
afterAll(() => agent.destroy());

test('on SIGTERM, a running request gets its response, an idle connection delays nothing, and no one else gets in', async () => {
  const { server, url } = await start({ ...SLOW, SHUTDOWN_GRACE_SECONDS: '60' });
  await (await register(url, agent)).answer;
  const running = register(url, agent);
  await running.onItsWay;
  await fetch(new URL('/livez', url));
  const exited = server.kill('SIGTERM');
  expect(JSON.parse(await running.answer).data.register.__typename).toBe('AuthPayload');
  expect((await exited).code).toBe(0);
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});

test('on SIGTERM, a connection that was never used does not delay the exit', async () => {
  const metricsPort = String(await freePort());
  const { server, url } = await start({ METRICS_PORT: metricsPort, SHUTDOWN_GRACE_SECONDS: '30' });
  await open(url);
  url.port = metricsPort;
  await open(url);
  await fetch(new URL('/metrics', url));
  expect((await server.kill('SIGTERM')).output).not.toContain('stopped before all requests had finished');
});

test('on SIGTERM, a client that hangs is cut off after the grace period, and the log says so', async () => {
  const { server, url } = await start({ SHUTDOWN_GRACE_SECONDS: '1' });
  const socket = await hang(url);
  await fetch(new URL('/livez', url));
  const closed = once(socket, 'close');
  const { code, output } = await server.kill('SIGTERM');
  await closed;
  expect([code, output]).toEqual([0, expect.stringContaining('stopped before all requests had finished')]);
});

test('a second SIGTERM ends the process at once', async () => {
  const { server, url } = await start({ SHUTDOWN_GRACE_SECONDS: '60' });
  await hang(url);
  await fetch(new URL('/livez', url));
  void server.kill('SIGTERM');
  await server.refuses(url);
  expect((await server.kill('SIGTERM')).code).toBe(1);
});

test('on SIGTERM while it starts, the server exits with 0', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const server = new ServerProcess({ DATABASE_URL: `postgresql://127.0.0.1:${port}/gatehouse` });
  await once(silent, 'connection');
  expect((await server.kill('SIGTERM')).code).toBe(0);
  silent.close();
});

test('on SIGTERM while its database is down, the server exits with 0', async () => {
  const { postgres, url: databaseUrl } = await startPostgres(`${await createDataFolder()}/postgres`);
  const { server } = await start({ DATABASE_URL: databaseUrl });
  await postgres.stop();
  expect((await server.kill('SIGTERM')).code).toBe(0);
});
