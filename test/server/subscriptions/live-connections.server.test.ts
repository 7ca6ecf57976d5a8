import { someEmail } from '../../support/api-client.js';
import { COOKIE_TRANSPORT, CookieClient } from '../../support/cookie-client.js';
import { useGatehouse } from '../../support/gatehouse.js';
import { SESSION_ENDED, TRANSPORTS, watchByEventStream, watchByWebSocket } from '../../support/live-clients.js';

const JSON_STREAM = { 'content-type': 'application/json', accept: 'text/event-stream' };

const transports = Object.entries(TRANSPORTS);

describe('live connections', () => {
  const gatehouse = useGatehouse({ introspectionEnabled: false, graphqlMaxTokens: 100, graphqlMaxDirectives: 5 });
  let url: string;
  let token: string;
  beforeAll(async () => {
    url = await gatehouse.api.url();
    token = (await gatehouse.api.newUser()).accessToken;
  });

  /** The extensions of the errors with which an operation was refused. */
  async function refusal(watch: typeof watchByWebSocket, query: string, variables = {}) {
    const watcher = await watch(url, token, { query, variables });
    const { results } = await watcher.told;
    watcher.stop();
    return results.flatMap(({ errors }) => errors);
  }

  test.each([
    ['TOKEN_MISSING', 4401, async () => ({})],
    ['TOKEN_MALFORMED', 4401, async () => ({ authorization: token })],
    ['TOKEN_MALFORMED', 4401, async () => ({ authorization: { toString: 1, valueOf: 1 } })],
    ['TOKEN_MALFORMED', 4401, async () => ({ authorization: [`Bearer ${token}`] })],
    ['TOKEN_INVALID', 4401, async () => ({ Authorization: 'Bearer a.b.c' })],
    ['TOKEN_BLACKLISTED', 4401, async () => ({ authorization: `Bearer ${await loggedOut()}` })],
    ['TOKEN_EXPIRED', 4403, async () => ({ authorization: `Bearer ${await expired()}` })],
  ])('a WebSocket with %s is closed with %i', async (closeReason, closeCode, params) => {
    const { told } = await watchByWebSocket(url, '', { params: await params() });
    expect(await told).toMatchObject({ closeCode, closeReason, results: [] });
  });

  async function loggedOut() {
    const { accessToken } = await gatehouse.api.newUser();
    await gatehouse.api.logout({ token: accessToken });
    return accessToken;
  }

  async function expired() {
    const { accessToken } = await gatehouse.api.newUser();
    gatehouse.clock.advance({ minutes: 16 });
    token = (await gatehouse.api.newUser()).accessToken;
    return accessToken;
  }

  test('an event stream with a token of an ended session reports it as an error', async () => {
    const { told } = await watchByEventStream(url, await loggedOut());
    const { results, completed } = await told;
    expect(completed).toBe(true);
    expect(results[0].errors[0].extensions).toEqual({ code: 'UNAUTHENTICATED', reason: 'TOKEN_BLACKLISTED' });
  });

  test('an event stream uses cookies, from a page of the server', async () => {
    const browser = new CookieClient(gatehouse.app.server);
    await browser.register(someEmail());
    const cookie = `__Host-gatehouse-access=${browser.value('access')}`;
    const watcher = await watchByEventStream(url, '', { headers: { ...COOKIE_TRANSPORT, cookie } });
    await browser.logout();
    expect((await watcher.told).results[0].data.sessionEnded.reason).toBe('LOGOUT');
  });

  test('an event stream with cookies is rejected for a page of another site', async () => {
    const headers = { ...JSON_STREAM, ...COOKIE_TRANSPORT, origin: 'https://evil.example.com' };
    const answer = await fetch(`${url}/stream`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: SESSION_ENDED }),
    });
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('ORIGIN_NOT_ALLOWED')]);
  });

  test.each(['', '/session', '/stream'])(
    'an event stream at /graphql%s asks proxies not to buffer it',
    async (path) => {
      const headers = { ...JSON_STREAM, authorization: `Bearer ${token}` };
      const body = JSON.stringify({ query: SESSION_ENDED });
      const response = await fetch(`${url}${path}`, { method: 'POST', headers, body });
      await response.body?.cancel();
      expect(['content-type', 'x-accel-buffering'].map((name) => response.headers.get(name))).toEqual([
        'text/event-stream; charset=utf-8',
        'no',
      ]);
    },
  );

  test.each([
    ['another site', { origin: 'https://evil.example.com' }],
    ['the server, which asks for cookies to count', COOKIE_TRANSPORT],
  ])('a WebSocket does not use cookies, from a page of %s', async (_page, headers) => {
    const browser = new CookieClient(gatehouse.app.server);
    await browser.register(someEmail());
    const cookie = `__Host-gatehouse-access=${browser.value('access')}`;
    expect(await connected({ ...headers, cookie })).toBe('TOKEN_MISSING');
  });

  test('an event stream requires the Accept header', async () => {
    const { status } = await fetch(`${url}/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: SESSION_ENDED }),
    });
    expect(status).toBe(406);
  });

  describe.each(transports)('a live connection by %s', (_name, watch) => {
    test.each([
      ['a query', '{ me { id } }', 'OPERATION_RESOLUTION_FAILURE'],
      ['a mutation', 'mutation { logoutAll { endedSessionCount } }', 'OPERATION_RESOLUTION_FAILURE'],
      ['what is not GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
      ['an unknown field', 'subscription { sessionEnd { reason } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['the schema', 'subscription { __schema { queryType { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['too many tokens', `subscription { ${'sessionEnded { reason } '.repeat(50)} }`, 'GRAPHQL_PARSE_FAILED'],
      [
        'too many directives',
        `subscription { sessionEnded { ${'reason @skip(if: false) '.repeat(6)} } }`,
        'GRAPHQL_VALIDATION_FAILED',
      ],
    ])('a live connection rejects %s', async (_what, query, code) => {
      const errors = await refusal(watch, query);
      expect(errors[0]?.extensions?.code).toBe(code);
      expect(JSON.stringify(errors)).not.toContain('Did you mean');
    });

    test('a live connection does not repeat the value of a variable', async () => {
      const query = 'subscription ($no: Boolean!) { sessionEnded { reason @skip(if: $no) } }';
      const errors = await refusal(watch, query, { no: 'hunter2' });
      expect(errors[0].extensions.code).toBe('BAD_USER_INPUT');
      expect(JSON.stringify(errors)).not.toContain('hunter2');
    });
  });

  /** The reason for which a WebSocket without a token is closed, or the message that accepts it. */
  function connected(headers: Record<string, string>): Promise<unknown> {
    // Node takes headers, which the types of browsers do not know.
    const options = { protocols: 'graphql-transport-ws', headers } as unknown as string;
    const socket = new WebSocket(url.replace('http', 'ws'), options);
    socket.onopen = () => socket.send('{"type":"connection_init"}');
    return new Promise((resolve) => {
      socket.onmessage = ({ data }) => resolve(data);
      socket.onclose = ({ reason }) => resolve(reason);
    });
  }

  /** The code with which a WebSocket is closed after a message, or before it opens. */
  function closeCode(address: string, message: string): Promise<number> {
    const socket = new WebSocket(address.replace('http', 'ws'), 'graphql-transport-ws');
    socket.onopen = () => socket.send(message);
    return new Promise((resolve) => {
      socket.onclose = ({ code }) => resolve(code);
    });
  }

  test('a WebSocket rejects a message of more than 100 kB', async () => {
    expect(await closeCode(url, 'x'.repeat(102_401))).toBe(1009);
  });

  test('a WebSocket accepts only what the protocol knows', async () => {
    expect(await closeCode(url, '{"type":"hello"}')).toBe(4400);
  });

  test('a WebSocket is opened at /graphql only', async () => {
    expect(await closeCode(url.replace('graphql', 'livez'), '')).toBe(1006);
  });

  test('without introspection, POST /graphql suggests no names of the schema', async () => {
    const { errors } = await gatehouse.api.send('{ mee { id } }');
    expect(errors?.[0]?.message).toBe('Cannot query field "mee" on type "Query".');
  });

  test('POST /graphql says where to send a subscription', async () => {
    const { status, errors } = await gatehouse.api.send(SESSION_ENDED, {}, { token });
    expect([status, errors?.[0]?.message]).toEqual([400, expect.stringContaining('POST to /graphql/stream')]);
  });
});

describe('LIVE_CONNECTIONS_PER_ADDRESS', () => {
  const gatehouse = useGatehouse({ liveConnectionsPerAddress: 2 });

  test('the live connections of one address are limited, until one is closed', async () => {
    const url = await gatehouse.api.url();
    const { accessToken } = await gatehouse.api.newUser();
    const open = [await watchByWebSocket(url, accessToken), await watchByEventStream(url, accessToken)];
    const refused = await watchByWebSocket(url, accessToken);
    expect(await refused.told).toMatchObject({ closeCode: 1013, closeReason: 'TOO_MANY_CONNECTIONS' });
    expect((await (await watchByEventStream(url, accessToken)).told).completed).toBe(false);
    for (const watcher of open) watcher.stop();
    await Promise.all(open.map(({ told }) => told));
  });
});
