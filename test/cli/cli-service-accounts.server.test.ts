import { readRecords, runCli } from '../support/cli.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { leakDetector } from '../support/leaks.js';
import { mutation } from '../support/operations.js';
import { ServerProcess, sendTo } from '../support/server-process.js';

let database: TestDatabase;
let server: ServerProcess;
beforeAll(async () => {
  database = await createTestDatabase('postgresql');
  server = new ServerProcess(settings());
});
afterAll(async () => {
  await server.kill('SIGTERM');
  await database.remove();
});

const settings = () => ({ DATABASE_URL: database.databaseUrl ?? '', DATA_DIR: database.dataDir });
const cli = (...args: string[]) => runCli(args, settings());
const idIn = (output: string) => /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(output)?.[0] ?? '';

async function exchange(apiKey: string) {
  const { data } = await sendTo(await server.url(), mutation('exchangeApiKey'), { input: { apiKey } });
  return data.exchangeApiKey.__typename;
}

test('the command line makes a service account and a key, which the running server accepts until it is revoked', async () => {
  const { stdout } = await cli('service-account', 'create', 'Billing', '--permission', 'USERS_READ', 'audit_read');
  const account = idIn(stdout);
  expect(stdout).toBe(`service account ${account} is active (USERS_READ AUDIT_READ)\n`);
  const created = await cli('api-key', 'create', account, 'Production', '--days', '30');
  const key = created.stdout.trim();
  leakDetector.addSecret(key);
  expect(await exchange(key)).toBe('MachineTokenPayload');
  const [listed] = readRecords(await cli('api-key', 'list', '--json'));
  expect(listed).toMatchObject({ serviceAccountId: account, name: 'Production', start: key.slice(0, 15) });
  expect(listed?.lastUsedAt).toEqual(expect.any(String));
  expect((await cli('api-key', 'revoke', String(listed?.id))).stdout).toBe(`revoked ${key.slice(0, 15)}\n`);
  expect(await exchange(key)).toBe('InvalidApiKeyError');
});

test('the command line deactivates and reactivates a service account', async () => {
  const id = idIn((await cli('service-account', 'create', 'Reports', '--permission', 'audit_read')).stdout);
  expect((await cli('service-account', 'deactivate', id)).stdout).toContain('is deactivated');
  expect((await cli('service-account', 'list')).stdout).toMatch(new RegExp(`^${id} +Reports +DEACTIVATED `, 'm'));
  expect((await cli('service-account', 'reactivate', id)).stdout).toContain('is active');
});

test.each([
  [['service-account', 'create', 'Billing'], 'permission'],
  [['service-account', 'create', 'Billing', '--permission', 'everything'], 'everything'],
  [['service-account', 'deactivate', 'nonsense'], 'There is no service account'],
  [['api-key', 'create', 'nonsense', 'Production', '--days', '0'], 'whole number of days'],
  [['api-key', 'revoke', 'nonsense'], 'There is no API key'],
])('the command line explains what is wrong with %j', async (args, message) => {
  const { code, output } = await cli(...args);
  expect([code, output]).toEqual([1, expect.stringContaining(message)]);
});
