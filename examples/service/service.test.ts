import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGatehouseClient } from 'gatehouse-client';
import { generateKey } from '../../src/config/key-files.js';
import { PASSWORD, someEmail } from '../../test/support/api-client.js';
import { createTestDatabase } from '../../test/support/databases.js';
import { ServerProcess } from '../../test/support/server-process.js';

const startService = (gatehouseUrl: string) =>
  new ServerProcess({ GATEHOUSE_URL: gatehouseUrl }, 'examples/service/service.ts');

describe('a service that trusts Gatehouse by its public keys', () => {
  let gatehouse: ServerProcess;
  let service: ServerProcess;
  let origin: string;
  beforeAll(async () => {
    const { dataDir: folder } = await createTestDatabase('pglite');
    const keyFile = join(folder, 'key.pem');
    writeFileSync(keyFile, generateKey('ES256'));
    gatehouse = new ServerProcess({ DATA_DIR: folder, JWT_KEY_FILES: keyFile });
    const { origin: gatehouseUrl } = new URL(await gatehouse.url());
    service = startService(gatehouseUrl);
    origin = await service.url(/http:\S+/);
  });
  afterAll(() => Promise.all([gatehouse.kill('SIGTERM'), service.kill('SIGTERM')]));

  async function newUser() {
    const client = createGatehouseClient({ url: await gatehouse.url(), origins: [origin] });
    await client.register({ email: someEmail(), password: PASSWORD });
    return client;
  }

  test('keeps the notes of each user apart', async () => {
    const [ada, eve] = [await newUser(), await newUser()];
    await ada.fetch(origin, { method: 'POST', body: 'Buy milk' });
    expect(await (await ada.fetch(origin)).json()).toEqual(['Buy milk']);
    expect(await (await eve.fetch(origin)).json()).toEqual([]);
  });

  test.each([undefined, 'Bearer nonsense', 'Bearer eyJhbGciOiJub25lIn0.e30.'])(
    'lets nobody in by %s',
    async (header) => {
      const { status, headers } = await fetch(origin, { headers: header ? { authorization: header } : {} });
      expect([status, headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Bearer/)]);
    },
  );

  test('lets nobody in by a token that was changed', async () => {
    const { headers } = await (await newUser()).authorize();
    const authorization = String(headers.authorization).replace(/.{4}$/, 'AAAA');
    expect((await fetch(origin, { headers: { authorization } })).status).toBe(401);
  });

  test('blames no token while the keys cannot be fetched', async () => {
    const cutOff = startService(origin);
    const { headers } = await (await newUser()).authorize();
    expect((await fetch(await cutOff.url(/http:\S+/), { headers })).status).toBe(503);
    await cutOff.kill('SIGTERM');
  });
});
