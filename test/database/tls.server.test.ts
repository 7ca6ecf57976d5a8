import { setTimeout as sleep } from 'node:timers/promises';
import { LISTENER_NAME } from '../../src/database/notifications.js';
import { ApiClient, PASSWORD } from '../support/api-client.js';
import { createDataFolder } from '../support/databases.js';
import { startApp } from '../support/gatehouse.js';
import { RecordingRelay } from '../support/recording-relay.js';
import { ServerProcess } from '../support/server-process.js';
import { TlsPostgres, tlsFile } from '../support/tls-postgres.js';

/** https://www.postgresql.org/docs/current/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-SSLREQUEST */
const SSL_REQUEST = Buffer.from('0000000804d2162f', 'hex');

const VERIFIED = { sslmode: 'verify-full', sslrootcert: tlsFile('ca.crt') };

let postgres: TlsPostgres;
beforeAll(async () => {
  postgres = await TlsPostgres.start();
});
afterAll(() => postgres.stop());

/** What the server prints when it cannot start. */
async function refusal(databaseUrl: string): Promise<string> {
  const { code, output } = await new ServerProcess({ DATABASE_URL: databaseUrl }).exited;
  expect(code).toBe(1);
  expect(output).not.toMatch(/password@|\n.*\n/);
  return output;
}

/** Whether a server starts and finds its database. */
async function starts(databaseUrl: string): Promise<boolean> {
  const app = await startApp({ databaseUrl }, []);
  const { statusCode } = await app.server.inject('/readyz');
  await app.close();
  return statusCode === 200;
}

describe('PostgreSQL that requires TLS', () => {
  test.each([
    ['verify-full, with its authority', VERIFIED],
    ['verify-ca, with its authority', { ...VERIFIED, sslmode: 'verify-ca' }],
    ['require', { sslmode: 'require' }],
    ['prefer', { sslmode: 'prefer' }],
    ['no-verify', { sslmode: 'no-verify' }],
    ['channel binding', { sslmode: 'require', channel_binding: 'require' }],
    ['TLS from the first byte', { ...VERIFIED, sslnegotiation: 'direct' }],
    [
      'a certificate of its user',
      { ...VERIFIED, user: 'certified', sslcert: tlsFile('client.crt'), sslkey: tlsFile('client.key') },
    ],
  ])('a PostgreSQL that requires TLS is used with %s', async (_, parameters) => {
    await expect(starts(postgres.url(parameters))).resolves.toBe(true);
  });

  test.each([
    ['no TLS', {}, 'it does not accept the user, or it requires TLS'],
    ['sslmode=disable', { sslmode: 'disable' }, 'or it requires TLS'],
    [
      'an authority that nobody here trusts',
      { sslmode: 'verify-full' },
      'not signed by an authority that is trusted here',
    ],
    [
      'another authority',
      { ...VERIFIED, sslrootcert: tlsFile('other-ca.crt') },
      'not signed by an authority that is trusted here',
    ],
    [
      'require and another authority',
      { sslmode: 'require', sslrootcert: tlsFile('other-ca.crt') },
      'not signed by an authority',
    ],
  ])('a PostgreSQL that requires TLS is not used with %s, and the server says why', async (_, parameters, reason) => {
    await expect(refusal(postgres.url(parameters))).resolves.toContain(reason);
  });

  test.each(['trusted', 'plain'])(
    'a PostgreSQL without the required channel binding is not used: user %s',
    async (user) => {
      const parameters = { ...VERIFIED, user };
      await expect(starts(postgres.url(parameters))).resolves.toBe(true);
      await expect(refusal(postgres.url({ ...parameters, channel_binding: 'require' }))).resolves.toContain(
        'it offers no channel binding',
      );
    },
  );

  test('a PostgreSQL is not used at an address that its certificate does not name', async () => {
    const url = postgres.url(VERIFIED).replace('localhost', '127.0.0.1');
    await expect(refusal(url)).resolves.toContain('its certificate is for another host name');
  });

  test('a PostgreSQL that requires TLS is used over its Unix socket without TLS', async () => {
    const { socketFolder, port } = postgres;
    await expect(starts(`postgresql://postgres:password@/postgres?host=${socketFolder}&port=${port}`)).resolves.toBe(
      true,
    );
    const host = encodeURIComponent(socketFolder);
    await expect(starts(`postgresql://postgres:password@${host}:${port}/postgres?sslmode=require`)).resolves.toBe(true);
  });
});

describe('an eavesdropper between the server and a PostgreSQL with TLS', () => {
  let relay: RecordingRelay;
  let databaseUrl: string;
  beforeEach(async () => {
    relay = new RecordingRelay(new URL(postgres.url(VERIFIED)));
    databaseUrl = await relay.start();
  });
  afterEach(() => relay.stop());

  const expectNoClearText = () => {
    expect(relay.sent.length).toBeGreaterThan(0);
    for (const [first] of relay.sent) expect(first).toEqual(SSL_REQUEST);
    expect(relay.traffic.toString('latin1')).not.toMatch(/select|insert|listen|update|scram|\$2[aby]\$|@example/i);
  };

  test('an eavesdropper reads nothing that requests, listening or cancelled statements send', async () => {
    const app = await startApp({ databaseUrl, databaseTimeoutSeconds: 1 }, []);
    await new ApiClient(app.server).newUser();
    const [listening] = await app.database.em.execute<unknown[]>(
      'select from pg_stat_activity where application_name = ?',
      [LISTENER_NAME],
    );
    expect(listening).toBeDefined();
    const connections = relay.sent.length;
    await expect(app.database.em.execute('select pg_sleep(60)')).rejects.toThrow();
    while (relay.sent.length === connections) await sleep(20);
    const isAsleep = () =>
      app.database.em.execute<unknown[]>("select from pg_stat_activity where wait_event = 'PgSleep'");
    while ((await isAsleep()).length > 0) await sleep(20);
    await app.close();
    expectNoClearText();
  });

  test('an eavesdropper reads nothing that the command line sends', async () => {
    const environment = { DATABASE_URL: databaseUrl, DATA_DIR: await createDataFolder() };
    const cli = new ServerProcess(environment, 'dist/src/cli/main.js', ['user', 'create', 'tls@example.com']);
    cli.write(`${PASSWORD}\n`);
    expect(await cli.exited).toMatchObject({ code: 0, output: expect.stringContaining('created tls@example.com') });
    expectNoClearText();
  });
});

describe('PostgreSQL without TLS', () => {
  test('a PostgreSQL without TLS is not used where TLS is required, and the server says what to do', async () => {
    const url = Object.assign(new URL(process.env.TEST_DATABASE_URL as string), { search: '?sslmode=require' }).href;
    await expect(refusal(url)).resolves.toContain('it does not offer TLS');
  });
});
