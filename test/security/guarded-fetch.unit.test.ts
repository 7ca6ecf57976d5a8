import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedFetch } from '../../src/security/guarded-fetch.js';

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

const PRIVATE = [
  ...['127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
  ...['224.0.0.1', '255.255.255.255', '192.0.2.1', '198.18.0.1'],
  ...['[::1]', '[::]', '[fe80::1]', '[fd00::1]', '[::ffff:127.0.0.1]', '[::ffff:a9fe:a9fe]', '[64:ff9b::7f00:1]'],
  ...['2130706433', '0x7f.1', '127.1', 'localhost'],
];

test.each(PRIVATE)('in production, nothing is requested from %s', async (host) => {
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
