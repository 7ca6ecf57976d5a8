import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { problemOfUrl } from '../../src/webhooks/webhook-input.js';
import { WebhookSender } from '../../src/webhooks/webhook-sender.js';

const PRIVATE = [
  ...['127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
  ...['[::1]', '[::]', '[fe80::1]', '[fd00::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '127.1', 'localhost'],
];

let server: Server;
let requests: string[];
const portOf = () => (server.address() as AddressInfo).port;
beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
});
beforeEach(() => {
  requests = [];
});
afterAll(() => server.close());

const send = (url: string, isProduction = true) =>
  new WebhookSender(isProduction, () => new Date()).send({ url, id: 'id', body: '{}', secrets: [Buffer.alloc(32)] });

test.each(PRIVATE)('in production, a webhook whose host is %s is refused when it is saved', (host) => {
  expect(problemOfUrl(`https://${host}/`, true)?.code).toBe('FORBIDDEN_URL');
});

test.each(PRIVATE)('in production, nothing is sent to %s, even if it was saved', async (host) => {
  const { attempt } = await send(`https://${host}:${portOf()}/`);
  expect(attempt).toMatchObject({ status: null, problem: 'PRIVATE_ADDRESS' });
});

test('in production, nothing is sent without TLS', async () => {
  expect(problemOfUrl('http://example.com/', true)?.code).toBe('FORBIDDEN_URL');
  expect((await send(`http://localhost:${portOf()}/`)).attempt.problem).toBe('NOT_HTTPS');
  expect(requests).toEqual([]);
});

test('during development, webhooks may be on this machine and without TLS', async () => {
  const url = `http://localhost:${portOf()}/`;
  expect(problemOfUrl(url, false)).toBeUndefined();
  expect((await send(url, false)).attempt.status).toBe(200);
});

test.each([
  'https://example.com/\n',
  'https://example.com/\r\nhost: x',
  'https://exa\tmple.com/',
  'https://example.com/ x',
])('a URL with whitespace or line breaks is refused: %j', (url) => {
  expect(problemOfUrl(url, false)?.code).toBe('FORBIDDEN_URL');
});

test('what a URL has encoded stays encoded', async () => {
  await send(`http://127.0.0.1:${portOf()}/%0d%0ax-injected:%201`, false);
  expect(requests).toEqual(['/%0d%0ax-injected:%201']);
});

test('a receiver that cannot be reached is a failed attempt, with a code', async () => {
  const { attempt } = await send('http://127.0.0.1:1/', false);
  expect(attempt).toMatchObject({ status: null, problem: expect.stringMatching(/^[A-Z_]+$/) });
});
