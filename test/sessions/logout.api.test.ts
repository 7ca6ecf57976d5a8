import { AuditEvent, AuditEventKind } from '../../src/security/audit-event.entity.js';
import { BlacklistedToken } from '../../src/sessions/blacklisted-token.entity.js';
import { User } from '../../src/users/user.entity.js';
import { type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { forgeRefreshToken } from '../support/refresh-token-forge.js';

const gatehouse = useGatehouse();

let ada: SignedIn;
beforeEach(async () => {
  ada = await gatehouse.api.newUser();
});

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

const reason = (answer: Awaited<ReturnType<typeof gatehouse.api.logout>>) => answer.errors?.[0]?.extensions?.reason;

describe('logout', () => {
  test('after a logout the access token is rejected', async () => {
    expect((await gatehouse.api.logout({ token: ada.accessToken })).data).toEqual({ logout: { endedSessionCount: 1 } });
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_BLACKLISTED');
  });

  test('after a logout the refresh token is rejected', async () => {
    await gatehouse.api.logout({ token: ada.accessToken });
    expect((await gatehouse.api.refresh(ada.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });

  test('after a logout an older access token of the same session is rejected', async () => {
    const { accessToken } = await gatehouse.api.refresh(ada.refreshToken);
    await gatehouse.api.logout({ token: accessToken });
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_BLACKLISTED');
  });

  test('a logout does not affect other sessions', async () => {
    const phone = await gatehouse.api.login(ada.user);
    await gatehouse.api.logout({ token: ada.accessToken });
    expect(await gatehouse.api.refusal(phone.accessToken)).toBeUndefined();
    expect((await gatehouse.api.refresh(phone.refreshToken)).__typename).toBe('AuthPayload');
  });

  test('a second logout says that the token is blacklisted', async () => {
    await gatehouse.api.logout({ token: ada.accessToken });
    expect(reason(await gatehouse.api.logout({ token: ada.accessToken }))).toBe('TOKEN_BLACKLISTED');
  });

  test('what follows a logout in the same document is rejected', async () => {
    const document =
      'mutation { logout { endedSessionCount } updateProfile(input: { username: "late" }) { __typename } }';
    const { errors } = await gatehouse.api.send(document, {}, { token: ada.accessToken });
    expect(errors?.[0]).toMatchObject({ path: ['updateProfile'], extensions: { reason: 'TOKEN_BLACKLISTED' } });
  });

  test('a logout works after a mutation of the same document that was rejected', async () => {
    const name = crypto.randomUUID().slice(0, 8);
    await gatehouse.api.register({ email: someEmail(), username: name });
    const document = `mutation {
      one: updateProfile(input: { username: "free-${name}" }) { __typename }
      other: updateProfile(input: { username: "${name}" }) { __typename }
      logout { endedSessionCount }
    }`;
    const { data } = await gatehouse.api.send(document, {}, { token: ada.accessToken });
    expect(data).toMatchObject({ other: { __typename: 'UsernameTakenError' }, logout: { endedSessionCount: 1 } });
  });

  test('a logout without a token says that it is missing', async () => {
    expect(reason(await gatehouse.api.logout())).toBe('TOKEN_MISSING');
  });

  test('a logout with an expired access token says so', async () => {
    gatehouse.clock.advance({ minutes: 16 });
    expect(reason(await gatehouse.api.logout({ token: ada.accessToken }))).toBe('TOKEN_EXPIRED');
  });

  test('a logout with an expired access token ends the session by its refresh token', async () => {
    gatehouse.clock.advance({ minutes: 16 });
    const answer = await gatehouse.api.logout({ token: ada.accessToken, refreshToken: ada.refreshToken });
    expect(answer.data.logout.endedSessionCount).toBe(1);
    expect((await gatehouse.api.refresh(ada.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });

  test('a logout by the refresh token alone ends the session, and its access token is rejected', async () => {
    await gatehouse.api.logout({ refreshToken: ada.refreshToken });
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_BLACKLISTED');
  });

  test('a logout with an unknown refresh token, or one of an ended session, is rejected', async () => {
    expect(reason(await gatehouse.api.logout({ refreshToken: 'unknown' }))).toBe('TOKEN_INVALID');
    await gatehouse.api.logout({ token: ada.accessToken });
    expect(reason(await gatehouse.api.logout({ refreshToken: ada.refreshToken }))).toBe('TOKEN_BLACKLISTED');
  });

  test('a logout is blacklisted until the last access token of the session has expired', async () => {
    gatehouse.clock.advance({ minutes: 5 });
    const { accessTokenExpiresAt, accessToken, session } = await gatehouse.api.refresh(ada.refreshToken);
    await gatehouse.api.logout({ token: accessToken });
    const entry = await gatehouse.em.findOneOrFail(BlacklistedToken, session.id);
    expect(entry.expiresAt.toISOString()).toBe(accessTokenExpiresAt);
  });

  test('a single token that an operator has blacklisted by its jti is rejected', async () => {
    const { jti } = claimsOf(ada.accessToken);
    const now = gatehouse.clock.now();
    const entry = { id: jti, userId: ada.user.id, reason: 'LOGOUT', blacklistedAt: now, expiresAt: now } as const;
    await gatehouse.em.insert(BlacklistedToken, entry as never);
    const { accessToken } = await gatehouse.api.refresh(ada.refreshToken);
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_BLACKLISTED');
    expect(await gatehouse.api.refusal(accessToken)).toBeUndefined();
  });
});

describe('logouts that end nothing', () => {
  const isAlive = async () => (await gatehouse.api.refresh(ada.refreshToken)).__typename === 'AuthPayload';

  test('a logout by an access token that an operator has blacklisted ends nothing', async () => {
    const now = gatehouse.clock.now();
    const entry = { id: claimsOf(ada.accessToken).jti, reason: 'LOGOUT', blacklistedAt: now, expiresAt: now };
    await gatehouse.em.insert(BlacklistedToken, { ...entry, userId: ada.user.id } as never);
    expect(reason(await gatehouse.api.logout({ token: ada.accessToken }))).toBe('TOKEN_BLACKLISTED');
    expect(await isAlive()).toBe(true);
  });

  test('a logout by the access token of a user whom an operator has deactivated in the database ends nothing', async () => {
    await gatehouse.em.nativeUpdate(User, ada.user.id, { deactivatedAt: gatehouse.clock.now() });
    expect(reason(await gatehouse.api.logout({ token: ada.accessToken }))).toBe('ACCOUNT_DEACTIVATED');
    await gatehouse.em.nativeUpdate(User, ada.user.id, { deactivatedAt: null });
    expect(await isAlive()).toBe(true);
  });

  test('a logout by a refresh token whose tag is wrong ends nothing', async () => {
    const forged = forgeRefreshToken(ada.refreshToken, { generation: 0 });
    expect(reason(await gatehouse.api.logout({ refreshToken: forged }))).toBe('TOKEN_INVALID');
    expect(await isAlive()).toBe(true);
  });
});

test('of twenty simultaneous logouts of one session, one ends it and is on record', async () => {
  const logouts = Array.from({ length: 20 }, () => gatehouse.api.logout({ token: ada.accessToken }));
  const answers = await Promise.all(logouts);
  expect(answers.filter(({ data }) => data).map(({ data }) => data.logout.endedSessionCount)).toEqual([1]);
  expect(new Set(answers.filter(({ data }) => !data).map(reason))).toEqual(new Set(['TOKEN_BLACKLISTED']));
  expect(await gatehouse.em.count(AuditEvent, { kind: AuditEventKind.LOGOUT, subjectId: ada.user.id })).toBe(1);
});

describe('logoutAll', () => {
  test('logoutAll ends every session of the user, and of no one else', async () => {
    const phone = await gatehouse.api.login(ada.user);
    const bob = await gatehouse.api.newUser();
    expect((await gatehouse.api.logoutAll(ada.accessToken)).data.logoutAll.endedSessionCount).toBe(2);
    expect(await gatehouse.api.refusal(phone.accessToken)).toBe('TOKEN_BLACKLISTED');
    expect((await gatehouse.api.refresh(phone.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    expect(await gatehouse.api.refusal(bob.accessToken)).toBeUndefined();
  });

  test('logoutAll rejects what follows it in the same document', async () => {
    const document =
      'mutation { logoutAll { endedSessionCount } updateProfile(input: { username: "late" }) { __typename } }';
    const { errors } = await gatehouse.api.send(document, {}, { token: ada.accessToken });
    expect(errors?.[0]).toMatchObject({ path: ['updateProfile'], extensions: { reason: 'TOKEN_BLACKLISTED' } });
  });

  test('logoutAll counts active sessions only', async () => {
    const phone = await gatehouse.api.login(ada.user);
    await gatehouse.api.logout({ token: phone.accessToken });
    expect((await gatehouse.api.logoutAll(ada.accessToken)).data.logoutAll.endedSessionCount).toBe(1);
  });

  test('logoutAll requires a signed-in user', async () => {
    expect(reason(await gatehouse.api.logoutAll())).toBe('TOKEN_MISSING');
  });
});
