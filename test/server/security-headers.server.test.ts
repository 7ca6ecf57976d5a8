import { connect } from 'node:net';
import { useGatehouse } from '../support/gatehouse.js';

const STRICT = "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'";
const BROWSER = { accept: 'text/html' };

describe('every response', () => {
  const gatehouse = useGatehouse();

  test.each([
    ['a GraphQL answer', 'POST', '/graphql', { query: '{ me { id } }' }],
    ['a refused request', 'POST', '/graphql', {}],
    ['an unknown path', 'GET', '/login', undefined],
    ['a malformed address', 'GET', '/%zz', undefined],
    ['a health check', 'GET', '/livez', undefined],
  ] as const)('every response forbids browsers to run, load or frame things: %s', async (_, method, url, payload) => {
    const { headers } = await gatehouse.app.server.inject({ method, url, payload });
    expect(headers).toMatchObject({
      'content-security-policy': STRICT,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'x-request-id': expect.any(String),
    });
  });

  test('even the response to something other than HTTP forbids browsers to run, load or frame things', async () => {
    const { hostname, port } = new URL(await gatehouse.api.origin());
    const socket = connect(Number(port), hostname).end('GET / HTTP/1.1\r\nno header\r\n\r\n').setEncoding('utf8');
    const answer = (await socket.toArray()).join('');
    expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
    expect(answer).toContain(`content-security-policy: ${STRICT}\r\n`);
  });

  test('in development, plain HTTP is left to other programs on this machine', async () => {
    const { headers } = await gatehouse.app.server.inject('/livez');
    expect(headers['strict-transport-security']).toBeUndefined();
  });
});

describe('production', () => {
  const gatehouse = useGatehouse({ nodeEnv: 'production' });

  test('in production, browsers have to use HTTPS only', async () => {
    const { headers } = await gatehouse.app.server.inject('/livez');
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  });
});

describe('pages', () => {
  const gatehouse = useGatehouse({ smtpUrl: undefined });
  const policyOf = async (url: string) =>
    (await gatehouse.app.server.inject({ url, headers: BROWSER })).headers['content-security-policy'];

  test.each(['/graphql', '/dev/mail'])('the page %s runs no script but its own', async (url) => {
    // Emails may show the logo of the operator.
    const policy = String(await policyOf(url)).replace(/;img-src [^;]*/, '');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src [^;]*unsafe|\*|https?:/);
  });
});
