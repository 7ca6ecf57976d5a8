import { PASSWORD, type SignedIn } from '../../support/api-client.js';
import { useGatehouse } from '../../support/gatehouse.js';
import { type Told, watchByEventStream, watchByWebSocket } from '../../support/live-clients.js';
import { NEW_PASSWORD, sessionEndings } from '../../support/session-endings.js';
import { until } from '../../support/until.js';

describe('sessionEnded', () => {
  const gatehouse = useGatehouse();
  const otherLogin = async ({ user }: SignedIn) => (await gatehouse.api.login(user)).accessToken;
  const mutate = (field: string, input: object, token?: string) => gatehouse.api.mutate(field, input, token);

  /** What the device was told by both transports, when something had been done. */
  async function toldBoth({ accessToken }: SignedIn, act: () => Promise<unknown>): Promise<Told[]> {
    const url = await gatehouse.api.url();
    const watchers = [await watchByWebSocket(url, accessToken), await watchByEventStream(url, accessToken)];
    await act();
    return Promise.all(watchers.map(({ told }) => told));
  }

  test.each(Object.entries(sessionEndings(gatehouse)))(
    'sessionEnded reports %s, and the connection is closed',
    async (reason, act) => {
      const device = await gatehouse.api.newUser();
      const [byWebSocket, byEventStream] = await toldBoth(device, () => act(device));
      const sessionEnded = { sessionId: device.session.id, reason, endedAt: gatehouse.clock.now().toISOString() };
      const told = { results: [{ data: { sessionEnded } }], completed: true };
      expect(byWebSocket).toEqual({ ...told, closeCode: 4401, closeReason: 'SESSION_ENDED' });
      expect(byEventStream).toEqual(told);
    },
  );

  test('sessionEnded reports the end to the device that changed the password, as its session was replaced', async () => {
    const device = await gatehouse.api.newUser();
    const input = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    const [told] = await toldBoth(device, () => mutate('changePassword', input, device.accessToken));
    expect(told?.results.map(({ data }) => data.sessionEnded.reason)).toEqual(['PASSWORD_CHANGED']);
  });

  test('sessionEnded also arrives when more sessions end than a notification can list', async () => {
    const device = await gatehouse.api.newUser();
    const [told] = await toldBoth(device, async () => {
      const more = `insert into sessions (id, user_id, created_at, last_used_at, expires_at, access_tokens_expire_at)
        select gen_random_uuid(), user_id, created_at, last_used_at, expires_at, access_tokens_expire_at
        from sessions, generate_series(1, 300) where id = ?`;
      await gatehouse.em.execute(more, [device.session.id]);
      await gatehouse.api.logoutAll(device.accessToken);
    });
    expect(told?.results[0].data.sessionEnded.reason).toBe('LOGOUT_ALL');
  });

  test('sessionEnded says nothing about other sessions, of the same user or of others', async () => {
    const device = await gatehouse.api.newUser();
    const [told] = await toldBoth(device, async () => {
      const stranger = await gatehouse.api.newUser();
      await gatehouse.api.logout({ token: stranger.accessToken });
      await gatehouse.api.logout({ token: await otherLogin(device) });
      await mutate('updateProfile', { username: null }, device.accessToken);
      await gatehouse.api.logout({ token: device.accessToken });
    });
    expect(told?.results.map(({ data }) => data.sessionEnded.reason)).toEqual(['LOGOUT']);
  });

  test('sessionEnded ends with the access token, so that the client comes back with a fresh one', async () => {
    const device = await gatehouse.api.newUser();
    const [byWebSocket, byEventStream] = await toldBoth(device, async () => gatehouse.clock.advance({ minutes: 16 }));
    const told = { results: [], completed: false };
    expect(byWebSocket).toEqual({ ...told, closeCode: 4403, closeReason: 'TOKEN_EXPIRED' });
    expect(byEventStream).toEqual(told);
  });

  test('subscriptions leave nothing behind when their connections are gone, not even in the log', async () => {
    await until(() => gatehouse.app.live.size === 0);
    expect([gatehouse.app.live.size, gatehouse.warnings()]).toEqual([0, []]);
  });
});
