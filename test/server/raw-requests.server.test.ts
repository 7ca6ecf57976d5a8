import { useGatehouse } from '../support/gatehouse.js';
import { type RawAnswer, sendRaw } from '../support/raw-http.js';

const gatehouse = useGatehouse({ trustProxy: '127.0.0.1', smtpUrl: undefined });

let port: number;
beforeAll(async () => {
  port = Number(new URL(await gatehouse.api.origin()).port);
});
afterEach(() => {
  expect(gatehouse.log.splice(0).filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});

const QUERY = JSON.stringify({ query: '{ __typename }' });
const SUBSCRIPTION = JSON.stringify({ query: 'subscription { sessionEnded { reason } }' });

function send(requestLine: string, headers: readonly string[] = ['host: localhost'], body = ''): Promise<RawAnswer> {
  const lines = [requestLine, ...headers, 'connection: close', `content-length: ${body.length}`];
  return sendRaw(port, `${lines.join('\r\n')}\r\n\r\n${body}`);
}

function post(headers: readonly string[], version = 'HTTP/1.1', target = '/graphql'): Promise<RawAnswer> {
  return send(`POST ${target} ${version}`, ['content-type: application/json', ...headers], QUERY);
}

describe('the Host header', () => {
  test.each([
    ['names a host', ['host: localhost:4000']],
    ['names a host with an underscore', ['Host: my_service.internal']],
    ['names an IPv6 address', ['host: [::1]:4000']],
    ['has a port that no one can have', ['host: localhost:99999']],
    ['is empty', ['host:']],
  ])('a request whose Host %s is served', async (_, headers) => {
    expect(await post(headers)).toEqual({ status: 200, body: expect.stringContaining('{"data":') });
  });

  test('a request without Host in HTTP/1.0 is served, as health checks are', async () => {
    expect((await post([], 'HTTP/1.0')).status).toBe(200);
    expect((await send('GET /readyz HTTP/1.0', [])).status).toBe(200);
  });

  test.each([
    ['is missing', []],
    ['is sent twice', ['host: localhost', 'HOST: localhost']],
    ...[
      '[',
      '[::1',
      ']',
      'a b',
      'a/b',
      'a@b',
      'a#b',
      'a?b',
      'a\\b',
      'a:b',
      'a:80:80',
      ':80',
      '<a>',
      '\xfc\xff',
      '"a"',
    ].map((host) => [`is ${host}`, [`host: ${host}`]] as [string, string[]]),
  ])('a request whose Host %s gets 400, and the error names the header', async (_, headers) => {
    const { status, body } = await post(headers);
    expect([status, JSON.parse(body).errors[0]]).toEqual([
      400,
      { message: expect.stringContaining('Host'), extensions: { code: 'BAD_REQUEST' } },
    ]);
  });
});

test('emails are not shown to a request that does not say which host it is for', async () => {
  expect((await send('GET /dev/mail HTTP/1.1', ['host:'])).status).toBe(403);
  expect((await send('GET /dev/mail HTTP/1.0', [])).status).toBe(403);
});

test.each([
  ['an empty Host', ['host:']],
  ['an empty X-Forwarded-Host', ['host: localhost', 'x-forwarded-host: ,']],
])('a page that was opened from a file may not use cookies by sending %s', async (_, headers) => {
  expect((await post([...headers, 'origin: file://', 'x-auth-transport: cookie'])).status).toBe(403);
});

describe('requests that a trusted proxy passes on', () => {
  test.each(
    ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-for', 'x-forwarded-port', 'forwarded'].flatMap((name) =>
      ['', ',', '[', '://', 'https,http', 'a b', '\xff', 'fe80::1%eth0', '1.2.3.4:5', '[::1]:5', 'x'.repeat(400)].map(
        (value) => [name, value] as const,
      ),
    ),
  )('a request from a trusted proxy with %s: %s is served', async (name, value) => {
    expect((await post(['host: localhost', `${name}: ${value}`])).status).toBe(200);
    const asCookie = ['host: [::1]', `${name}: ${value}`, 'x-auth-transport: cookie', 'origin: http://localhost'];
    expect((await post(asCookie)).status).toBe(200);
  });
});

const METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS', 'TRACE', 'CONNECT', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'QUERY'];
const TARGETS = [
  ...[
    '*',
    '/',
    '//',
    '//graphql',
    '///livez',
    '/graphql/',
    '/graphql;a=b',
    '/%',
    '/%zz',
    '/%ff',
    '/%00',
    '/..',
    '/a\\b',
  ],
  ...['/graphql?', '/graphql?%zz', '/graphql?query=%ff', '/graphql?query={__typename}#', '/graphql?query=a&query=b'],
  ...['/graphql?variables={', '/graphql?extensions=[]', '/graphql?__proto__=1', '/graphql?query[]=x', '/graphql#%zz'],
  ...[
    'http://[/graphql',
    'http:///graphql',
    'http://localhost/graphql',
    'http://a:99999/',
    'https:graphql',
    '://',
    'a:1',
  ],
  ...['/graphql/session', '/graphql/stream', '/graphql/stream?%zz', '/dev/mail', '/metrics', '/.well-known/jwks.json'],
];
const HEADERS = [
  [],
  ['host:', 'origin: http://[', 'access-control-request-method: [', 'x-auth-transport: cookie'],
  ['host: localhost', 'connection: upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'],
  ['host: localhost', 'accept: text/html', 'if-none-match: "', 'accept-encoding: gzip, ;q=', 'cookie: =;%zz=%zz;='],
  ['host: localhost', 'accept: text/event-stream', 'content-type: application/json', 'authorization: Bearer'],
  ['host: localhost', 'content-type: application/json; charset=', 'traceparent: 00-0-0-0', 'x-request-id: \x7f'],
];

/** Each target by each method, and with each set of headers. */
const REQUESTS = TARGETS.flatMap((target, index) => [
  ...METHODS.map(
    (method) => [`${method} ${target} HTTP/1.${index % 2}`, HEADERS[index % HEADERS.length] ?? []] as const,
  ),
  ...HEADERS.flatMap((headers) =>
    [`GET ${target} HTTP/1.1`, `POST ${target} HTTP/1.1`].map((it) => [it, headers] as const),
  ),
]);

test.each(['h2c', 'TLS/1.0', 'h2c, websocket'])(
  'a client that offers to upgrade to %s gets its response by HTTP/1.1',
  async (offer) => {
    expect((await post(['host: localhost', `upgrade: ${offer}`, 'connection: upgrade'])).status).toBe(200);
  },
);

describe('hostile requests', () => {
  test.each(['', QUERY, SUBSCRIPTION])('no method, target or headers make the server fail: body %j', async (body) => {
    for (const [line, headers] of REQUESTS) {
      const { status } = await send(line, headers, body);
      if (status >= 500) throw new Error(`${status} for ${line} ${headers.join(', ')}`);
    }
  });

  test.each([
    'GET / HTTP/9.9\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'GET /livez HTTP/1.1\nhost: localhost\n\n',
    'GET /livez HTTP/1.1\r\nhost : localhost\r\n\r\n',
    'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}',
    'POST /graphql HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    'POST /graphql HTTP/1.1\r\nhost: localhost\r\nexpect: x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
  ])('a malformed request neither makes the server fail nor keeps its connection open: %j', async (bytes) => {
    expect((await sendRaw(port, bytes)).status >= 500).toBe(false);
  });
});
