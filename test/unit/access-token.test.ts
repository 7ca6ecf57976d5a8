import { createSecretKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { toNumericDate } from '../../src/clock.js';
import { AccessTokens } from '../../src/tokens/access-token.js';
import { signingKeyFromSecret } from '../../src/tokens/signing-key.js';
import { TestClock } from '../support/test-clock.js';

const clock = new TestClock();
const key = signingKeyFromSecret('a secret of at least thirty-two bytes');
const tokens = new AccessTokens({ key, issuer: 'us', audience: 'you', clock: clock.now });
const expiresAt = new Date(clock.now().getTime() + 900_000);
const claims = {
  sub: randomUUID(),
  sid: randomUUID(),
  jti: randomUUID(),
  role: 'USER',
  authTime: clock.now(),
  expiresAt,
};

const header = { alg: 'HS256', typ: 'at+jwt', kid: key.kid } as const;
const now = toNumericDate(clock.now());
const { authTime: _, expiresAt: __, ...ids } = claims;
const payload = { iss: 'us', aud: 'you', ...ids, iat: now, exp: now + 900, auth_time: now };

/** A token that differs from a good one in its header or payload. */
function forge(changes: { header?: object; payload?: object; key?: jwt.Secret }): string {
  const signed = { ...payload, ...changes.payload };
  return jwt.sign(JSON.stringify(signed), changes.key ?? key.key, {
    header: { ...header, ...changes.header } as jwt.JwtHeader,
  });
}

/** `header.payload.` with any header at all, and the signature that is given. */
function assemble(rawHeader: object, signature = ''): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode(rawHeader)}.${encode(payload)}.${signature}`;
}

describe('an access token', () => {
  test('is verified to the claims it was signed with', () => {
    expect(tokens.verify(tokens.sign(claims))).toEqual(claims);
  });

  test('has the header and the claims of RFC 9068', () => {
    const { header: signedHeader, payload: signedPayload } = jwt.decode(tokens.sign(claims), {
      complete: true,
    }) as jwt.Jwt;
    expect(signedHeader).toEqual(header);
    expect(signedPayload).toEqual(payload);
  });

  test('as forged by this test, but with nothing changed, is accepted', () => {
    expect(tokens.verify(forge({}))).toEqual(claims);
  });

  test('is refused once it has expired', () => {
    expect(tokens.verify(forge({ payload: { exp: now } }))).toBe('TOKEN_EXPIRED');
    expect(tokens.verify(forge({ payload: { exp: now + 1 } }))).toEqual({
      ...claims,
      expiresAt: new Date((now + 1) * 1000),
    });
  });

  test('is called invalid, not expired, when it is both', () => {
    const foreign = createSecretKey(Buffer.alloc(32));
    expect(tokens.verify(forge({ key: foreign, payload: { exp: now - 1 } }))).toBe('TOKEN_INVALID');
  });

  test.each(['iss', 'aud', 'sub', 'sid', 'jti', 'role', 'exp', 'auth_time'])('without %s is refused', (claim) => {
    expect(tokens.verify(forge({ payload: { [claim]: undefined } }))).toBe('TOKEN_INVALID');
  });

  test.each([
    ['another issuer', { payload: { iss: 'them' } }],
    ['another audience', { payload: { aud: 'them' } }],
    ['a sub that is no id', { payload: { sub: "1' or '1'='1" } }],
    ['a number for a sid', { payload: { sid: 1 } }],
    ['a start in the future', { payload: { nbf: now + 60 } }],
    ['another type of JWT', { header: { typ: 'JWT' } }],
    ['no type', { header: { typ: undefined } }],
    ['an unknown kid', { header: { kid: '../../dev/null' } }],
    ['no kid', { header: { kid: undefined } }],
    ['another HMAC', { header: { alg: 'HS512' } }],
    ['another key', { key: createSecretKey(Buffer.alloc(32)) }],
  ])('with %s is refused', (_name, changes) => {
    expect(tokens.verify(forge(changes))).toBe('TOKEN_INVALID');
  });

  test.each(['none', 'None', 'NONE'])('without a signature (alg %s) is refused', (alg) => {
    expect(tokens.verify(assemble({ ...header, alg }))).toBe('TOKEN_INVALID');
  });

  test('of an asymmetric algorithm, with its own key in the header, is refused', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = publicKey.export({ format: 'jwk' });
    expect(tokens.verify(forge({ key: privateKey, header: { alg: 'ES256', jwk } }))).toBe('TOKEN_INVALID');
  });

  test.each(['', '.', '..', 'a.b', 'a.b.c', 'a.b.c.d', '\u0000', '🐎.🐎.🐎', '{}', 'null'])(
    '%j is refused',
    (token) => {
      expect(tokens.verify(token)).toBe('TOKEN_INVALID');
    },
  );
});
