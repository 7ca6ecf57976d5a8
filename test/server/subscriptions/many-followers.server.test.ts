import { PASSWORD } from '../../support/api-client.js';
import { useGatehouse } from '../../support/gatehouse.js';
import { LOGIN } from '../../support/operations.js';
import { RevocationFeed } from '../../support/revocation-feed.js';
import { ServerProcess, sendTo } from '../../support/server-process.js';

const gatehouse = useGatehouse();

test('many services follow what is revoked at once, by statements that the driver is not given at once', async () => {
  const { user } = await gatehouse.newAdministrator();
  const server = new ServerProcess({ DATABASE_URL: gatehouse.databaseUrl as string });
  const url = await server.url();
  const input = { email: user.email, password: PASSWORD };
  const { accessToken } = (await sendTo(url, LOGIN, { input })).data.login;
  const feeds = await Promise.all(Array.from({ length: 5 }, () => RevocationFeed.open(url, accessToken)));
  expect(feeds.map(({ ids }) => ids)).toEqual(feeds.map(() => []));
  expect((await server.kill('SIGTERM')).output).not.toMatch(/DeprecationWarning/);
});
