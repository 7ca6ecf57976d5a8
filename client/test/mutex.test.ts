import { storageTokens } from 'gatehouse-client';
import { PASSWORD } from '../../test/support/api-client.js';
import { newStorage, type TestClient, useClients } from './support/clients.js';
import { during, isWaiting, useTimeouts } from './support/concurrency.js';
import { hang } from './support/network.js';

describe('signing in and out, one after the other', () => {
  const clients = useClients();
  const timeouts = useTimeouts();
  let tab: TestClient;
  let other: TestClient;
  beforeEach(async () => {
    const tokens = storageTokens(newStorage());
    tab = await clients.signedIn({ tokens });
    other = clients.newClient({ tokens });
  });
  const logIn = ({ client }: TestClient, signal?: AbortSignal) =>
    client.login({ email: tab.email, password: PASSWORD }, { signal });

  test('a refresh does not wait forever for the response to another tab', async () => {
    tab.network.next('login', hang);
    const [login, refresh] = [logIn(tab), other.client.refresh()];
    await isWaiting(refresh);
    timeouts.pass();
    await expect(login).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await refresh).toBe(true);
  });

  test('a logout does not wait for a login that was aborted', async () => {
    tab.network.next('login', hang);
    const controller = new AbortController();
    const [login, logout] = [logIn(tab, controller.signal), other.client.logout()];
    await isWaiting(logout);
    controller.abort(new Error('no longer wanted'));
    await expect(login).rejects.toThrow('no longer wanted');
    await logout;
    expect(tab.client.isSignedIn()).toBe(false);
  });

  test('a login can be aborted before its turn, and is not sent then', async () => {
    const controller = new AbortController();
    const login = during(tab.network, 'logout', () => logIn(other, controller.signal));
    const logout = tab.client.logout();
    await isWaiting(logout);
    controller.abort(new Error('no longer wanted'));
    await expect(login).rejects.toThrow('no longer wanted');
    await logout;
    expect([tab.client.isSignedIn(), other.network.sent]).toEqual([false, []]);
  });

  test('a logout everywhere succeeds even if the access token has expired', async () => {
    clients.expireAccessTokens();
    await other.client.logout({ everywhere: true });
    expect(other.network.sent).toEqual(['logoutAll', 'refreshToken', 'logoutAll']);
    expect(tab.client.isSignedIn()).toBe(false);
  });

  test('a logout forgets the tokens even if it is aborted before its turn', async () => {
    tab.network.next('login', hang);
    const controller = new AbortController();
    const [login, logout] = [logIn(tab), other.client.logout({ signal: controller.signal })];
    await isWaiting(logout);
    controller.abort(new Error('no longer wanted'));
    await expect(logout).rejects.toThrow('no longer wanted');
    expect(other.client.isSignedIn()).toBe(false);
    timeouts.pass();
    await expect(login).rejects.toThrow();
  });

  test('a client takes turns even without Web Locks', async () => {
    const alone = clients.newClient();
    await Promise.all([alone.client.login({ email: tab.email, password: PASSWORD }), alone.client.logout()]);
    expect([alone.client.isSignedIn(), alone.network.sent]).toEqual([false, ['login', 'logout']]);
  });
});
