import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGatehouseClient } from 'gatehouse-client';
import { generateKey } from '../../src/config/key-files.js';
import { PASSWORD, someEmail } from '../../test/support/api-client.js';
import { runCli } from '../../test/support/cli.js';
import { createTestDatabase } from '../../test/support/databases.js';
import { leakDetector } from '../../test/support/leaks.js';
import { mutation } from '../../test/support/operations.js';
import { ServerProcess, sendTo } from '../../test/support/server-process.js';
import { until } from '../../test/support/until.js';

const startService = (gatehouseUrl: string, apiKey: string) =>
  new ServerProcess({ GATEHOUSE_URL: gatehouseUrl, GATEHOUSE_API_KEY: apiKey }, 'examples/service/service.ts');

/** As its README says. */
async function createApiKey(settings: Record<string, string>): Promise<string> {
  const account = await runCli(['service-account', 'create', 'Notes', '--permission', 'tokens_introspect'], settings);
  const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(account.stdout)?.[0] ?? '';
  const apiKey = (await runCli(['api-key', 'create', id, 'Development'], settings)).stdout.trim();
  leakDetector.addSecret(apiKey);
  return apiKey;
}

describe('a service that trusts Gatehouse by its public keys', () => {
  let gatehouse: ServerProcess;
  let service: ServerProcess;
  let origin: string;
  let apiKey: string;
  beforeAll(async () => {
    const { dataDir: folder } = await createTestDatabase('pglite');
    const keyFile = join(folder, 'key.pem');
    writeFileSync(keyFile, generateKey('ES256'));
    gatehouse = new ServerProcess({ DATA_DIR: folder, JWT_KEY_FILES: keyFile });
    const { origin: gatehouseUrl } = new URL(await gatehouse.url());
    apiKey = await createApiKey({ DATA_DIR: folder });
    service = startService(gatehouseUrl, apiKey);
    origin = await service.url(/http:\S+/);
    await until(async () => (await fetchNotes((await newUser()).headers)).status === 200);
  });
  afterAll(() => Promise.all([gatehouse.kill('SIGTERM'), service.kill('SIGTERM')]));

  const fetchNotes = (headers: HeadersInit, url = origin) => fetch(url, { headers });

  async function newUser() {
    const client = createGatehouseClient({ url: await gatehouse.url(), origins: [origin] });
    await client.register({ email: someEmail(), password: PASSWORD });
    const { headers } = await client.authorize();
    return { client, headers: headers as Record<string, string> };
  }

  test('keeps the notes of each user apart', async () => {
    const [{ client: ada }, { client: eve }] = [await newUser(), await newUser()];
    await ada.fetch(origin, { method: 'POST', body: 'Buy milk' });
    expect(await (await ada.fetch(origin)).json()).toEqual(['Buy milk']);
    expect(await (await eve.fetch(origin)).json()).toEqual([]);
  });

  test('lets a user in until they log out', async () => {
    const { client, headers } = await newUser();
    expect((await fetchNotes(headers)).status).toBe(200);
    await client.logout();
    await until(async () => (await fetchNotes(headers)).status === 401);
    expect(await (await fetchNotes(headers)).text()).toBe('The access token has been revoked. Log in again.');
  });

  test.each([undefined, 'Bearer nonsense', 'Bearer eyJhbGciOiJub25lIn0.e30.'])(
    'lets nobody in by %s',
    async (header) => {
      const { status, headers } = await fetchNotes(header ? { authorization: header } : {});
      expect([status, headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Bearer/)]);
    },
  );

  test('takes no service account for a user', async () => {
    const { data } = await sendTo(await gatehouse.url(), mutation('exchangeApiKey'), { input: { apiKey } });
    const authorization = `Bearer ${data.exchangeApiKey.accessToken}`;
    expect((await fetchNotes({ authorization })).status).toBe(403);
  });

  test('lets nobody in by a token that was changed', async () => {
    const { headers } = await newUser();
    const authorization = String(headers.authorization).replace(/.{4}$/, 'AAAA');
    expect((await fetchNotes({ authorization })).status).toBe(401);
  });

  test('blames no token while the keys cannot be fetched', async () => {
    const cutOff = startService(origin, apiKey);
    const { headers } = await newUser();
    expect((await fetchNotes(headers, await cutOff.url(/http:\S+/))).status).toBe(503);
    await cutOff.kill('SIGTERM');
  });

  test('lets nobody in without an API key that Gatehouse accepts', async () => {
    const { origin: gatehouseUrl } = new URL(await gatehouse.url());
    const keyless = startService(gatehouseUrl, 'gh_nonsense');
    const { headers } = await newUser();
    expect((await fetchNotes(headers, await keyless.url(/http:\S+/))).status).toBe(503);
    await keyless.kill('SIGTERM');
  });
});
