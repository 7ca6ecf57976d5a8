import { LISTENER_NAME } from '../../../src/database/notifications.js';
import type { ApiClient } from '../../support/api-client.js';
import { administer } from '../../support/databases.js';
import { useGatehouse } from '../../support/gatehouse.js';
import { TRANSPORTS } from '../../support/live-clients.js';

describe('two instances on one PostgreSQL', () => {
  const gatehouse = useGatehouse();
  const listeners = `pg_stat_activity where application_name = '${LISTENER_NAME}'`;
  let other: ApiClient;
  let url: string;
  beforeAll(async () => {
    url = await gatehouse.api.url();
    other = await gatehouse.startAnother();
  });

  async function toldOfLogoutElsewhere(watch = TRANSPORTS.WebSocket, before = async () => {}) {
    const { accessToken } = await gatehouse.api.newUser();
    const { told } = await watch(url, accessToken);
    await before();
    await other.logout({ token: accessToken });
    return (await told).results.map(({ data }) => data.sessionEnded.reason);
  }

  test.each(Object.entries(TRANSPORTS))('instances notify each other of ended sessions: %s', async (_name, watch) => {
    expect(await toldOfLogoutElsewhere(watch)).toEqual(['LOGOUT']);
  });

  test('instances make up for what they missed while their listening connection was broken', async () => {
    const breakThem = async () => {
      const [broken] = await administer(`select pg_terminate_backend(pid) from ${listeners}`);
      expect(broken?.rowCount).toBeGreaterThan(1);
    };
    expect(await toldOfLogoutElsewhere(TRANSPORTS.WebSocket, breakThem)).toEqual(['LOGOUT']);
    expect(await toldOfLogoutElsewhere()).toEqual(['LOGOUT']);
  });
});
