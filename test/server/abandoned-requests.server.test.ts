import { once } from 'node:events';
import { request } from 'node:http';
import { someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { LOGIN } from '../support/operations.js';
import { until } from '../support/until.js';

const METRICS_TOKEN = 'a-token-for-the-scrapes-of-the-tests';

/** Slow enough to be still hashing when the client goes. */
const gatehouse = useGatehouse({ logLevel: 'info', bcryptCost: 12, metricsToken: METRICS_TOKEN });
let origin: string;
beforeAll(async () => {
  origin = await gatehouse.api.origin();
});

const lines = () => gatehouse.requestLines().filter(({ path }) => path === '/graphql');

/** Sends a login of nobody, and goes away before it is answered. */
async function abandonLogin(): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const sent = request(`${origin}/graphql`, { method: 'POST', headers }).on('error', () => {});
  sent.end(JSON.stringify({ query: LOGIN, variables: { input: { email: someEmail(), password: 'wrong' } } }));
  await once(sent, 'finish');
  await fetch(`${origin}/livez`);
  sent.destroy();
}

describe('requests whose client disconnects before the response', () => {
  beforeAll(async () => {
    await abandonLogin();
    await until(() => lines().length > 0);
  });

  test('a request whose client disconnects has its line in the log, with its outcome', () => {
    expect(lines()).toEqual([
      expect.objectContaining({ operation: 'login', outcome: 'INVALID_CREDENTIALS', clientGone: true }),
    ]);
  });

  test('a request whose client disconnects is counted', async () => {
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    const { body } = await gatehouse.app.server.inject({ url: '/metrics', headers });
    expect(body).toContain('gatehouse_logins_total{outcome="INVALID_CREDENTIALS"} 1\n');
    expect(body).toContain('gatehouse_requests_total{operation="login",outcome="INVALID_CREDENTIALS"} 1\n');
  });
});
