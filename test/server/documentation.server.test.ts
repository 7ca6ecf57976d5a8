import { globSync } from 'node:fs';
import { useGatehouse } from '../support/gatehouse.js';

const documents = globSync(['docs/*.md', 'README.md', 'SECURITY.md', 'CHANGELOG.md']);

describe('the documentation at a server', () => {
  const gatehouse = useGatehouse({ nodeEnv: 'development' });
  const get = (path: string) => gatehouse.app.server.inject(path);
  const page = async (path: string) => (await get(path)).body;

  const anchorsOf = async (path: string) =>
    new Set([...(await page(path)).matchAll(/ id="([^"]+)"/g)].map(([, id]) => `#${id}`));

  test.each(documents)('%s is a page whose links lead somewhere', async (document) => {
    const url = `/documentation/${document}`;
    const body = await page(url);
    expect(body).toContain('<h1 id=');
    const links = [...body.matchAll(/(?:href|src)="([^"]+)"/g)].map(
      ([, href = '']) => new URL(href, `http://here${url}`),
    );
    for (const { pathname, hash } of links.filter(({ host }) => host === 'here')) {
      expect([pathname, (await get(pathname)).statusCode]).toEqual([pathname, 200]);
      expect([pathname, hash && (await anchorsOf(pathname)).has(hash)]).toEqual([pathname, hash && true]);
    }
  });

  test.each(['package.json', 'docs/../package.json', 'docs/%2e%2e/package.json', '.env', 'docs', 'src/main.ts'])(
    'nothing but the documentation is served: %s',
    async (path) => {
      expect((await get(`/documentation/${path}`)).statusCode).toBe(404);
    },
  );

  test('pages of the documentation run no script', async () => {
    const policy = (await get('/documentation/README.md')).headers['content-security-policy'];
    expect(policy).toMatch(/^default-src 'none';style-src 'sha256-[^']+';img-src 'self';/);
  });
});

describe('the documentation in production', () => {
  const gatehouse = useGatehouse({ nodeEnv: 'production' });

  test('in production, the documentation is not served', async () => {
    expect((await gatehouse.app.server.inject('/documentation/README.md')).statusCode).toBe(404);
  });
});
