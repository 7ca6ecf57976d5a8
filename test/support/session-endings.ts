import { SessionEnding } from '../../src/sessions/session-ending.js';
import { PASSWORD, type SignedIn } from './api-client.js';
import type { Gatehouse } from './gatehouse.js';

export const NEW_PASSWORD = 'another horse, another battery';

/** All that ends the session of a device, by the reason that is given for it. */
export function sessionEndings(gatehouse: Gatehouse): Record<string, (device: SignedIn) => Promise<unknown>> {
  const mutate = (field: string, input: object, token?: string) => gatehouse.api.mutate(field, input, token);
  const otherLogin = async ({ user }: SignedIn) => (await gatehouse.api.login(user)).accessToken;
  const administer = async (field: string, { user }: SignedIn) =>
    mutate(field, { userId: user.id }, (await gatehouse.newAdministrator()).accessToken);
  return {
    LOGOUT: ({ accessToken }) => gatehouse.api.logout({ token: accessToken }),
    LOGOUT_ALL: async (device) => gatehouse.api.logoutAll(await otherLogin(device)),
    SESSION_REVOKED: async (device) =>
      mutate('revokeSession', { sessionId: device.session.id }, await otherLogin(device)),
    PASSWORD_CHANGED: async (device) =>
      mutate('changePassword', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD }, await otherLogin(device)),
    PASSWORD_RESET: async ({ user }) => {
      await mutate('requestPasswordReset', { email: user.email });
      await mutate('resetPassword', { token: await gatehouse.mailedToken(user.email), newPassword: NEW_PASSWORD });
    },
    REFRESH_TOKEN_REUSE: async ({ refreshToken }) => {
      const { refreshToken: successor } = await gatehouse.api.refresh(refreshToken);
      await gatehouse.api.refresh(successor);
      await gatehouse.api.refresh(refreshToken);
    },
    ENDED_BY_ADMINISTRATOR: (device) => administer('endUserSessions', device),
    DEACTIVATED: (device) => administer('deactivateUser', device),
    ACCOUNT_DELETED: ({ accessToken }) => mutate('deleteAccount', { password: PASSWORD }, accessToken),
    SESSION_LIMIT: async ({ user }) => {
      for (let logins = 0; logins < 100; logins++) await gatehouse.api.login(user);
    },
    ENDED_BY_OPERATOR: () => new SessionEnding(gatehouse.clock.now).endAllSessions(gatehouse.em),
  };
}
