import { readRecords, runCli } from '../support/cli.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { leakDetector } from '../support/leaks.js';
import { ServerProcess } from '../support/server-process.js';
import { until } from '../support/until.js';
import { isGenuine, useWebhookReceiver } from '../support/webhooks.js';

const receiver = useWebhookReceiver();

let database: TestDatabase;
let server: ServerProcess;
beforeAll(async () => {
  database = await createTestDatabase('postgresql');
  server = new ServerProcess(settings());
  await server.url();
});
afterAll(async () => {
  await server.kill('SIGTERM');
  await database.remove();
});

const settings = () => ({ DATABASE_URL: database.databaseUrl ?? '', DATA_DIR: database.dataDir });
const cli = (...args: string[]) => runCli(args, settings());
const idIn = (output: string) => /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(output)?.[0] ?? '';

/** A new webhook, and its secret. */
async function create(...more: string[]) {
  const { stdout, output } = await cli('webhook', 'create', receiver.url, '--event', 'USER_CREATED', ...more);
  const secret = stdout.trim();
  leakDetector.addSecret(secret);
  return { id: idIn(output), secret };
}
const deliveriesOf = async (id: string) => readRecords(await cli('webhook', 'deliveries', id, '--json'));

test('the command line makes a webhook, which the running server sends a test event, and again what was sent', async () => {
  const { id, secret } = await create('session_ended', '--description', 'Billing');
  expect((await cli('webhook', 'test', id)).stdout).toContain('is waiting for the server');
  await until(() => receiver.requests.length === 1);
  expect(isGenuine(receiver.last, secret)).toBe(true);
  const [delivery] = await deliveriesOf(id);
  await cli('webhook', 'retry', String(delivery?.id));
  await until(() => receiver.requests.length === 2);
  expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([delivery?.eventId]));
});

test('the command line lists webhooks, disables one and enables it again', async () => {
  const { id } = await create('session_ended', '--description', 'Billing');
  expect((await cli('webhook', 'disable', id)).stdout).toBe(`webhook ${id} is DISABLED\n`);
  const eventTypes = ['USER_CREATED', 'SESSION_ENDED'];
  const [listed] = readRecords(await cli('webhook', 'list', '--json'));
  expect(listed).toMatchObject({ id, url: receiver.url, description: 'Billing', eventTypes, state: 'DISABLED' });
  expect((await cli('webhook', 'enable', id)).stdout).toBe(`webhook ${id} is ENABLED\n`);
});

test('the command line replaces the secret of a webhook, and deletes it', async () => {
  const { id, secret } = await create();
  const rotated = await cli('webhook', 'rotate-secret', id);
  leakDetector.addSecret(rotated.stdout.trim());
  expect(rotated.stdout).toMatch(/^whsec_[\w+/]{43}=\n$/);
  expect(rotated.stdout.trim()).not.toBe(secret);
  expect((await cli('webhook', 'delete', id)).stdout).toBe(`deleted webhook ${id}\n`);
  expect((await cli('webhook', 'list')).stdout).not.toContain(id);
});

test.each([
  [['webhook', 'create', 'https://example.com/'], 'event'],
  [['webhook', 'create', 'https://example.com/', '--event', 'everything'], 'everything'],
  [['webhook', 'create', 'nonsense', '--event', 'user_created'], 'absolute URL'],
  [['webhook', 'test', 'nonsense'], 'There is no webhook'],
  [['webhook', 'deliveries', 'nonsense'], 'There is no webhook'],
  [['webhook', 'retry', 'nonsense'], 'delivery'],
])('the command line explains what is wrong with %j', async (args, message) => {
  const { code, output } = await cli(...args);
  expect([code, output]).toEqual([1, expect.stringContaining(message)]);
});
