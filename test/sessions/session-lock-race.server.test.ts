import { LockMode } from '@mikro-orm/core';
import { addSeconds } from '../../src/clock.js';
import { BlacklistedToken } from '../../src/sessions/blacklisted-token.entity.js';
import { Session } from '../../src/sessions/session.entity.js';
import { SessionEnding } from '../../src/sessions/session-ending.js';
import { prune } from '../../src/wiring/maintenance.js';
import type { SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { untilWaiting } from '../support/locks.js';

const gatehouse = useGatehouse();

/** Somebody's sessions, of which the database finds the youngest first: the others have been written anew since. */
async function threeSessions(): Promise<[SignedIn, SignedIn, SignedIn]> {
  const { api, clock } = gatehouse;
  const first = await api.newUser();
  const [second, third] = [await api.login(first.user), await api.login(first.user)];
  clock.advance({ seconds: 1 });
  for (const { refreshToken } of [first, second]) await api.refresh(refreshToken);
  return [first, second, third];
}

/** Has one begin, which waits half-way for a session that is locked, then the other. Answers what they answer. */
async function cross<One, Other>(sessionId: string, one: () => Promise<One>, other: () => Promise<Other>) {
  const { em } = gatehouse;
  await em.begin();
  await em.findOneOrFail(Session, sessionId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const first = one();
  await untilWaiting(gatehouse.em);
  let isOver = false;
  const second = other().finally(() => {
    isOver = true;
  });
  await untilWaiting(gatehouse.em, 2, () => isOver);
  await em.commit();
  return Promise.all([first, second]);
}

const endAllSessions = () => new SessionEnding(gatehouse.clock.now).endAllSessions(gatehouse.em);

describe('the command that ends all sessions', () => {
  test('the command that ends all sessions also ends one that is being refreshed, for its newest access token', async () => {
    const { session } = await gatehouse.api.newUser();
    const { em, clock } = gatehouse;
    await em.begin();
    const refreshed = await em.findOneOrFail(Session, session.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
    refreshed.accessTokensExpireAt = addSeconds(clock.now(), 7200);
    const ending = endAllSessions();
    await untilWaiting(gatehouse.em);
    await em.commit();
    expect(await ending).toBe(1);
    const { expiresAt } = await gatehouse.em.findOneOrFail(BlacklistedToken, session.id);
    expect(expiresAt).toEqual(refreshed.accessTokensExpireAt);
  });
});

describe('logoutAll', () => {
  const logoutAll = async (token: string) => (await gatehouse.api.logoutAll(token)).data?.logoutAll.endedSessionCount;

  test('logoutAll and the command that ends all sessions wait for each other', async () => {
    const [, second, { accessToken }] = await threeSessions();
    const ended = await cross(second.session.id, () => logoutAll(accessToken), endAllSessions);
    expect(ended).toEqual([3, 0]);
  });

  test('logoutAll and the deletion of expired sessions do not wait for each other', async () => {
    const [first, second] = await threeSessions();
    gatehouse.clock.advance({ days: 31 });
    const { accessToken } = await gatehouse.api.login(first.user);
    const pruneNow = () => prune(gatehouse.em, gatehouse.clock.now(), 365);
    const [ended] = await cross(second.session.id, () => logoutAll(accessToken), pruneNow);
    expect(ended).toBe(3);
  });
});
