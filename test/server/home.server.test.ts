import { createHash } from 'node:crypto';
import { useGatehouse } from '../support/gatehouse.js';

const get = (gatehouse: ReturnType<typeof useGatehouse>, url: string) =>
  gatehouse.app.server.inject({ method: 'GET', url, headers: { accept: 'text/html' } });

const DEVELOPMENT = { nodeEnv: 'development', smtpUrl: undefined } as const;

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
