import { randomUUID } from 'node:crypto';
import { addSeconds } from '../../src/clock.js';
import { Identity, IdentityLink, SocialFlow, UsedIdToken } from '../../src/credentials/social/social.entities.js';
import { TotpFactor } from '../../src/credentials/totp/totp-factor.entity.js';
import { StoredAttemptBuckets } from '../../src/security/attempt-buckets.js';
import { evenLimit } from '../../src/security/rate-limit.js';
import { BlacklistedToken } from '../../src/sessions/blacklisted-token.entity.js';
import { Session } from '../../src/sessions/session.entity.js';
import { prune } from '../../src/wiring/maintenance.js';
import { useGatehouse } from '../support/gatehouse.js';
import { startLogin } from '../support/passkeys.js';
import { challengeOf, newUserWithApp } from '../support/second-factor.js';

const gatehouse = useGatehouse();

const pruneNow = () => prune(gatehouse.em, gatehouse.clock.now(), 365);

async function rows() {
  const { em } = gatehouse;
  return [await em.count(BlacklistedToken), await em.count(Session)];
}

describe('pruning', () => {
  beforeEach(async () => {
    gatehouse.clock.advance({ days: 400 });
    await pruneNow();
    expect(await rows()).toEqual([0, 0]);
  });

  test('pruning deletes nothing that still counts', async () => {
    const { accessToken, refreshToken } = await gatehouse.api.newUser();
    await gatehouse.api.refresh(refreshToken);
    await gatehouse.api.logout({ token: accessToken });
    gatehouse.clock.advance({ minutes: 15 });
    await pruneNow();
    expect(await rows()).toEqual([1, 1]);
  });

  test('pruning keeps a blacklist entry for as long as any clock may still accept its token', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    await gatehouse.api.logout({ token: accessToken });
    gatehouse.clock.advance({ minutes: 20 });
    expect((await pruneNow()).blacklistedTokens).toBe(0);
    gatehouse.clock.advance({ seconds: 1 });
    expect((await pruneNow()).blacklistedTokens).toBe(1);
  });

  test('pruning deletes sessions once they have expired', async () => {
    const { refreshToken } = await gatehouse.api.newUser();
    await gatehouse.api.refresh(refreshToken);
    gatehouse.clock.advance({ days: 31 });
    expect(await pruneNow()).toMatchObject({ sessions: 1 });
  });

  test('pruning leaves sessions in use alone', async () => {
    const { refreshToken } = await gatehouse.api.newUser();
    gatehouse.clock.advance({ days: 20 });
    const renewed = await gatehouse.api.refresh(refreshToken);
    gatehouse.clock.advance({ days: 20 });
    expect(await pruneNow()).toMatchObject({ sessions: 0 });
    expect((await gatehouse.api.refresh(renewed.refreshToken)).__typename).toBe('AuthPayload');
  });

  test('pruning deletes logins and enrollments that were begun and have expired', async () => {
    const ada = await newUserWithApp(gatehouse);
    await challengeOf(gatehouse, ada);
    await gatehouse.api.mutate('startTotpEnrollment', {}, ada.accessToken);
    await startLogin(gatehouse.api);
    expect(await pruneNow()).toMatchObject({ loginChallenges: 0, passkeyCeremonies: 0, pendingTotpFactors: 0 });
    gatehouse.clock.advance({ minutes: 16 });
    expect(await pruneNow()).toMatchObject({ loginChallenges: 1, passkeyCeremonies: 1, pendingTotpFactors: 1 });
    expect(await gatehouse.em.count(TotpFactor, { user: ada.user.id })).toBe(1);
  });

  test('pruning deletes logins at providers, offers to link and used ID tokens that have expired, but no identity', async () => {
    const { user } = await gatehouse.api.newUser();
    const digest = 'a'.repeat(64);
    const key = { issuer: 'https://login.example.com', subject: 'ada' };
    const [now, expiresAt] = [gatehouse.clock.now(), addSeconds(gatehouse.clock.now(), 600)];
    const flow = { stateDigest: digest, flowDigest: digest, provider: 'one', nonce: 'n', codeVerifier: 'v' };
    await gatehouse.em.insert(SocialFlow, { ...flow, expiresAt });
    await gatehouse.em.insert(IdentityLink, { digest, user: user.id, ...key, expiresAt });
    await gatehouse.em.insert(UsedIdToken, { digest, expiresAt });
    await gatehouse.em.insert(Identity, { id: randomUUID(), user: user.id, ...key, createdAt: now });
    expect(await pruneNow()).toMatchObject({ socialFlows: 0, identityLinks: 0, usedIdTokens: 0 });
    gatehouse.clock.advance({ minutes: 16 });
    expect(await pruneNow()).toMatchObject({ socialFlows: 1, identityLinks: 1, usedIdTokens: 1 });
    expect(await gatehouse.em.count(Identity, { user: user.id })).toBe(1);
  });

  test('pruning forgets attempts once they no longer count', async () => {
    const buckets = new StoredAttemptBuckets(gatehouse.app.database.em, gatehouse.clock.now);
    await buckets.consume(evenLimit('knocking', 6), 'somebody');
    gatehouse.clock.advance({ minutes: 10 });
    expect((await pruneNow()).attemptBuckets).toBe(0);
    gatehouse.clock.advance({ minutes: 6 });
    expect((await pruneNow()).attemptBuckets).toBe(1);
  });

  test('pruning does not wait for an attempt that is being counted, and keeps its bucket', async () => {
    const buckets = new StoredAttemptBuckets(gatehouse.app.database.em, gatehouse.clock.now);
    const limit = evenLimit('knocking again', 6);
    await buckets.consume(limit, 'somebody');
    gatehouse.clock.advance({ minutes: 60 });
    await gatehouse.em.transactional(async (tx) => {
      await buckets.consume(limit, 'somebody', tx);
      expect((await pruneNow()).attemptBuckets).toBe(0);
    });
    gatehouse.clock.advance({ minutes: 60 });
    expect((await pruneNow()).attemptBuckets).toBe(1);
  });

  test('pruning deletes audit events when their retention is over', async () => {
    await gatehouse.api.newUser();
    gatehouse.clock.advance({ days: 364 });
    expect((await pruneNow()).auditEvents).toBe(0);
    gatehouse.clock.advance({ days: 2 });
    expect((await pruneNow()).auditEvents).toBe(1);
  });
});
