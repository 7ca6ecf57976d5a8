import jwt from 'jsonwebtoken';
import { newKey } from '../support/keys.js';
import { TokenForge } from '../support/token-forge.js';

describe.each(['HS256', 'RS256', 'ES256'] as const)('access tokens, %s', (algorithm) => {
  const forge = new TokenForge(newKey(algorithm));
  const { tokens, claims, now } = forge;

  test('an access token is verified to the claims it was signed with', () => {
    expect(tokens.verify(tokens.sign(claims))).toEqual(claims);
  });

  test('an access token has the header and the claims of RFC 9068', () => {
    const { header, payload } = jwt.decode(tokens.sign(claims), { complete: true }) as jwt.Jwt;
    expect([header, payload]).toEqual([forge.header, forge.payload]);
  });

  test('an access token that these tests forge is accepted if nothing in it was changed', () => {
    expect(forge.answer({})).toEqual(claims);
  });

  test('an access token from a release without levels counts as proven by a password', () => {
    expect(forge.answer({ payload: { acr: undefined, amr: undefined } })).toEqual(claims);
  });

  test.each([
    [
      { acr: 'aal2', amr: ['pwd', 'otp'] },
      { level: 'AAL2', methods: ['PASSWORD', 'TOTP'] },
    ],
    [
      { acr: 'aal2', amr: ['hwk'] },
      { level: 'AAL2', methods: ['PASSKEY'] },
    ],
    [
      { acr: 'AAL2', amr: ['face', 7] },
      { level: 'AAL1', methods: [] },
    ],
    [
      { acr: ['aal2'], amr: 'otp' },
      { level: 'AAL1', methods: [] },
    ],
  ])('an access token with %j has the level and the methods of %j', (payload, proof) => {
    expect(forge.answer({ payload })).toMatchObject({ proof });
  });

  test('an access token is rejected once it has expired', () => {
    expect(forge.answer({ payload: { exp: now } })).toBe('TOKEN_EXPIRED');
    expect(forge.answer({ payload: { exp: now + 1 } })).toMatchObject({ sub: claims.sub });
  });

  test('an access token that is both invalid and expired is reported as invalid', () => {
    const forgery = { key: newKey(algorithm).signWith, payload: { exp: now - 1 } };
    expect(forge.answer(forgery)).toBe('TOKEN_INVALID');
  });

  test.each(['iss', 'aud', 'sub', 'sid', 'jti', 'role', 'iat', 'exp', 'auth_time'])(
    'an access token without %s is rejected',
    (claim) => {
      expect(forge.answer({ payload: { [claim]: undefined } })).toBe('TOKEN_INVALID');
    },
  );

  test.each([
    ['another issuer', { iss: 'them' }],
    ['another audience', { aud: 'them' }],
    ['a sub that is no id', { sub: "1' or '1'='1" }],
    ['a number for a sid', { sid: 1 }],
    ['a start in the future', { nbf: now + 60 }],
    ['a text for a time', { exp: '2100-01-01' }],
    ['a list for a role', { role: ['ADMIN'] }],
  ])('an access token with %s is rejected', (_, payload) => {
    expect(forge.answer({ payload })).toBe('TOKEN_INVALID');
  });
});

describe('several signing keys', () => {
  const [first, second, removed] = [newKey('ES256'), newKey('HS256'), newKey('ES256')];
  const { tokens, claims } = new TokenForge(first, second);
  const byFirst = new TokenForge(first);
  const bySecond = new TokenForge(second);

  test('the first of several keys signs access tokens', () => {
    expect(jwt.decode(tokens.sign(claims), { complete: true })?.header.kid).toBe(first.kid);
  });

  test('each of several keys verifies the access tokens that it signed', () => {
    expect(tokens.verify(byFirst.token())).toEqual(byFirst.claims);
    expect(tokens.verify(bySecond.token())).toEqual(bySecond.claims);
  });

  test('an access token is rejected once its key was removed', () => {
    expect(tokens.verify(new TokenForge(removed).token())).toBe('TOKEN_INVALID');
  });

  test('an access token that names another key than the one it was signed with is rejected', () => {
    expect(tokens.verify(byFirst.token({ header: { kid: second.kid } }))).toBe('TOKEN_INVALID');
    expect(tokens.verify(bySecond.token({ header: { kid: first.kid } }))).toBe('TOKEN_INVALID');
    expect(tokens.verify(bySecond.token({ header: { kid: first.kid, alg: 'ES256' } }))).toBe('TOKEN_INVALID');
  });
});
