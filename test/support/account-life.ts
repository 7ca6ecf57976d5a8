import type { App } from '../../src/wiring/app.js';
import { ApiClient } from './api-client.js';

/** Signs somebody up, in, on and out, which asks the database for times, and says what has become of the session. */
export async function liveThrough({ server }: App): Promise<unknown> {
  const api = new ApiClient(server);
  const { user } = await api.newUser();
  const signedIn = await api.login({ email: user.email });
  const { accessToken, refreshToken } = await api.refresh(signedIn.refreshToken);
  await api.logout({ token: accessToken, refreshToken });
  return api.refusal(accessToken);
}

/** What `/readyz` answers. */
export async function readiness({ server }: App): Promise<string> {
  const { statusCode, body } = await server.inject('/readyz');
  return statusCode === 200 ? 'ready' : JSON.parse(body).reason;
}
