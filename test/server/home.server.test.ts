import { createHash } from 'node:crypto';
import { useGatehouse } from '../support/gatehouse.js';

const get = (gatehouse: ReturnType<typeof useGatehouse>, url: string) =>
  gatehouse.app.server.inject({ method: 'GET', url, headers: { accept: 'text/html' } });

const DEVELOPMENT = { nodeEnv: 'development', smtpUrl: undefined } as const;

const CLAIM = /href="\/account\/first-administrator\?token=([\w-]+)"/;

describe('the home page', () => {
  const gatehouse = useGatehouse(DEVELOPMENT);

  test('in development, the home page leads to the account pages, the console, the explorer and the emails, and every link works', async () => {
    const { body, headers } = await get(gatehouse, '/');
    expect(headers['content-type']).toContain('text/html');
    const links = [...body.matchAll(/href="([^"?]+)"/g)].map(([, path = '']) => path);
    expect(links).toEqual(expect.arrayContaining(['/account', '/admin', '/graphql', '/dev/mail', '/readyz']));
    for (const path of links) expect([path, (await get(gatehouse, path)).statusCode]).toEqual([path, 200]);
  });

  test('in development, the browser gets an icon', async () => {
    expect((await get(gatehouse, '/favicon.ico')).headers['content-type']).toContain('image/svg+xml');
  });

  test('the home page runs no script, and only its own style', async () => {
    const { body, headers } = await get(gatehouse, '/');
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(body) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';style-src 'sha256-/);
    expect(headers['content-security-policy']).toContain(`style-src 'sha256-${hash}';img-src 'self';`);
  });
});

describe('the home page without an administrator', () => {
  const gatehouse = useGatehouse(DEVELOPMENT);

  test('the home page leads the person at this machine to the first administrator’s account, until there is one', async () => {
    const response = await get(gatehouse, '/');
    expect(response.headers['cache-control']).toBe('no-store');
    const { accessToken } = await gatehouse.api.newUser();
    const [, token] = CLAIM.exec(response.body) ?? [];
    expect((await gatehouse.api.mutate('claimAdministration', { token }, accessToken)).user.role).toBe('ADMIN');
    expect((await get(gatehouse, '/')).body).not.toContain('administrator yet');
  });
});

describe('the home page, seen from elsewhere', () => {
  const gatehouse = useGatehouse({ ...DEVELOPMENT, trustProxy: '127.0.0.1' });
  const homeOf = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    (await gatehouse.app.server.inject({ url: '/', headers, remoteAddress })).body;

  test.each([
    ['another machine', {}, '192.168.0.2'],
    ['a page whose host name was rebound to this machine', { host: 'evil.example' }, '127.0.0.1'],
    ['someone behind a proxy or a tunnel', { 'x-forwarded-for': '127.0.0.1' }, '127.0.0.1'],
  ])(
    'the home page does not show %s how to become the administrator, but where to look',
    async (_, headers, address) => {
      const body = await homeOf({ host: 'localhost', ...headers }, address);
      expect(body).not.toContain('token=');
      expect(body).toContain('The terminal in which the server was started shows how');
    },
  );
});

describe('the home page of a server that sends emails', () => {
  const gatehouse = useGatehouse({ nodeEnv: 'development' });

  test('without /dev/mail, the home page does not show how to become the administrator, as others may use this machine', async () => {
    expect((await get(gatehouse, '/')).body).not.toContain('token=');
  });
});

describe('the home page of a server without pages', () => {
  const gatehouse = useGatehouse({ ...DEVELOPMENT, accountPages: false, explorerEnabled: false });

  test('the home page leads to nothing that is switched off', async () => {
    const { body } = await get(gatehouse, '/');
    expect(body).not.toMatch(/href="\/(account|graphql|admin)/);
    expect(body).toContain('The terminal in which the server was started shows how');
  });
});

describe('production', () => {
  const gatehouse = useGatehouse({ nodeEnv: 'production' });

  test.each(['/', '/favicon.ico'])('in production, there is nothing at %s', async (path) => {
    expect((await get(gatehouse, path)).statusCode).toBe(404);
  });
});
