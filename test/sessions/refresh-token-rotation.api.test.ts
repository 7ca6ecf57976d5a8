import { addSeconds } from '../../src/clock.js';
import { digestOf } from '../../src/security/token-derivation.js';
import { BlacklistedToken } from '../../src/sessions/blacklisted-token.entity.js';
import { Session } from '../../src/sessions/session.entity.js';
import { User } from '../../src/users/user.entity.js';
import { type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { forgeRefreshToken, secretOf } from '../support/refresh-token-forge.js';

const gatehouse = useGatehouse();

const refresh = (token: string) => gatehouse.api.refresh(token);

let ada: SignedIn;
beforeEach(async () => {
  ada = await gatehouse.api.newUser();
});

async function expectSessionEnded({ session, accessToken }: SignedIn) {
  const { endReason } = await gatehouse.em.findOneOrFail(Session, session.id);
  expect(endReason).toBe('REFRESH_TOKEN_REUSE');
  expect(await gatehouse.api.refusal(accessToken)).toBe('TOKEN_BLACKLISTED');
}

async function storedRow(sessionId: string): Promise<string> {
  const rows = await gatehouse.em.execute('select sessions::text as text from sessions where id = ?', [sessionId]);
  return rows[0]?.text;
}

describe('refreshToken', () => {
  test('refreshToken returns a new pair of tokens of the same session', async () => {
    const renewed = await refresh(ada.refreshToken);
    expect(renewed).toMatchObject({ __typename: 'AuthPayload', session: { id: ada.session.id }, user: ada.user });
    expect([renewed.refreshToken, renewed.accessToken]).not.toContain(ada.refreshToken);
    expect(await gatehouse.api.refusal(renewed.accessToken)).toBeUndefined();
  });

  test('refreshToken prolongs the session with each use', async () => {
    gatehouse.clock.advance({ days: 29 });
    const renewed = await refresh(ada.refreshToken);
    gatehouse.clock.advance({ days: 29 });
    expect((await refresh(renewed.refreshToken)).__typename).toBe('AuthPayload');
  });

  test('refreshToken returns the same successor for a token presented again within 10 seconds', async () => {
    const first = await refresh(ada.refreshToken);
    gatehouse.clock.advance({ seconds: 10 });
    const again = await refresh(ada.refreshToken);
    expect(again.refreshToken).toBe(first.refreshToken);
    expect(again.accessToken).not.toBe(first.accessToken);
    expect((await refresh(first.refreshToken)).__typename).toBe('AuthPayload');
  });

  test('replaying a used token after the 10 seconds ends the session', async () => {
    await refresh(ada.refreshToken);
    gatehouse.clock.advance({ seconds: 11 });
    expect(await refresh(ada.refreshToken)).toMatchObject({
      __typename: 'InvalidRefreshTokenError',
      code: 'INVALID_REFRESH_TOKEN',
    });
    await expectSessionEnded(ada);
  });

  test('replaying a used token whose successor has been used ends the session', async () => {
    const child = await refresh(ada.refreshToken);
    const grandchild = await refresh(child.refreshToken);
    expect((await refresh(ada.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    await expectSessionEnded(ada);
    expect((await refresh(grandchild.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });

  test('a replay ends no other session', async () => {
    const phone = await gatehouse.api.login(ada.user);
    await refresh(ada.refreshToken);
    gatehouse.clock.advance({ seconds: 11 });
    await refresh(ada.refreshToken);
    expect((await refresh(phone.refreshToken)).__typename).toBe('AuthPayload');
  });

  test('refreshToken rejects an expired token, and ends nothing', async () => {
    gatehouse.clock.advance({ days: 30 });
    expect((await refresh(ada.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    expect((await gatehouse.em.findOneOrFail(Session, ada.session.id)).endedAt).toBeNull();
  });

  test.each([
    ['nothing', ''],
    ['garbage', 'garbage'],
    ['a NUL', 'ada\u0000'],
    ['a horse', '🐎'],
    ['what looks like one', 'A'.repeat(43)],
    ['something long', 'A'.repeat(10_000)],
  ])('refreshToken rejects %s', async (_, token) => {
    expect((await refresh(token)).code).toBe('INVALID_REFRESH_TOKEN');
  });

  test('refreshToken rejects an access token', async () => {
    expect((await refresh(ada.accessToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });

  test('refreshToken rejects a deactivated user', async () => {
    await gatehouse.em.nativeUpdate(User, ada.user.id, { deactivatedAt: gatehouse.clock.now() });
    expect((await refresh(ada.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });

  test('refreshToken ignores an expired Authorization header', async () => {
    gatehouse.clock.advance({ minutes: 20 });
    const { __typename } = await gatehouse.api.refresh(ada.refreshToken, { token: ada.accessToken });
    expect(__typename).toBe('AuthPayload');
  });

  test('refreshToken returns the same successor to 20 racing requests', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(ada.refreshToken)));
    expect(new Set(answers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect((await gatehouse.em.findOneOrFail(Session, ada.session.id)).generation).toBe(2);
    expect((await refresh(answers[0].refreshToken)).__typename).toBe('AuthPayload');
  });

  test('refreshToken racing with logout leaves no token that works', async () => {
    const [renewed] = await Promise.all([refresh(ada.refreshToken), gatehouse.api.logout({ token: ada.accessToken })]);
    if (renewed.__typename === 'AuthPayload') {
      expect(await gatehouse.api.refusal(renewed.accessToken)).toBe('TOKEN_BLACKLISTED');
      expect((await refresh(renewed.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    }
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_BLACKLISTED');
  });

  test('a session that has been refreshed and ended is blacklisted until its newest access token has expired', async () => {
    gatehouse.clock.advance({ minutes: 10 });
    const { accessToken, accessTokenExpiresAt } = await refresh(ada.refreshToken);
    await gatehouse.api.logout({ token: accessToken });
    const { expiresAt } = await gatehouse.em.findOneOrFail(BlacklistedToken, ada.session.id);
    expect(expiresAt.toISOString()).toBe(accessTokenExpiresAt);
  });

  test('only digests of refresh tokens are stored', async () => {
    const { refreshToken } = await refresh(ada.refreshToken);
    const row = await storedRow(ada.session.id);
    for (const token of [ada.refreshToken, refreshToken]) {
      expect(row).toContain(digestOf(token));
      expect(row).not.toContain(secretOf(token).toString('hex'));
    }
  });

  test('every used token of a session is recognized, although only two digests are stored', async () => {
    let { refreshToken } = ada;
    for (let times = 0; times < 5; times += 1) ({ refreshToken } = await refresh(refreshToken));
    expect(await storedRow(ada.session.id)).not.toContain(digestOf(ada.refreshToken));
    expect((await refresh(ada.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    await expectSessionEnded(ada);
  });

  test('the two tokens of a session that has ended are rejected, and end nothing more', async () => {
    const { refreshToken } = await refresh(ada.refreshToken);
    await gatehouse.api.logout({ token: ada.accessToken });
    for (const token of [ada.refreshToken, refreshToken]) {
      expect((await refresh(token)).code).toBe('INVALID_REFRESH_TOKEN');
    }
    expect((await gatehouse.em.findOneOrFail(Session, ada.session.id)).endReason).toBe('LOGOUT');
  });
});

describe('a forged refresh token', () => {
  let bob: SignedIn;
  let renewed: SignedIn;
  beforeEach(async () => {
    bob = await gatehouse.api.newUser();
    renewed = await refresh(ada.refreshToken);
    gatehouse.clock.advance({ seconds: 11 });
  });

  test.each<[string, () => string]>([
    ['of generation 0', () => forgeRefreshToken(renewed.refreshToken, { generation: 0 })],
    ['of the generation before', () => forgeRefreshToken(renewed.refreshToken, { generation: 1 })],
    ['of generation 2^32-1', () => forgeRefreshToken(renewed.refreshToken, { generation: 2 ** 32 - 1 })],
    ["with another session's secret", () => forgeRefreshToken(renewed.refreshToken, { secretOf: bob.refreshToken })],
    ["with an old token's secret", () => forgeRefreshToken(renewed.refreshToken, { secretOf: ada.refreshToken })],
    ['in the frame of another session', () => forgeRefreshToken(bob.refreshToken, { secretOf: ada.refreshToken })],
    ['with another tag', () => forgeRefreshToken(ada.refreshToken, { tagOf: bob.refreshToken })],
    ['that names a key nobody has', () => forgeRefreshToken(ada.refreshToken, { keyId: 7, generation: 1 })],
    [
      'of generation 0, by a key nobody has',
      () => forgeRefreshToken(renewed.refreshToken, { keyId: 7, generation: 0 }),
    ],
    [
      'of a huge generation, by such a key',
      () => forgeRefreshToken(renewed.refreshToken, { keyId: 7, generation: 2 ** 31 }),
    ],
    ['truncated', () => ada.refreshToken.slice(0, -4)],
    ['extended', () => `${ada.refreshToken}AAAA`],
  ])('a forged refresh token is rejected and ends nothing: %s', async (_, forge) => {
    expect((await refresh(forge())).code).toBe('INVALID_REFRESH_TOKEN');
    const { errors } = await gatehouse.api.logout({ refreshToken: forge() });
    expect(errors?.[0]?.extensions?.reason).toBe('TOKEN_INVALID');
    for (const { refreshToken } of [renewed, bob]) {
      expect((await refresh(refreshToken)).__typename).toBe('AuthPayload');
    }
  });
});

describe('a session from before sessions had the digests of their tokens', () => {
  test('a session from a release without digests of tokens is rejected, whatever is presented', async () => {
    await gatehouse.em.nativeUpdate(Session, ada.session.id, { refreshDigest: null, endedAt: gatehouse.clock.now() });
    expect((await refresh(ada.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });
});

describe('SESSION_MAX_AGE_SECONDS', () => {
  const limited = useGatehouse({ sessionMaxAgeSeconds: 3600 });

  test('a session ends when it reaches its maximum age, however much it is used', async () => {
    let { refreshToken } = await limited.api.newUser();
    for (let quarter = 0; quarter < 3; quarter += 1) {
      limited.clock.advance({ minutes: 15 });
      refreshToken = (await limited.api.refresh(refreshToken)).refreshToken;
    }
    limited.clock.advance({ minutes: 15 });
    expect((await limited.api.refresh(refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });

  test('a session issues no token that outlives its maximum age', async () => {
    const { refreshToken, session } = await limited.api.register({ email: someEmail() });
    limited.clock.advance({ minutes: 50 });
    const { accessTokenExpiresAt, refreshTokenExpiresAt } = await limited.api.refresh(refreshToken);
    expect([accessTokenExpiresAt, refreshTokenExpiresAt]).toEqual([session.expiresAt, session.expiresAt]);
  });

  test('a session ends at once if the maximum age was lowered below its age', async () => {
    const { refreshToken, session } = await limited.api.newUser();
    const longAgo = addSeconds(limited.clock.now(), -3600);
    await limited.em.nativeUpdate(Session, session.id, { createdAt: longAgo });
    expect((await limited.api.refresh(refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });
});
