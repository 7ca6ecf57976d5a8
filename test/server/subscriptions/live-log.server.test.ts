import { connect } from 'node:net';
import type { Row } from '../../support/api-client.js';
import { useGatehouse } from '../../support/gatehouse.js';
import { TRANSPORTS, watchByWebSocket } from '../../support/live-clients.js';
import { until } from '../../support/until.js';

const gatehouse = useGatehouse({ logLevel: 'info', liveConnectionsPerAddress: 2 });
let url: string;
beforeAll(async () => {
  url = await gatehouse.api.url();
});

/** The lines about live connections, once there is one, and one about a later request: there should be no second one. */
async function linesOf(connections: () => Promise<unknown>): Promise<Row[]> {
  gatehouse.log.length = 0;
  await connections();
  const isLive = ({ method, path }: Row) => path === '/graphql/stream' || (path === '/graphql' && method === 'GET');
  const lines = () => gatehouse.requestLines().filter(isLive);
  await until(() => lines().length > 0);
  await fetch(new URL('/livez', url));
  await until(() => gatehouse.requestLines().some(({ path }) => path === '/livez'));
  return lines();
}

async function loggedOut(): Promise<string> {
  const { accessToken } = await gatehouse.api.newUser();
  await gatehouse.api.logout({ token: accessToken });
  return accessToken;
}

/** Says hello as a WebSocket does, and is answered. */
async function handshake(headers: Record<string, string>) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => {});
  const lines = Object.entries({ host: hostname, connection: 'upgrade', upgrade: 'websocket', ...headers });
  socket.write(`GET /graphql HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  return socket;
}

const COMPLETE = {
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-version': '13',
  'sec-websocket-protocol': 'graphql-transport-ws',
};

describe('log lines of WebSockets', () => {
  test('the log has one line for a WebSocket that was notified of its session’s end', async () => {
    const { accessToken, user } = await gatehouse.api.newUser();
    const query = 'subscription Watch { sessionEnded { reason } }';
    const lines = await linesOf(async () => {
      const { told } = await watchByWebSocket(url, accessToken, { query });
      await gatehouse.api.logout({ token: accessToken });
      await told;
    });
    expect(lines).toEqual([
      expect.objectContaining({
        requestId: expect.any(String),
        method: 'GET',
        path: '/graphql',
        status: 101,
        durationMillis: expect.any(Number),
        operationName: 'Watch',
        operation: 'sessionEnded',
        outcome: 'ok',
        closeCode: 4401,
        closeReason: 'SESSION_ENDED',
        userId: user.id,
      }),
    ]);
  });

  test.each([
    ['TOKEN_BLACKLISTED', async () => ({ authorization: `Bearer ${await loggedOut()}` })],
    ['TOKEN_INVALID', async () => ({ authorization: 'Bearer a.b.c' })],
    ['TOKEN_MISSING', async () => ({})],
  ])('the log has one line for a WebSocket that was rejected: %s', async (outcome, params) => {
    const lines = await linesOf(async () => (await watchByWebSocket(url, '', { params: await params() })).told);
    expect(lines).toEqual([
      expect.objectContaining({
        status: 101,
        outcome,
        closeCode: 4401,
        closeReason: outcome,
        requestId: expect.any(String),
      }),
    ]);
  });

  test('the log has one line for a WebSocket beyond the limits', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    const open = [await watchByWebSocket(url, accessToken), await watchByWebSocket(url, accessToken)];
    const lines = await linesOf(async () => (await watchByWebSocket(url, accessToken)).told);
    expect(lines).toEqual([expect.objectContaining({ outcome: 'TOO_MANY_CONNECTIONS', closeCode: 1013 })]);
    for (const { stop } of open) stop();
    await Promise.all(open.map(({ told }) => told));
  });

  test('the log has one line for a WebSocket whose subscription was rejected', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    const lines = await linesOf(async () => {
      const { stop } = await watchByWebSocket(url, accessToken, { query: 'subscription { no }' });
      stop();
    });
    expect(lines).toEqual([expect.objectContaining({ outcome: 'GRAPHQL_VALIDATION_FAILED' })]);
  });

  test('the log has one line for a WebSocket whose client does not speak the protocol', async () => {
    const lines = await linesOf(async () => {
      const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
      socket.onopen = () => socket.send('{"type":"hunter22"}');
    });
    expect(lines).toEqual([expect.objectContaining({ outcome: 'BAD_REQUEST', closeCode: 4400 })]);
    expect(JSON.stringify(lines)).not.toContain('hunter22');
  });

  test('the log line for a WebSocket does not repeat the reason that a client gives', async () => {
    const lines = await linesOf(async () => {
      const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
      socket.onopen = () => socket.close(4999, 'hunter22');
    });
    expect(lines).toEqual([expect.objectContaining({ outcome: 'ok', closeCode: 4999 })]);
    expect(JSON.stringify(lines)).not.toContain('hunter22');
  });

  test('the log has one line for a WebSocket whose client has vanished', async () => {
    const lines = await linesOf(async () => (await handshake(COMPLETE)).resetAndDestroy());
    expect(lines).toEqual([expect.objectContaining({ status: 101, outcome: 'ok', closeCode: 1006 })]);
  });

  test('the log has one line for a WebSocket whose handshake was wrong', async () => {
    const lines = await linesOf(() => handshake({}));
    expect(lines).toEqual([expect.objectContaining({ status: 400, outcome: 'BAD_REQUEST' })]);
  });
});

describe('log lines of event streams', () => {
  test('the log has one line for an event stream whose client has gone', async () => {
    const { accessToken, user } = await gatehouse.api.newUser();
    const lines = await linesOf(async () => (await TRANSPORTS['event stream'](url, accessToken)).stop());
    const line = { path: '/graphql/stream', status: 200, operation: 'sessionEnded', outcome: 'ok', userId: user.id };
    expect(lines).toEqual([expect.objectContaining(line)]);
  });

  test('the log has one line for an event stream that was rejected', async () => {
    const lines = await linesOf(async () => (await TRANSPORTS['event stream'](url, await loggedOut())).told);
    expect(lines).toEqual([expect.objectContaining({ status: 200, outcome: 'UNAUTHENTICATED' })]);
  });
});
