import { PASSWORD, someEmail } from '../../support/api-client.js';
import { Gatehouse } from '../../support/gatehouse.js';
import { watchByEventStream, watchByWebSocket } from '../../support/live-clients.js';
import { TraceCollector } from '../../support/trace-collector.js';

const CALLER = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const traceparent = (flags: string) => `00-${CALLER.traceId}-${CALLER.spanId}-${flags}`;

const collector = new TraceCollector();
let gatehouse: Gatehouse;
beforeAll(async () => {
  gatehouse = new Gatehouse({
    otelExporterOtlpEndpoint: await collector.start(),
    logLevel: 'info',
    trustProxy: '127.0.0.1',
  });
  await gatehouse.start();
});
afterAll(async () => {
  await gatehouse.stop();
  await collector.stop();
});

/** The spans that a request has left behind: they are all sent when the server stops. */
async function spansOf(request: () => Promise<unknown>) {
  collector.spans.length = 0;
  await request();
  await gatehouse.restart();
  const byName = new Map(collector.spans.map((span) => [span.name, span]));
  const parentOf = (name: string) => collector.spans.find((it) => it.spanId === byName.get(name)?.parentSpanId)?.name;
  return { byName, parentOf };
}

describe('traces', () => {
  test('traces show where the time of a login goes', async () => {
    const { user } = await gatehouse.api.newUser();
    await gatehouse.restart();
    const { byName, parentOf } = await spansOf(() => gatehouse.api.login(user));
    expect([...byName.keys()]).toEqual(
      expect.arrayContaining([
        'POST /graphql',
        'mutation login',
        'password compare',
        'SELECT users',
        expect.stringMatching(/^WITH sessions/),
      ]),
    );
    expect(parentOf('mutation login')).toBe('POST /graphql');
    expect(parentOf('password compare')).toBe('mutation login');
    expect(parentOf('SELECT users')).toBe('mutation login');
  });

  test('traces continue what the caller has begun, and the log names them', async () => {
    const { byName } = await spansOf(() => gatehouse.api.me({ headers: { traceparent: traceparent('01') } }));
    expect(byName.get('POST /graphql')).toMatchObject({ traceId: CALLER.traceId, parentSpanId: CALLER.spanId });
    expect(byName.get('query me')?.traceId).toBe(CALLER.traceId);
    expect(gatehouse.requestLines().at(-1)?.traceId).toBe(CALLER.traceId);
  });

  test.each([
    ['https', 'https'],
    ['a-secret-of-the-client', 'http'],
    ['', 'http'],
  ])('traces repeat nothing that a proxy passes on: X-Forwarded-Proto %j is %s', async (sent, scheme) => {
    const { byName } = await spansOf(() => gatehouse.api.me({ headers: { 'x-forwarded-proto': sent } }));
    expect(byName.get('POST /graphql')?.attributes['url.scheme']).toBe(scheme);
  });

  test('traces show the handshake of a WebSocket', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    const url = await gatehouse.api.url();
    const { byName } = await spansOf(() => watchByWebSocket(url, accessToken));
    expect(byName.has('GET /graphql')).toBe(true);
  });

  test('traces show an event stream whose client has gone', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    const url = await gatehouse.api.url();
    const { byName } = await spansOf(async () => (await watchByEventStream(url, accessToken)).stop());
    expect(byName.has('POST /graphql/stream')).toBe(true);
  });

  test('traces are not kept if the caller keeps none', async () => {
    await spansOf(() => gatehouse.api.me({ headers: { traceparent: traceparent('00') } }));
    expect(collector.spans).toEqual([]);
  });

  test('traces show the query behind an authenticated request, and how it was rejected', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    await gatehouse.api.logout({ token: accessToken });
    await gatehouse.restart();
    const { byName, parentOf } = await spansOf(() => gatehouse.api.me({ token: accessToken }));
    expect(parentOf('SELECT blacklisted_tokens users')).toBe('query me');
    expect(byName.get('query me')?.attributes).toMatchObject({ 'error.type': 'UNAUTHENTICATED' });
  });

  test('traces reveal neither tokens nor addresses nor what was asked for', async () => {
    const email = someEmail();
    collector.received = '';
    await gatehouse.api.newUser(email);
    const { accessToken, refreshToken } = await gatehouse.api.login({ email });
    await gatehouse.api.me({ token: accessToken });
    await gatehouse.app.server.inject(`/unknown/${email}?token=${refreshToken}`);
    await gatehouse.restart();
    expect(collector.received).toContain('mutation register');
    for (const secret of [email, PASSWORD, accessToken, refreshToken, 'select'])
      expect(collector.received).not.toContain(secret);
  });
});

describe('a collector that is down', () => {
  test('a collector that is down fails no request, and is reported in the log', async () => {
    await collector.stop();
    expect((await gatehouse.api.me()).status).toBe(200);
    gatehouse.log.length = 0;
    await gatehouse.restart();
    expect(gatehouse.log.join('')).toContain('the collector did not accept all traces');
  });
});
