import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { loadConfig } from '../../src/config/config.js';
import { useGatehouse } from '../support/gatehouse.js';
import { LOGOS, writeLogo } from '../support/logos.js';

const HOSTILE = `</title><script>alert(1)</script>"'&$&`;

describe('account pages', () => {
  const gatehouse = useGatehouse({ brandName: HOSTILE, corsOrigins: ['https://app.example.com/'] });
  const get = (url: string, headers = {}) => gatehouse.app.server.inject({ url, headers });
  const assets = async () =>
    [...(await get('/account')).body.matchAll(/"(\/pages\/[^"]+)"/g)].map(([, url = '']) => url);

  test.each(['/account', '/account/', '/account/sign-in', '/account/verify-email?token=x'])(
    'the account pages are one page at every address, which no cache stores: %s',
    async (url) => {
      const { statusCode, headers } = await get(url);
      expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers['cache-control']).toBe('no-store');
    },
  );

  test('the account pages run no script and no style but those of the server, and cannot be framed', async () => {
    const policy = String((await get('/account')).headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none';script-src 'self';style-src 'self';/);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(policy).toContain("frame-ancestors 'none'");
  });

  test('the account pages contain no inline script and no inline style', async () => {
    expect((await get('/account')).body).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=/i);
  });

  test('the account pages contain what the operator has set as text, never as markup', async () => {
    const { body } = await get('/account');
    const [, content = ''] = /name="gatehouse" content="([^"]*)"/.exec(body) ?? [];
    const text = content.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
    expect(JSON.parse(text)).toMatchObject({
      brand: { name: HOSTILE },
      returnTo: { origins: ['https://app.example.com'], localhost: false },
    });
    expect(body.match(/<\/title>/g)).toHaveLength(1);
  });

  test('what a provider has the browser post to the account pages is passed on in the address', async () => {
    const payload = 'code=a%2Bb&state=c&error=%26d&user=%7B%22name%22%3A1%7D';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const posted = await gatehouse.app.server.inject({
      method: 'POST',
      url: '/account/social-login',
      headers,
      payload,
    });
    expect(posted.statusCode).toBe(303);
    expect(posted.headers.location).toBe('/account/social-login?code=a%2Bb&state=c&error=%26d');
  });

  test('browsers may keep the files of the account pages, whose names change with their content', async () => {
    const urls = await assets();
    expect(new Set(urls.map((url) => url.split('.').pop()))).toEqual(new Set(['css', 'js', 'svg']));
    for (const url of urls) {
      const { statusCode, headers } = await get(url);
      expect([statusCode, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
      expect((await get(url, { 'if-none-match': headers.etag })).statusCode).toBe(304);
    }
  });

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)(
    'the files of the account pages come compressed by %s to browsers that accept it',
    async (encoding, decompress) => {
      const [url = ''] = (await assets()).filter((each) => each.endsWith('.js'));
      const { headers, rawPayload } = await get(url, { 'accept-encoding': encoding });
      expect([headers['content-encoding'], headers.vary]).toEqual([
        encoding,
        expect.stringContaining('Accept-Encoding'),
      ]);
      expect(decompress(rawPayload).equals((await get(url)).rawPayload)).toBe(true);
    },
  );

  test.each(['/pages/', '/pages/none.js', '/pages/index.html', '/pages/..%2f..%2fpackage.json', '/pages/__proto__'])(
    'no other file is served beside those of the account pages: %s',
    async (url) => {
      expect((await get(url)).statusCode).toBe(404);
    },
  );
});

describe('account pages with a logo', () => {
  const gatehouse = useGatehouse({ brandLogoUrl: 'https://cdn.example.com/logo.png' });

  test('a logo is the only thing that the account pages may load from another host', async () => {
    const { headers } = await gatehouse.app.server.inject('/account');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("img-src 'self' data: https://cdn.example.com;");
    expect(policy.match(/https:/g)).toHaveLength(1);
  });
});

describe('account pages with a logo in a file', () => {
  const { brandLogoFile } = loadConfig({ BRAND_LOGO_FILE: writeLogo(LOGOS.svg) });
  const gatehouse = useGatehouse({ brandLogoFile });

  test('the account pages show the logo of a file, and load nothing from another host', async () => {
    const { body, headers } = await gatehouse.app.server.inject('/account');
    expect(body).toContain(`&#34;logoUrl&#34;:&#34;${brandLogoFile?.path}&#34;`);
    expect(headers['content-security-policy']).not.toMatch(/https?:/);
  });
});

describe('the admin console', () => {
  const gatehouse = useGatehouse();
  const get = (url: string) => gatehouse.app.server.inject(url);

  test.each(['/admin', '/admin/users', '/admin/users/1'])(
    'the admin console is the same page as the account pages, with the same policy: %s',
    async (url) => {
      const [console, account] = [await get(url), await get('/account')];
      expect([console.statusCode, console.body]).toEqual([200, account.body]);
      for (const header of ['content-security-policy', 'cache-control', 'x-frame-options'])
        expect(console.headers[header]).toBe(account.headers[header]);
    },
  );
});

describe('the admin console that is switched off', () => {
  const gatehouse = useGatehouse({ adminConsole: false });

  test.each(['/admin', '/admin/users'])('the admin console can be switched off: %s', async (url) => {
    expect((await gatehouse.app.server.inject(url)).statusCode).toBe(404);
  });
});

describe('account pages that are switched off', () => {
  const gatehouse = useGatehouse({ accountPages: false });

  test.each(['/account', '/account/sign-in', '/admin', '/pages/index.js'])(
    'the account pages can be switched off, and the console with them: %s',
    async (url) => {
      expect((await gatehouse.app.server.inject(url)).statusCode).toBe(404);
    },
  );
});
