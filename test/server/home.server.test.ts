import { useGatehouse } from '../support/gatehouse.js';

const get = (gatehouse: ReturnType<typeof useGatehouse>, url: string) =>
  gatehouse.app.server.inject({ method: 'GET', url });

describe('the home page', () => {
  const gatehouse = useGatehouse({ nodeEnv: 'development', smtpUrl: undefined });

  test('in development, the home page leads to the account pages, the explorer and the emails, and every link works', async () => {
    const { body, headers } = await get(gatehouse, '/');
    expect(headers['content-type']).toContain('text/html');
    const links = [...body.matchAll(/href="([^"]+)"/g)].map(([, path = '']) => path);
    expect(links).toEqual(['/account', '/graphql', '/dev/mail', '/readyz']);
    for (const path of links) {
      const response = await gatehouse.app.server.inject({
        method: 'GET',
        url: path,
        headers: { accept: 'text/html' },
      });
      expect([path, response.statusCode]).toEqual([path, 200]);
    }
  });

  test('in development, the browser gets an icon', async () => {
    expect((await get(gatehouse, '/favicon.ico')).headers['content-type']).toContain('image/svg+xml');
  });
});

describe('production', () => {
  const gatehouse = useGatehouse({ nodeEnv: 'production' });

  test.each(['/', '/favicon.ico'])('in production, there is nothing at %s', async (path) => {
    expect((await get(gatehouse, path)).statusCode).toBe(404);
  });
});
