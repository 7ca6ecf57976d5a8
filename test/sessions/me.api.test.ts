import jwt from 'jsonwebtoken';
import { PASSWORD_PROOF } from '../../src/api/assurance.js';
import { addSeconds } from '../../src/clock.js';
import { signingKeyFromSecret } from '../../src/config/signing-key.js';
import { type AccessTokenOptions, AccessTokens } from '../../src/sessions/access-token.js';
import { User } from '../../src/users/user.entity.js';
import { type RequestOptions, type SignedIn } from '../support/api-client.js';
import { JWT_SECRET, useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

let ada: SignedIn;
beforeEach(async () => {
  ada = await gatehouse.api.newUser();
});

async function refusal(options: RequestOptions) {
  const { data, errors } = await gatehouse.api.me(options);
  expect(data).toEqual({ me: null });
  expect(errors).toHaveLength(1);
  return errors?.[0]?.extensions;
}

/** A token of the same user, from a server that differs from ours in one option. */
function signAs(options: Partial<AccessTokenOptions>): string {
  const { sub, sid, role } = jwt.decode(ada.accessToken) as jwt.JwtPayload;
  const now = gatehouse.clock.now();
  const claims = {
    sub: sub as string,
    sid,
    role,
    jti: crypto.randomUUID(),
    authTime: now,
    proof: PASSWORD_PROOF,
    issuedAt: now,
    expiresAt: addSeconds(now, 60),
  };
  const ours = { keys: [signingKeyFromSecret(JWT_SECRET)] as const, issuer: 'gatehouse', audience: 'gatehouse' };
  return new AccessTokens({ ...ours, clock: gatehouse.clock.now, ...options }).sign(claims);
}

describe('me', () => {
  test('me with a valid token returns its user', async () => {
    const { data } = await gatehouse.api.me({ token: ada.accessToken });
    const times = { createdAt: '2026-03-01T12:00:00.000Z', updatedAt: '2026-03-01T12:00:00.000Z' };
    expect(data.me).toEqual({ ...ada.user, emailVerifiedAt: null, ...times });
  });

  test.each([undefined, '', '   '])('me without a token is null (header %j)', async (authorization) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    expect(await gatehouse.api.me({ headers })).toEqual({ data: { me: null }, status: 200 });
  });

  test('the scheme Bearer is case-insensitive', async () => {
    const { data } = await gatehouse.api.me({ headers: { authorization: `bEARER  ${ada.accessToken}` } });
    expect(data.me.id).toBe(ada.user.id);
  });

  test.each([
    ['the scheme glued to the token', (token: string) => `Bearer${token}`],
    ['two tokens', (token: string) => `Bearer ${token} ${token}`],
    ['two tokens with a comma', (token: string) => `Bearer ${token}, Bearer ${token}`],
    ['another scheme', () => 'Basic YWRhOnNlY3JldA=='],
    ['no scheme', (token: string) => token],
    ['no token', () => 'Bearer'],
  ])('me with %s is rejected: TOKEN_MALFORMED', async (_, header) => {
    const authorization = header(ada.accessToken);
    expect(await refusal({ headers: { authorization } })).toEqual({
      code: 'UNAUTHENTICATED',
      reason: 'TOKEN_MALFORMED',
    });
  });

  test('me with an expired token is rejected: TOKEN_EXPIRED', async () => {
    gatehouse.clock.advance({ minutes: 15 });
    expect(await refusal({ token: ada.accessToken })).toEqual({ code: 'UNAUTHENTICATED', reason: 'TOKEN_EXPIRED' });
  });

  test.each([
    ['garbage', () => 'garbage'],
    ['a refresh token', () => ada.refreshToken],
    ['a tampered token', () => `${ada.accessToken.slice(0, -3)}AAA`],
    ['an unsigned token', () => jwt.sign(jwt.decode(ada.accessToken) as object, null, { algorithm: 'none' })],
    ['a token of another key', () => jwt.sign(jwt.decode(ada.accessToken) as object, 'k'.repeat(32))],
  ])('me with %s is rejected: TOKEN_INVALID', async (_, token) => {
    expect(await refusal({ token: token() })).toEqual({ code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' });
  });

  test.each([
    ['audience', { audience: 'somebody else' }],
    ['issuer', { issuer: 'somebody else' }],
    ['key', { keys: [signingKeyFromSecret('another secret of more than thirty-two bytes')] as const }],
  ])('me with a token for another %s is rejected: TOKEN_INVALID', async (_, options) => {
    expect(await refusal({ token: signAs(options) })).toEqual({ code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' });
  });

  test('me accepts a token that is signed as the server signs its own', async () => {
    expect(await gatehouse.api.refusal(signAs({}))).toBeUndefined();
  });

  test('me with the token of a deactivated user is rejected: ACCOUNT_DEACTIVATED', async () => {
    await gatehouse.em.nativeUpdate(User, ada.user.id, { deactivatedAt: gatehouse.clock.now() });
    expect(await refusal({ token: ada.accessToken })).toEqual({
      code: 'UNAUTHENTICATED',
      reason: 'ACCOUNT_DEACTIVATED',
    });
  });

  test('me with the token of a deleted user is rejected: TOKEN_INVALID', async () => {
    await gatehouse.em.nativeDelete(User, ada.user.id);
    expect(await refusal({ token: ada.accessToken })).toEqual({ code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' });
  });

  test('me shows a change of the account at once', async () => {
    await gatehouse.em.nativeUpdate(User, ada.user.id, { username: 'countess' });
    expect((await gatehouse.api.me({ token: ada.accessToken })).data.me.username).toBe('countess');
  });
});
