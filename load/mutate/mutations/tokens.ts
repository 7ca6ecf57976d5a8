import { inFile } from '../mutation.ts';

const ATTACKS = ['test/sessions/jwt-attacks.unit.test.ts'];
const CLAIMS = ['test/sessions/access-token.unit.test.ts'];
const KEY_FILES = ['test/config/key-files.unit.test.ts'];

/** Access tokens, their keys, and what the database knows of them: RFC 7519, 8725 and 9068. */
export const TOKENS = [
  ...inFile('src/sessions/access-token.ts', [
    {
      promise: 'An access token is verified only with the algorithm of its key.',
      find: 'const algorithms = [key.algorithm];',
      replace:
        "const algorithms = [key.algorithm, `${key.algorithm.slice(0, 2)}512`, 'PS256'] as unknown as ['HS256'];",
      tests: ATTACKS,
    },
    {
      promise: 'A JWT of another type is not accepted as an access token.',
      find: 'header.typ !== ACCESS_TOKEN_TYPE || ',
      replace: '',
      tests: ATTACKS,
    },
    {
      promise: 'A token with a critical extension is refused.',
      find: ' || header.crit !== undefined',
      replace: '',
      tests: ATTACKS,
    },
    {
      promise: 'A token is verified only with the key that its header names.',
      find: 'return this.keysById.get(header.kid);',
      replace: 'return this.keysById.get(header.kid) ?? this.options.keys[0];',
      tests: ATTACKS,
    },
    {
      promise: 'A token of another issuer is refused.',
      find: '{ algorithms, issuer, audience, clockTimestamp, ...more }',
      replace: '{ algorithms, audience, clockTimestamp, ...more }',
      tests: CLAIMS,
    },
    {
      promise: 'A token for another audience is refused.',
      find: '{ algorithms, issuer, audience, clockTimestamp, ...more }',
      replace: '{ algorithms, issuer, clockTimestamp, ...more }',
      tests: CLAIMS,
    },
    {
      promise: 'An expired access token is refused.',
      find: '{ algorithms, issuer, audience, clockTimestamp, ...more }',
      replace: '{ algorithms, issuer, audience, clockTimestamp, ignoreExpiration: true }',
      tests: CLAIMS,
    },
    {
      promise: 'A token that never expires is refused.',
      find: " || typeof exp !== 'number' || typeof auth_time",
      replace: ' || typeof auth_time',
      tests: CLAIMS,
    },
    {
      promise: 'A token without a session ID is refused.',
      find: ' || !isUuid(sid) || !isUuid(jti) || typeof role',
      replace: ' || !isUuid(jti) || typeof role',
      tests: CLAIMS,
    },
    {
      promise: 'An access token with altered padding bits in its signature is refused.',
      find: 'if (!key || !isCanonicalBase64url(token))',
      replace: 'if (!key)',
      tests: ['test/sessions/mangled-tokens.unit.test.ts'],
    },
  ]),
  ...inFile('src/config/signing-key.ts', [
    {
      promise: 'A secret of fewer than 256 bits is refused.',
      find: 'const MIN_SECRET_BYTES = 32;',
      replace: 'const MIN_SECRET_BYTES = 8;',
      tests: KEY_FILES,
    },
    {
      promise: 'An RSA key of fewer than 2048 bits is refused.',
      find: 'const MIN_RSA_BITS = 2048;',
      replace: 'const MIN_RSA_BITS = 1024;',
      tests: KEY_FILES,
    },
    {
      promise: 'A private key in DER is not used as a secret.',
      find: String.raw`if (/[\p{Cc}\uFFFD]/u.test(secret))`,
      replace: "if (secret === '')",
      tests: KEY_FILES,
    },
    {
      promise: 'Keys derived for different purposes differ.',
      find: '`gatehouse ${purpose}`',
      replace: "'gatehouse'",
      tests: ['test/security/token-derivation.unit.test.ts'],
    },
  ]),
  ...inFile('src/sessions/refresh-token.ts', [
    {
      promise: 'A repeated refresh returns the same successor after a key rotation.',
      find: 'this.keys.map((key) => succeed(key, token))',
      replace: '[succeed(this.keys[0], token)]',
      tests: ['test/sessions/key-exchange.api.test.ts'],
    },
    {
      promise: 'A refresh token whose tag is wrong is refused without a query.',
      find: 'if (key && !timingSafeEqual(tagOf(key, bytes), bytes.subarray(FIELD.tag))) return undefined;',
      replace: '',
      tests: ['test/sessions/refresh-token-rotation.api.test.ts'],
    },
    {
      promise: 'A refresh token that names a key nobody has counts for nothing but its digest.',
      find: 'isGenuine: key !== undefined',
      replace: 'isGenuine: true',
      tests: ['test/sessions/refresh-token-rotation.api.test.ts'],
    },
    {
      promise: 'A refresh token is refused in any other spelling.',
      find: " || bytes.toString('base64url') !== text",
      replace: '',
      tests: ['test/sessions/refresh-token.unit.test.ts'],
    },
    {
      promise: 'The tag of a refresh token covers all of it.',
      find: 'update(bytes.subarray(0, FIELD.tag))',
      replace: 'update(bytes.subarray(0, FIELD.secret))',
      tests: ['test/sessions/refresh-token.unit.test.ts'],
    },
  ]),
  ...inFile('src/sessions/authentication.ts', [
    {
      promise: 'A malformed Authorization header is refused instead of ignored.',
      find: "{ kind: 'malformed' };",
      replace: "{ kind: 'absent' };",
      tests: ['test/sessions/bearer-token.unit.test.ts'],
    },
    {
      promise: 'The Authorization header takes precedence over a cookie.',
      find: "if (bearer.kind !== 'absent' || !token) return bearer;",
      replace: 'if (!token) return bearer;',
      tests: ['test/server/cookies.server.test.ts'],
    },
  ]),
  ...inFile('src/sessions/authentication.ts', [
    {
      promise: 'A token whose session has ended is refused.',
      find: "if (row.blacklisted) return 'TOKEN_BLACKLISTED';",
      replace: '',
      tests: ['test/sessions/logout.api.test.ts'],
    },
    {
      promise: 'A single blacklisted access token is refused.',
      find: 'b.id in ($2, $3)',
      replace: 'b.id = $3 and $2::uuid is not null',
      tests: ['test/sessions/logout.api.test.ts'],
    },
    {
      promise: 'The access token of a deactivated user is refused.',
      find: "if (row.deactivatedAt) return 'ACCOUNT_DEACTIVATED';",
      replace: '',
      tests: ['test/sessions/me.api.test.ts'],
    },
  ]),
  ...inFile('src/server/routes.ts', [
    {
      promise: 'The public key set never contains a secret.',
      find: "keys.filter(({ verifyWith }) => verifyWith.type === 'public')",
      replace: 'keys',
      tests: ['test/server/jwks.server.test.ts'],
    },
  ]),
  ...inFile('src/sessions/introspection.ts', [
    {
      promise: 'Token introspection requires its secret.',
      find: "!isSame(tokenIntrospectionSecret, secret ?? '')",
      replace: "secret === ''",
      tests: ['test/sessions/introspection.api.test.ts'],
    },
    {
      promise: 'Token introspection reports a token of an ended session as inactive.',
      find: "authentication.state === 'authenticated' ? activeToken(authentication, { iss, aud }) : INACTIVE",
      replace:
        "activeToken(authentication.state === 'authenticated' ? authentication : ({ user: {}, token: {} } as never), { iss, aud })",
      tests: ['test/sessions/introspection.api.test.ts'],
    },
  ]),
];
