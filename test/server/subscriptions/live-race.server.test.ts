import { listen } from '../../../src/database/notifications.js';
import { SubscriptionConnection, SubscriptionConnections } from '../../../src/server/subscriptions/connections.js';
import {
  endedSessionsFinder,
  type FindEndedSessions,
  type SessionEndedEvent,
} from '../../../src/server/subscriptions/session-ended.js';
import { readSessionEndNotice, SESSION_ENDS_CHANNEL } from '../../../src/sessions/session-ending.js';
import type { SignedIn } from '../../support/api-client.js';
import { useGatehouse } from '../../support/gatehouse.js';

describe('sessions that end while their device is connecting', () => {
  const gatehouse = useGatehouse();
  let find: FindEndedSessions;
  beforeAll(async () => {
    find = await endedSessionsFinder(gatehouse.app.database, gatehouse.app.server.log);
  });

  /** Connects a device that was authenticated before, and answers what it is told. */
  async function connect({ session }: SignedIn, findEnded = find, noticed = () => {}): Promise<SessionEndedEvent> {
    const connections = new SubscriptionConnections(findEnded, gatehouse.clock.now);
    const onNotification = (payload: string) =>
      void connections.check(readSessionEndNotice(payload)).then(() => setTimeout(noticed));
    const listening = { channel: SESSION_ENDS_CHANNEL, onNotification, onListening: () => {} };
    const { database, server } = gatehouse.app;
    const listener = await listen(database, { databaseUrl: gatehouse.databaseUrl }, listening, server.log);
    const connection = new SubscriptionConnection({ sid: session.id } as SubscriptionConnection['token'], () => {});
    await connections.add(connection);
    for await (const [event] of connection.sessionEnd()) return listener.close().then(() => event);
    throw new Error('It was told nothing.');
  }

  test('a device learns from the database of a session that ended before the instance knew the device', async () => {
    const device = await gatehouse.api.newUser();
    await gatehouse.api.logout({ token: device.accessToken });
    expect(await connect(device)).toMatchObject({ sessionId: device.session.id, reason: 'LOGOUT' });
  });

  test('a device learns from the notice of a session that ended after the database was queried', async () => {
    const device = await gatehouse.api.newUser();
    const noticed = Promise.withResolvers<void>();
    const thenLogout: FindEndedSessions = async (ids) => {
      const found = await find(ids);
      await gatehouse.api.logout({ token: device.accessToken });
      await noticed.promise;
      return found;
    };
    const findEnded = jest.fn(find).mockImplementationOnce(thenLogout);
    const told = await connect(device, findEnded, noticed.resolve);
    expect(told).toMatchObject({ sessionId: device.session.id, reason: 'LOGOUT' });
  });
});
