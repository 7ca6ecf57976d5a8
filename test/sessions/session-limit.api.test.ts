import { addSeconds } from '../../src/clock.js';
import { BlacklistedToken } from '../../src/sessions/blacklisted-token.entity.js';
import { Session } from '../../src/sessions/session.entity.js';
import type { SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { activeSessions, addSessions } from '../support/sessions.js';

const gatehouse = useGatehouse({ sessionsPerAccount: 3 });

let ada: SignedIn;
beforeEach(async () => {
  ada = await gatehouse.api.newUser();
});

async function loginLater(): Promise<SignedIn> {
  gatehouse.clock.advance({ seconds: 1 });
  return gatehouse.api.login(ada.user);
}

describe('an account with the maximum number of sessions', () => {
  test('an account keeps as many sessions as SESSIONS_PER_ACCOUNT allows', async () => {
    const devices = [ada, await loginLater(), await loginLater()];
    for (const { accessToken } of devices) expect(await gatehouse.api.refusal(accessToken)).toBeUndefined();
  });

  test('a login beyond the limit ends the session used longest ago, its access and refresh tokens together', async () => {
    const phone = await loginLater();
    await loginLater();
    const { accessToken } = await gatehouse.api.refresh(ada.refreshToken);
    await loginLater();
    expect(await gatehouse.api.refusal(phone.accessToken)).toBe('TOKEN_BLACKLISTED');
    expect((await gatehouse.api.refresh(phone.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    expect(await gatehouse.api.refusal(accessToken)).toBeUndefined();
  });

  test('the reason for a session that ends because of the limit is SESSION_LIMIT', async () => {
    for (let logins = 0; logins < 3; logins++) await loginLater();
    const { endReason } = await gatehouse.em.findOneOrFail(Session, ada.session.id);
    const { reason } = await gatehouse.em.findOneOrFail(BlacklistedToken, ada.session.id);
    expect([endReason, reason]).toEqual(['SESSION_LIMIT', 'SESSION_LIMIT']);
  });

  test('the limit of sessions holds when many logins arrive at the same moment', async () => {
    await Promise.all(Array.from({ length: 12 }, () => gatehouse.api.login(ada.user)));
    expect(await activeSessions(gatehouse, ada.user.id)).toBe(3);
  });

  test('sessions that have expired or ended do not count against the limit', async () => {
    const now = gatehouse.clock.now();
    await addSessions(gatehouse, ada.user.id, 5, { usedAt: addSeconds(now, 60), expiresAt: now });
    await gatehouse.api.logout({ token: (await loginLater()).accessToken });
    await loginLater();
    await loginLater();
    expect(await gatehouse.api.refusal(ada.accessToken)).toBeUndefined();
  });

  test('the limit of sessions does not affect the sessions of other accounts', async () => {
    const bob = await gatehouse.api.newUser();
    for (let logins = 0; logins < 4; logins++) await loginLater();
    expect(await gatehouse.api.refusal(bob.accessToken)).toBeUndefined();
  });
});

describe('an account with far more sessions than the limit', () => {
  test('one login reduces an account with far more sessions than the limit to the limit', async () => {
    await addSessions(gatehouse, ada.user.id, 1000);
    const { accessToken } = await loginLater();
    expect(await activeSessions(gatehouse, ada.user.id)).toBe(3);
    expect(await gatehouse.api.refusal(accessToken)).toBeUndefined();
  });
});

describe('a session that an operator has blacklisted by its ID', () => {
  const blacklist = (expiresAt: Date) =>
    gatehouse.em.insert(BlacklistedToken, {
      id: ada.session.id,
      userId: ada.user.id,
      reason: 'LOGOUT',
      blacklistedAt: gatehouse.clock.now(),
      expiresAt,
    } as never);
  const entry = () => gatehouse.em.findOneOrFail(BlacklistedToken, ada.session.id);

  test('a session that an operator has blacklisted can be ended, and stays blacklisted for its last access token', async () => {
    await blacklist(gatehouse.clock.now());
    const { accessToken } = await gatehouse.api.login(ada.user);
    expect((await gatehouse.api.logoutAll(accessToken)).data.logoutAll.endedSessionCount).toBe(2);
    const { accessTokensExpireAt } = await gatehouse.em.findOneOrFail(Session, ada.session.id);
    expect((await entry()).expiresAt).toEqual(accessTokensExpireAt);
  });

  test('a session that an operator has blacklisted stays blacklisted for as long as the operator asked', async () => {
    const nextYear = new Date('2027-03-01T12:00:00Z');
    await blacklist(nextYear);
    await gatehouse.api.logoutAll((await gatehouse.api.login(ada.user)).accessToken);
    expect((await entry()).expiresAt).toEqual(nextYear);
  });

  test('a blacklisted session does not keep an administrator from deactivating the account', async () => {
    await blacklist(gatehouse.clock.now());
    const root = await gatehouse.newAdministrator();
    const answer = await gatehouse.api.mutate('deactivateUser', { userId: ada.user.id }, root.accessToken);
    expect(answer.__typename).toBe('UserPayload');
  });
});
