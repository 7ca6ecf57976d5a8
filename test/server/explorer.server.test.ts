import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { useGatehouse } from '../support/gatehouse.js';

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const INTROSPECTION = '{ __schema { queryType { name } } }';

describe('the explorer', () => {
  const gatehouse = useGatehouse();
  const page = (headers = {}) => gatehouse.app.server.inject({ url: '/graphql', headers: { ...BROWSER, ...headers } });

  test('is shown to browsers', async () => {
    const { headers, body } = await page();
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('<title>Gatehouse</title>');
  });

  test('loads nothing from elsewhere', async () => {
    const { body } = await page();
    expect(body).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)="?https?:/i);
  });

  test.each(['Register', 'Login', 'Me', 'RefreshToken', 'Logout', 'SessionEnded'])(
    'has a ready tab: %s',
    async (operation) => {
      expect((await page()).body).toMatch(new RegExp(`(mutation|query|subscription) ${operation}\\b`));
    },
  );

  test.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip, deflate', gunzipSync],
  ] as const)('comes compressed by %s to clients that accept it', async (encoding, accepted, decompress) => {
    const { headers, rawPayload } = await page({ 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
    expect(decompress(rawPayload).toString()).toBe((await page({ 'accept-encoding': 'br;q=0, gzip;q=0' })).body);
  });

  test('is loaded once: after that, 304 under the same policy', async () => {
    const { headers } = await page();
    expect(headers['cache-control']).toBe('no-cache');
    const again = await page({ 'if-none-match': String(headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    for (const name of ['etag', 'content-security-policy']) expect(again.headers[name]).toBe(headers[name]);
    expect((await page({ 'if-none-match': '"another"' })).statusCode).toBe(200);
  });

  test('shares its address with JSON, as caches are told', async () => {
    const url = '/graphql?query={__typename}';
    const json = await gatehouse.app.server.inject({ url, headers: { 'apollo-require-preflight': 'yes' } });
    expect([json.json().data.__typename, json.headers['cache-control']]).toEqual(['Query', 'no-store']);
    const html = await gatehouse.app.server.inject({ url, headers: BROWSER });
    expect(html.headers.vary).toBe('Origin, Accept, Accept-Encoding');
  });

  test('comes with introspection', async () => {
    expect((await gatehouse.api.send(INTROSPECTION)).data.__schema.queryType.name).toBe('Query');
  });
});

describe('the explorer switched off, as in production', () => {
  const gatehouse = useGatehouse({ explorerEnabled: false, introspectionEnabled: false });

  test('is not shown', async () => {
    const { statusCode, headers } = await gatehouse.app.server.inject({ url: '/graphql', headers: BROWSER });
    expect([statusCode, headers['content-type']]).toEqual([400, 'application/json; charset=utf-8']);
  });

  test('takes introspection and hints at names with it', async () => {
    expect((await gatehouse.api.send(INTROSPECTION)).errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(JSON.stringify(await gatehouse.api.send('{ mee { id } }'))).not.toContain('Did you mean');
  });
});
