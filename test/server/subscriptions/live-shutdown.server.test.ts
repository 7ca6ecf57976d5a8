import { PASSWORD, someEmail } from '../../support/api-client.js';
import { createTestDatabase } from '../../support/databases.js';
import { watchByEventStream, watchByWebSocket } from '../../support/live-clients.js';
import { REGISTER } from '../../support/operations.js';
import { ServerProcess, sendTo } from '../../support/server-process.js';

test('a server that stops closes its live connections, so that clients come back, and exits', async () => {
  const { databaseUrl = '', remove } = await createTestDatabase('postgresql');
  const server = new ServerProcess({
    DATABASE_URL: databaseUrl,
    JWT_SECRET: 'a secret that is long enough for this',
  });
  const url = await server.url();
  const input = { email: someEmail(), password: PASSWORD };
  const { accessToken } = (await sendTo(url, REGISTER, { input })).data.register;
  const watchers = [await watchByWebSocket(url, accessToken), await watchByEventStream(url, accessToken)];
  expect((await server.kill('SIGTERM')).code).toBe(0);
  const [byWebSocket, byEventStream] = await Promise.all(watchers.map(({ told }) => told));
  expect(byWebSocket).toMatchObject({ completed: false, closeCode: 1001 });
  expect(byEventStream).toEqual({ completed: false, results: [] });
  await remove();
});
