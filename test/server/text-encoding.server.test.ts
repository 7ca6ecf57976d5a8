import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import WebSocket from 'ws';
import { type Answer, PASSWORD, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { LOGIN, ME, REGISTER } from '../support/operations.js';

const gatehouse = useGatehouse();

const JSON_TYPE = 'application/json';
const NINE_LETTERS = 'пароль123';

async function post(payload: string | Buffer, contentType = JSON_TYPE, url = '/graphql') {
  const headers = { 'content-type': contentType, accept: url === '/graphql/stream' ? 'text/event-stream' : JSON_TYPE };
  const response = await gatehouse.app.server.inject({ method: 'POST', url, headers, payload });
  return { status: response.statusCode, body: response.body };
}

const refused = (message: string) => ({
  status: 400,
  body: expect.stringMatching(
    new RegExp(`^{"errors":\\[{"message":".*${message}.*","extensions":{"code":"BAD_REQUEST"}}\\]}$`),
  ),
});

const bodyOf = (query: string, variables: object) => JSON.stringify({ query, variables });

/** As a client writes it whose text is in windows-1251. */
function windows1251(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (c) => (c >= 'А' && c <= 'я' ? c.charCodeAt(0) - 0x410 + 0xc0 : c.charCodeAt(0))),
  );
}

describe('bodies that are not UTF-8', () => {
  test.each(['/graphql', '/graphql/session', '/graphql/stream'])('%s rejects a body that is not UTF-8', async (url) => {
    expect(await post(Buffer.from('{"query":"{ me { id } } # \xff"}', 'latin1'), JSON_TYPE, url)).toEqual(
      refused('UTF-8'),
    );
  });

  test('a body that is not UTF-8 creates no account whose password any nine letters would match', async () => {
    const email = someEmail();
    const registration = bodyOf(REGISTER, { input: { email, password: NINE_LETTERS } });
    expect(await post(windows1251(registration))).toEqual(refused('UTF-8'));
    await gatehouse.api.register({ email, password: `${'\ufffd'.repeat(6)}123` });
    const login = bodyOf(LOGIN, { input: { email, password: NINE_LETTERS } });
    expect((await post(windows1251(login))).body).not.toContain('AuthPayload');
  });

  test.each([
    ['a truncated character', [0xd0]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['an encoded surrogate', [0xed, 0xa0, 0x80]],
    ['a character beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ['UTF-16', [...Buffer.from('\ufeff{}', 'utf16le')]],
  ])('a body with %s is rejected', async (_, bytes) => {
    const payload = Buffer.concat([Buffer.from('{"query":"{ me { id } } # '), Buffer.from(bytes), Buffer.from('"}')]);
    expect(await post(payload)).toEqual(refused('UTF-8'));
  });
});

test.each(['gzip', 'br', 'identity, gzip'])(
  'a body with the content encoding %s is rejected, and why',
  async (encoding) => {
    const headers = { 'content-type': JSON_TYPE, 'content-encoding': encoding };
    const payload = gzipSync(bodyOf(ME, {}));
    const { statusCode, body } = await gatehouse.app.server.inject({
      method: 'POST',
      url: '/graphql',
      headers,
      payload,
    });
    expect([statusCode, body]).toEqual([415, refused('Compressed').body]);
  },
);

test('a body that says that it is not compressed is accepted', async () => {
  const headers = { 'content-type': JSON_TYPE, 'content-encoding': 'identity' };
  const payload = bodyOf(ME, {});
  expect((await gatehouse.app.server.inject({ method: 'POST', url: '/graphql', headers, payload })).statusCode).toBe(
    200,
  );
});

describe('bodies that declare a charset', () => {
  test.each([
    ...['windows-1251', 'latin1', 'ISO-8859-1', 'utf-16', 'utf-16le', 'us-ascii', '"utf-7"', "'utf-8'", '""', 'utf-8x'],
    ...['utf-8; charset=latin1', 'latin1; charset=utf-8', '"latin1\\"; charset=utf-8'],
  ])('a body that declares the charset %s is rejected', async (charset) => {
    expect(await post(bodyOf(ME, {}), `${JSON_TYPE}; charset=${charset}`)).toEqual(refused('charset'));
  });

  test.each(['utf-8', 'UTF-8', 'utf8', 'UTF8', '"utf-8"', '"UTF8"', 'utf-8; profile="x"'])(
    'a body that declares the charset %s is read',
    async (charset) => {
      const answer = await post(bodyOf(ME, {}), `application/JSON;charset=${charset}`);
      expect(answer).toEqual({ status: 200, body: expect.stringContaining('"me":null') });
    },
  );
});

describe('bodies in UTF-8', () => {
  test('a body in UTF-8 may begin with a byte order mark, and contain any character', async () => {
    const query = 'query ($id: ID!) { node(id: $id) { id } } # Ü😀';
    const answer = await post(`\ufeff${bodyOf(query, { id: '\u{10ffff}😀' })}`);
    expect(answer.status).toBe(200);
  });

  test.each(['{"__proto__": {"query": "{me{id}}"}}', '{"constructor": {"prototype": {"query": "{me{id}}"}}}'])(
    'a body cannot reach a prototype: %s',
    async (payload) => expect((await post(payload)).status).toBe(400),
  );
});

describe('query strings that are not UTF-8', () => {
  const get = async (url: string) => {
    const response = await gatehouse.app.server.inject({ url, headers: { 'apollo-require-preflight': 'yes' } });
    return { status: response.statusCode, body: response.body };
  };

  test.each([
    '/graphql?query=%7Bme%7Bid%7D%7D%23%FF',
    '/graphql?query=%7Bme%7Bid%7D%7D&variables=%7B%22a%22%3A%22%CF%F0%E8%22%7D',
    '/graphql/session?query=%7Bme%7Bid%7D%7D%23%ED%A0%80',
    '/graphql?query=%7Bme%7Bid%7D%7D%23%C0%AF',
    '/graphql?query=%7Bme%7Bid%7D%7D%23%zz',
  ])('a query string that is not UTF-8 is rejected: %s', async (url) => {
    expect(await get(url)).toEqual(refused('UTF-8'));
  });

  test('a query string is rejected if its bytes are not percent-encoded', async () => {
    const address = new URL(await gatehouse.api.url());
    const socket = connect(Number(address.port), 'localhost');
    socket.end(
      Buffer.from(
        'GET /graphql?query={me{id}}%23\xff HTTP/1.1\r\nHost: localhost\r\nApollo-Require-Preflight: yes\r\nConnection: close\r\n\r\n',
        'latin1',
      ),
    );
    const text = String(Buffer.concat(await socket.toArray()));
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('a query string in UTF-8 is read, with %C3%BC and a plus sign', async () => {
    const answer = await get('/graphql?query=%7Bme%7Bid%7D%7D+%23%C3%BC');
    expect(answer).toEqual({ status: 200, body: expect.stringContaining('"me":null') });
  });
});

describe('WebSocket messages that are not UTF-8', () => {
  async function closeCodeAfter(message: Buffer, binary: boolean): Promise<number> {
    const url = (await gatehouse.api.url()).replace('http', 'ws');
    const socket = new WebSocket(url, 'graphql-transport-ws');
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.once('open', () => socket.send(message, { binary }));
    return closed;
  }

  test('a WebSocket message that is not UTF-8 closes the connection with 1007', async () => {
    const message = Buffer.from('{"type":"connection_init","payload":{"authorization":"\xff"}}', 'latin1');
    expect(await closeCodeAfter(message, false)).toBe(1007);
  });

  test('a binary WebSocket message closes the connection with 1003, whatever its encoding', async () => {
    expect(await closeCodeAfter(Buffer.from('{"type":"ping"}\xff', 'latin1'), true)).toBe(1003);
    expect(await closeCodeAfter(Buffer.from('{"type":"ping"}'), true)).toBe(1003);
  });
});

describe('halves of surrogate pairs', () => {
  const send = async (variables: object): Promise<Answer> => gatehouse.api.send(LOGIN, variables);

  test.each(['\ud800', 'a\udfffb', '\udc00\ud800', '😀'.slice(0, 1)])(
    'half a surrogate pair, %j, is rejected, and the error says where',
    async (half) => {
      const { status, errors } = await send({ input: { email: someEmail(), password: `${PASSWORD}${half}` } });
      expect([status, errors?.[0]?.extensions?.code]).toEqual([400, 'BAD_USER_INPUT']);
      expect(errors?.[0]?.message).toContain('"$input" contains half of a surrogate pair at "input.password"');
    },
  );

  test('half a surrogate pair is rejected in a document', async () => {
    const literal = await gatehouse.api.send('{ node(id: "\\ud800") { id } }');
    const raw = await gatehouse.api.send('{ node(id: "\ud800") { id } }');
    const name = await gatehouse.api.send('query ($\ud800: ID!) { me { id } }');
    expect([literal, raw, name].map(({ status, errors }) => [status, errors?.[0]?.extensions?.code])).toEqual(
      Array(3).fill([400, 'GRAPHQL_PARSE_FAILED']),
    );
  });

  test('half a surrogate pair is rejected in variables of a GET request', async () => {
    const query = encodeURIComponent('query ($id: ID!) { node(id: $id) { id } }');
    const variables = encodeURIComponent('{"id":"\\ud800"}');
    const headers = { 'apollo-require-preflight': 'yes' };
    const response = await gatehouse.app.server.inject({
      url: `/graphql?query=${query}&variables=${variables}`,
      headers,
    });
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  test.each([{ unused: '\ud800' }, { '\ud800': 1 }])(
    'half a surrogate pair is rejected in variables of a subscription: %j',
    async (variables) => {
      const { body } = await post(
        bodyOf('subscription { sessionEnded { __typename } }', variables),
        JSON_TYPE,
        '/graphql/stream',
      );
      expect(body).toContain('"code":"BAD_USER_INPUT"');
    },
  );

  test('half a surrogate pair is found however deeply it is nested', async () => {
    const depth = 12_000;
    const variables = `${'{"a":['.repeat(depth)}"\\ud800"${']}'.repeat(depth)}`;
    const payload = `{"query":"{me{id}}","variables":${variables}}`;
    const headers = { 'content-type': JSON_TYPE };
    const response = await gatehouse.app.server.inject({ method: 'POST', url: '/graphql', headers, payload });
    expect(response.statusCode).toBe(400);
  });

  test('a whole surrogate pair is accepted in a password', async () => {
    const email = someEmail();
    await gatehouse.api.register({ email, password: 'a horse 🐎🐎' });
    expect((await gatehouse.api.login({ email, password: 'a horse 🐎🐎' })).__typename).toBe('AuthPayload');
  });
});

test('text in a bad encoding causes no error of the server', () => {
  expect(gatehouse.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
