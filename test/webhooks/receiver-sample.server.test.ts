import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { freePort } from '../support/free-port.js';
import { useGatehouse } from '../support/gatehouse.js';
import { until } from '../support/until.js';
import { WebhookAdministrator } from '../support/webhooks.js';

const [, sample = ''] = /```js\n(.*?)```/s.exec(readFileSync('docs/webhooks.md', 'utf8')) ?? [];

const gatehouse = useGatehouse();
let receiver: ChildProcess | undefined;
let output = '';
// The sample goes by the machine's clock.
beforeAll(() => gatehouse.clock.advance({ seconds: (Date.now() - gatehouse.clock.now().getTime()) / 1000 }));
afterAll(() => receiver?.kill());

async function startSample(secret: string, port: number): Promise<void> {
  const env = { ...process.env, WEBHOOK_SECRET: secret, PORT: String(port), NO_COLOR: '1' };
  receiver = spawn(process.execPath, ['--input-type=module', '-e', sample], { env });
  for (const stream of [receiver.stdout, receiver.stderr])
    stream?.on('data', (bytes) => {
      output += bytes;
    });
  const isListening = () => fetch(`http://127.0.0.1:${port}`, { method: 'POST' }).then(Boolean, () => false);
  await until(isListening);
}

test('the receiver in docs/webhooks.md accepts each event once, and nothing that is not signed', async () => {
  const port = await freePort();
  const administrator = new WebhookAdministrator(gatehouse, await gatehouse.newAdministrator());
  const { secret } = await administrator.create(`http://127.0.0.1:${port}/`, ['USER_CREATED']);
  await startSample(secret, port);
  const { user } = await gatehouse.api.newUser();
  await gatehouse.app.deliverWebhooks();
  const [{ deliveries }] = await administrator.list();
  expect(deliveries).toMatchObject([{ state: 'SUCCEEDED', attempts: [{ status: 204 }] }]);
  await administrator.act('retryWebhookDelivery', { deliveryId: deliveries[0].id });
  await gatehouse.app.deliverWebhooks();
  const forged = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: '{"type":"user.deleted"}' });
  expect(forged.status).toBe(400);
  expect(output.trim()).toBe(`user.created { userId: '${user.id}' }`);
});
