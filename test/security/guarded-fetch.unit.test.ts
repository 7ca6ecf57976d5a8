import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedFetch, type ResolveHost } from '../../src/security/guarded-fetch.js';
import { PRIVATE_HOSTS } from '../support/private-hosts.js';

const guarded = createGuardedFetch({ allowPrivate: false });
const allowing = createGuardedFetch({ allowPrivate: true });
const impatient = createGuardedFetch({ allowPrivate: true, timeoutMillis: 200 });

let server: Server;
let url: string;
let respond: RequestListener;
let connections: number;

beforeAll(async () => {
  server = createServer((request, response) => respond(request, response));
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test.each(PRIVATE_HOSTS)('in production, nothing is requested from %s', async (host) => {
  connections = 0;
  const { port } = new URL(url);
  await expect(guarded(`https://${host}:${port}/`)).rejects.toThrow();
  expect(connections).toBe(0);
});

test('in production, nothing is requested by HTTP, as the keys of ID tokens could be', async () => {
  await expect(guarded('http://example.com/jwks')).rejects.toThrow('does not begin with https:');
});

test('a name that leads to a private address is refused for that reason', async () => {
  const failure = await guarded(`https://localhost:${new URL(url).port}/`).catch((error) => error);
  expect(String(failure.cause ?? failure)).toContain('not a public one');
});

/** Was given back to IANA and leads nowhere, but could be a host's. */
const PUBLIC = '3ffe::1';

/** Resolves a name to other addresses each time, as the DNS of an attacker does, and at last to this machine. */
function rebinding(...answers: string[][]): { resolveHost: ResolveHost; hosts: string[] } {
  const hosts: string[] = [];
  const resolveHost: ResolveHost = (host, _options, callback) => {
    const addresses = answers[hosts.push(host) - 1] ?? ['127.0.0.1'];
    setImmediate(() =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    );
  };
  return { resolveHost, hosts };
}

async function requestFrom(resolveHost: ResolveHost): Promise<string> {
  connections = 0;
  const fetch = createGuardedFetch({ allowPrivate: false, timeoutMillis: 500, resolveHost });
  const failure = await fetch(`https://rebinding.example:${new URL(url).port}/`).catch((error) => error);
  return String(failure.cause ?? failure);
}

test('a name that leads to this machine once it was checked does not lead there: it is checked for the connection, which uses what was checked', async () => {
  const { resolveHost, hosts } = rebinding([PUBLIC]);
  await requestFrom(resolveHost);
  expect([connections, hosts]).toEqual([0, ['rebinding.example']]);
});

test.each([
  ['this machine', [['127.0.0.1']]],
  ['this machine, too', [[PUBLIC, '127.0.0.1']]],
  ['a metadata service', [['::ffff:a9fe:a9fe']]],
  ['nothing', [[]]],
])('a name that leads to %s is refused, whatever it led to before', async (_, answers) => {
  expect(await requestFrom(rebinding(...answers).resolveHost)).toContain('not a public one');
  expect(connections).toBe(0);
});

test('a name that is never resolved is given up in time', async () => {
  expect(await requestFrom(() => {})).toMatch(/timeout|aborted/i);
});

test.each(['169.254.169.254', '[fe80::1]', '[::ffff:169.254.169.254]'])(
  'even during development, nothing is requested from %s',
  async (host) => {
    await expect(allowing(`http://${host}/`)).rejects.toThrow('not a public one');
  },
);

test('a response is returned with its status, headers and body', async () => {
  respond = (_, response) => response.writeHead(201, { 'x-answer': 'yes' }).end('{"a":1}');
  const response = await allowing(url);
  expect([response.status, response.headers.get('x-answer'), await response.json()]).toEqual([201, 'yes', { a: 1 }]);
});

test('a response of exactly 1 MB is read, and a longer one is not', async () => {
  const megabyte = 1024 * 1024;
  respond = (_, response) => response.end(Buffer.alloc(megabyte, ' '));
  expect((await (await allowing(url)).text()).length).toBe(megabyte);
  respond = (_, response) => response.end(Buffer.alloc(megabyte + 1, ' '));
  await expect(allowing(url)).rejects.toThrow('too long');
});

test('a redirect is returned and not followed', async () => {
  let requests = 0;
  respond = (_, response) => {
    requests += 1;
    response.writeHead(302, { location: url }).end();
  };
  expect((await allowing(url)).status).toBe(302);
  expect(requests).toBe(1);
});

test('a response that does not begin in time is given up', async () => {
  respond = () => {};
  await expect(impatient(url)).rejects.toThrow(/timeout|aborted/i);
});

test('a response that does not end in time is given up', async () => {
  respond = (_, response) => response.writeHead(200).write('{');
  await expect(impatient(url)).rejects.toThrow(/timeout|aborted/i);
});
