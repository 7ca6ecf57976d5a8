import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { problemOfUrl } from '../../src/webhooks/webhook-input.js';
import { WebhookSender } from '../../src/webhooks/webhook-sender.js';
import { PRIVATE_HOSTS } from '../support/private-hosts.js';

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

test.each(PRIVATE_HOSTS)('in production, a webhook whose host is %s is refused when it is saved', (host) => {
  expect(problemOfUrl(`https://${host}/`, true)?.code).toBe('FORBIDDEN_URL');
});

test.each(PRIVATE_HOSTS)('in production, nothing is sent to %s, even if it was saved', async (host) => {
  const { attempt } = await send(`https://${host}:${portOf()}/`);
  // Not every system knows the names below localhost.
  expect(attempt).toMatchObject({ status: null, problem: expect.stringMatching(/^PRIVATE_ADDRESS$|^ENOTFOUND$/) });
});

test.each(['1.1.1.1', '[2606:4700::1111]', 'example.com', 'example.com.', 'localhost.example', 'bücher.example'])(
  'a webhook whose host is %s may be saved in production',
  (host) => {
    expect(problemOfUrl(`https://${host}/`, true)).toBeUndefined();
  },
);

test('in production, nothing is sent without TLS', async () => {
  expect(problemOfUrl('http://example.com/', true)?.code).toBe('FORBIDDEN_URL');
  expect((await send(`http://localhost:${portOf()}/`)).attempt.problem).toBe('NOT_HTTPS');
  expect(requests).toEqual([]);
});

test('a URL with capital letters is one by HTTPS, too', async () => {
  const url = 'HTTPS://LOCALHOST.:1/';
  expect(problemOfUrl('HTTPS://EXAMPLE.com/', true)).toBeUndefined();
  expect((await send(url)).attempt.problem).not.toBe('NOT_HTTPS');
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

test('a receiver whose certificate nobody has signed is sent nothing', async () => {
  const [key, cert] = ['key', 'crt'].map((end) => readFileSync(`test/support/tls/server.${end}`));
  const secure = createTlsServer({ key, cert }, (request) => requests.push(request.url ?? ''));
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
  const { attempt } = await send(`https://127.0.0.1:${(secure.address() as AddressInfo).port}/`, false);
  secure.close();
  expect([attempt.status, attempt.problem, requests]).toEqual([null, expect.stringMatching(/CERT|VERIFY/), []]);
});

test('what a URL has encoded stays encoded', async () => {
  await send(`http://127.0.0.1:${portOf()}/%0d%0ax-injected:%201`, false);
  expect(requests).toEqual(['/%0d%0ax-injected:%201']);
});

test('a receiver that cannot be reached is a failed attempt, with a code', async () => {
  const { attempt } = await send('http://127.0.0.1:1/', false);
  expect(attempt).toMatchObject({ status: null, problem: expect.stringMatching(/^[A-Z_]+$/) });
});
