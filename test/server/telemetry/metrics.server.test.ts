import { PASSWORD, someEmail } from '../../support/api-client.js';
import { useGatehouse } from '../../support/gatehouse.js';
import { SESSION_ENDED, watchByEventStream, watchByWebSocket } from '../../support/live-clients.js';
import { parseMetrics, sampleOf, scrape } from '../../support/metrics.js';
import { until } from '../../support/until.js';

const TOKEN = 'a-token-for-the-scrapes-of-the-tests';
const EVENT_STREAM = { 'content-type': 'application/json', accept: 'text/event-stream' };
const AUTHORIZED = { authorization: `Bearer ${TOKEN}` };

describe('METRICS_TOKEN', () => {
  const limits = { rateLimitsDisabled: false, loginFailuresPerAccountPerHour: 2 };
  const gatehouse = useGatehouse({ metricsToken: TOKEN, ...limits });
  const value = (name: string, labels?: Record<string, string>) => sampleOf(gatehouse, name, labels, AUTHORIZED);

  test.each([undefined, 'Bearer wrong', 'Bearer', 'Basic YTpi'])('metrics require their token (%j)', async (header) => {
    const { statusCode, body } = await scrape(gatehouse, header === undefined ? {} : { authorization: header });
    expect([statusCode, JSON.parse(body).errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('metrics count requests by operation and outcome', async () => {
    await gatehouse.api.login(await gatehouse.api.newUser().then(({ user }) => user));
    await gatehouse.api.me({ token: 'garbage' });
    expect(await value('gatehouse_requests_total', { operation: 'register', outcome: 'ok' })).toBe(1);
    expect(await value('gatehouse_requests_total', { operation: 'me', outcome: 'UNAUTHENTICATED' })).toBe(1);
    expect(await value('gatehouse_request_duration_seconds_count', { operation: 'login' })).toBe(1);
  });

  test('metrics count logins by outcome, each one of a document', async () => {
    const wrong = `login(input: { email: "${someEmail()}", password: "${PASSWORD}" }) { __typename }`;
    await gatehouse.api.send(`mutation { a: ${wrong} b: ${wrong} c: ${wrong} }`);
    expect(await value('gatehouse_logins_total', { outcome: 'INVALID_CREDENTIALS' })).toBe(2);
    expect(await value('gatehouse_logins_total', { outcome: 'TOO_MANY_ATTEMPTS' })).toBe(1);
  });

  test('metrics show the size of the blacklist, the queue and the pool', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    const before = await value('gatehouse_blacklisted_tokens');
    await gatehouse.api.logout({ token: accessToken });
    expect((await value('gatehouse_blacklisted_tokens')) - before).toBe(1);
    expect(await value('gatehouse_database_connections', { state: 'free' })).toBeGreaterThan(0);
    const { body } = await scrape(gatehouse, AUTHORIZED);
    for (const name of ['gatehouse_password_hash_queue_length', 'gatehouse_database_waiting_requests', 'process_cpu'])
      expect(body).toContain(name);
  });

  test.each([
    ['websocket', watchByWebSocket],
    ['event_stream', watchByEventStream],
  ])('metrics count the open live connections: %s', async (transport, watch) => {
    const { accessToken } = await gatehouse.api.newUser();
    const open = () => value('gatehouse_live_connections', { transport });
    const url = await gatehouse.api.url();
    const watchers = [await watch(url, accessToken), await watch(url, accessToken)];
    expect(await open()).toBe(2);
    for (const { stop } of watchers) stop();
    await until(async () => (await open()) === 0);
    expect(await open()).toBe(0);
  });

  test.each(['', '/session', '/stream'])('an event stream at /graphql%s is not counted as a request', async (path) => {
    const { accessToken } = await gatehouse.api.newUser();
    const headers = { ...EVENT_STREAM, authorization: `Bearer ${accessToken}` };
    const body = JSON.stringify({ query: SESSION_ENDED });
    const url = await gatehouse.api.url();
    await (await fetch(`${url}${path}`, { method: 'POST', headers, body })).body?.cancel();
    await until(async () => (await value('gatehouse_live_connections', { transport: 'event_stream' })) === 0);
    expect(await value('gatehouse_requests_total', { operation: 'sessionEnded' })).toBe(0);
  });

  test('metrics have no label that a client could make up', async () => {
    for (const name of ['Made', 'Up']) await gatehouse.api.send(`query ${name} { ${name} { id } }`);
    const { body } = await scrape(gatehouse, AUTHORIZED);
    expect(body).not.toMatch(/Made|Up"/);
    expect(await value('gatehouse_requests_total', { operation: 'none' })).toBe(2);
  });
});

describe('METRICS_PORT', () => {
  const gatehouse = useGatehouse({ metricsPort: 0 });

  test('metrics with a port of their own are served there only', async () => {
    const { statusCode, headers } = await scrape(gatehouse);
    expect([statusCode, headers['x-content-type-options']]).toEqual([200, 'nosniff']);
    expect((await gatehouse.app.server.inject('/metrics')).statusCode).toBe(404);
  });

  test('metrics with a port of their own are those of their own server', async () => {
    expect(
      parseMetrics((await scrape(gatehouse)).body).filter(({ name }) => name === 'gatehouse_requests_total'),
    ).toEqual([]);
  });
});

describe('METRICS_HOST', () => {
  const gatehouse = useGatehouse({ metricsPort: 0, host: '0.0.0.0', port: 0 });

  test('the port of the metrics is open to this machine only, even if that of the server is open to others', async () => {
    await gatehouse.app.listen();
    const { server, metricsServer } = gatehouse.app;
    expect(server.server.address()).toMatchObject({ address: '0.0.0.0' });
    expect(metricsServer?.server.address()).toMatchObject({ address: '127.0.0.1' });
  });
});

describe('the default of the metrics', () => {
  const gatehouse = useGatehouse();

  test('without METRICS_PORT and METRICS_TOKEN there are no metrics', async () => {
    expect((await scrape(gatehouse)).statusCode).toBe(404);
  });
});
