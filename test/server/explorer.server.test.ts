import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { useGatehouse } from '../support/gatehouse.js';

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const INTROSPECTION = '{ __schema { queryType { name } } }';

describe('the explorer', () => {
  const gatehouse = useGatehouse();
  const page = (headers = {}) => gatehouse.app.server.inject({ url: '/graphql', headers: { ...BROWSER, ...headers } });

  test('the explorer is shown to browsers', async () => {
    const { headers, body } = await page();
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('<title>Gatehouse</title>');
  });

  test('the explorer loads nothing from elsewhere', async () => {
    const { body } = await page();
    expect(body).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)="?https?:/i);
  });

  test.each(['Register', 'Login', 'Me', 'RefreshToken', 'Logout', 'SessionEnded'])(
    'the explorer has a ready-made tab: %s',
    async (operation) => {
      expect((await page()).body).toMatch(new RegExp(`(mutation|query|subscription) ${operation}\\b`));
    },
  );

  test.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip, deflate', gunzipSync],
  ] as const)(
    'the explorer is compressed with %s for clients that accept it',
    async (encoding, accepted, decompress) => {
      const { headers, rawPayload } = await page({ 'accept-encoding': accepted });
      expect(headers['content-encoding']).toBe(encoding);
      expect(decompress(rawPayload).toString()).toBe((await page({ 'accept-encoding': 'br;q=0, gzip;q=0' })).body);
    },
  );

  test('the explorer is loaded once: after that, 304 under the same policy', async () => {
    const { headers } = await page();
    expect(headers['cache-control']).toBe('no-cache');
    const again = await page({ 'if-none-match': String(headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    for (const name of ['etag', 'content-security-policy']) expect(again.headers[name]).toBe(headers[name]);
    expect((await page({ 'if-none-match': '"another"' })).statusCode).toBe(200);
  });

  test('the explorer shares its address with JSON, which caches learn from Vary', async () => {
    const url = '/graphql?query={__typename}';
    const json = await gatehouse.app.server.inject({ url, headers: { 'apollo-require-preflight': 'yes' } });
    expect([json.json().data.__typename, json.headers['cache-control']]).toEqual(['Query', 'no-store']);
    const html = await gatehouse.app.server.inject({ url, headers: BROWSER });
    expect(html.headers.vary).toBe('Origin, Accept, Accept-Encoding');
  });

  test('introspection is on together with the explorer', async () => {
    expect((await gatehouse.api.send(INTROSPECTION)).data.__schema.queryType.name).toBe('Query');
  });
});

describe('EXPLORER_ENABLED=false and INTROSPECTION_ENABLED=false, as in production', () => {
  const gatehouse = useGatehouse({ explorerEnabled: false, introspectionEnabled: false });

  test('the explorer is not shown if it is switched off', async () => {
    const { statusCode, headers } = await gatehouse.app.server.inject({ url: '/graphql', headers: BROWSER });
    expect([statusCode, headers['content-type']]).toEqual([400, 'application/json; charset=utf-8']);
  });

  test('an introspection that is refused says which setting would allow it', async () => {
    const { errors } = await gatehouse.api.send(INTROSPECTION);
    expect(errors?.map(({ message }) => message).join()).toMatch(
      /^(Introspection is off.*INTROSPECTION_ENABLED\.,?)+$/,
    );
  });

  test('without introspection, no error hints at names of the schema', async () => {
    expect((await gatehouse.api.send(INTROSPECTION)).errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(JSON.stringify(await gatehouse.api.send('{ mee { id } }'))).not.toContain('Did you mean');
  });
});
