import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { doctor } from '../support/doctor.js';
import { ForwardingProxy } from '../support/forwarding-proxy.js';
import { freePort } from '../support/free-port.js';
import { ServerProcess } from '../support/server-process.js';

/** Where the proxy says that its clients are. */
const CLIENT = '198.51.100.7';

const proxy = new ForwardingProxy();
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('postgresql');
  await proxy.start();
});
afterEach(() => {
  proxy.headersFor = (headers) => headers;
});
afterAll(async () => {
  proxy.stop();
  await database.remove();
});

const settings = (more: Record<string, string> = {}) => ({
  DATABASE_URL: database.databaseUrl ?? '',
  DATA_DIR: database.dataDir,
  JWT_ISSUER: proxy.url,
  ...more,
});

/** What doctor finds about a server behind the proxy. */
async function judge(more: Record<string, string>, ofDoctor = {}) {
  const server = new ServerProcess(settings(more));
  proxy.leadTo(await server.url());
  const { code, of } = await doctor(settings({ ...more, ...ofDoctor }));
  await server.kill('SIGTERM');
  return { code, publicUrl: of('public URL'), proxy: of('proxy') };
}

const appending: ForwardingProxy['headersFor'] = (headers) => ({
  ...headers,
  'x-forwarded-for': [headers['x-forwarded-for'], CLIENT].filter(Boolean).join(', '),
});

describe('doctor, on the proxy', () => {
  test('doctor finds nothing wrong if TRUST_PROXY names the proxy', async () => {
    proxy.headersFor = appending;
    const found = await judge({ TRUST_PROXY: '127.0.0.1' });
    expect(found).toEqual({
      code: 0,
      publicUrl: [`ok: ${proxy.url} leads to the server`],
      proxy: ['ok: clients are known by their addresses, through 1 of TRUST_PROXY'],
    });
  });

  test('doctor reports a proxy that TRUST_PROXY does not name, by its address', async () => {
    proxy.headersFor = appending;
    const found = await judge({});
    expect([found.code, found.proxy]).toEqual([
      1,
      [expect.stringMatching(/^fault: A proxy at 127.0.0.1 is not in TRUST_PROXY.*Set TRUST_PROXY=127.0.0.1$/)],
    ]);
  });

  test('doctor reports a trusted proxy that lets clients claim any address', async () => {
    const found = await judge({ TRUST_PROXY: '127.0.0.1' });
    expect([found.code, found.proxy]).toEqual([1, [expect.stringMatching(/so anyone can claim any address/)]]);
  });

  test('doctor reports a public URL that leads to something else', async () => {
    const other = createServer((_request, response) => response.writeHead(404).end('nothing here'));
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const { port } = other.address() as AddressInfo;
    const { code, of } = await doctor(settings({ JWT_ISSUER: `http://localhost:${port}` }));
    other.close();
    expect([code, of('public URL')]).toEqual([
      1,
      [expect.stringMatching(/^fault: .* leads to something else: \/livez responds with 404/)],
    ]);
  });

  test('doctor warns of a public URL that this machine does not reach', async () => {
    const url = `http://localhost:${await freePort()}`;
    const { code, of } = await doctor(settings({ JWT_ISSUER: url }));
    expect([code, of('public URL')]).toEqual([
      0,
      [expect.stringMatching(/^warning: .* does not reach .*ECONNREFUSED/)],
    ]);
  });

  test('in production, doctor warns of an APP_URL that does not respond', async () => {
    const appUrl = `http://localhost:${await freePort()}`;
    const production = {
      NODE_ENV: 'production',
      BCRYPT_COST: '10',
      JWT_SECRET: 'a secret of at least thirty-two bytes',
    };
    const mail = { SMTP_URL: `smtp://127.0.0.1:${await freePort()}`, MAIL_FROM: 'no-reply@example.com' };
    const { of } = await doctor(settings({ ...production, ...mail, APP_URL: appUrl }));
    expect(of('APP_URL')).toEqual([expect.stringMatching(/^warning: .*ECONNREFUSED\)\. Correct APP_URL\.$/)]);
  });

  test('a server reports nothing about requests to someone who has other keys', async () => {
    proxy.headersFor = appending;
    const found = await judge({ TRUST_PROXY: '127.0.0.1' }, { JWT_SECRET: 'a secret of at least thirty-two bytes' });
    expect([found.publicUrl, found.proxy]).toEqual([[expect.stringMatching(/^warning: .* has other keys/)], []]);
  });
});
