import { readImportedAccount } from '../../src/accounts/import/imported-account.js';
import { SOURCES, type SourceName } from '../../src/accounts/import/sources/index.js';
import type { Row } from '../../src/accounts/import/sources/source.js';
import compare from '../../src/credentials/password/hashing.worker.js';
import { parseImportedHash } from '../../src/credentials/password/imported-hash.js';

const NOW = new Date('2026-11-30T12:00:00Z');
const BCRYPT = '$2b$04$abcdefghijklmnopqrstuuNGpmNmC5Hv4V3i9Gf8Zb0lBrWkYx1QS';
const GOOGLE = { issuer: 'https://accounts.google.com', subject: '103547991597142817347', email: null };

/** The parameters of https://github.com/firebase/scrypt#finding-the-password-hash-parameters, as the console shows them. */
const HASH_CONFIG = `hash_config {
  algorithm: SCRYPT,
  base64_signer_key: jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==,
  base64_salt_separator: Bw==,
  rounds: 8,
  mem_cost: 14,
}`;

const options = { issuers: new Map([['corporate', 'https://login.example.com']]), firebaseHashConfig: HASH_CONFIG };
const read = (from: SourceName, row: Row) => readImportedAccount(SOURCES[from](row, options), NOW);

async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const parsed = parseImportedHash(hash ?? '');
  return parsed !== undefined && (await compare({ kind: 'compare', secret: password, ...parsed })) === true;
}

/** A user of `kc.sh export`. The hash is of Lakekeeper's example realm, whose documentation names the password: `iceberg`. */
const KEYCLOAK = {
  username: 'peter',
  email: 'peter@example.com',
  emailVerified: true,
  enabled: true,
  createdTimestamp: 1733666693000,
  credentials: [
    {
      type: 'password',
      secretData:
        '{"value":"BuViHNDGmCq80fvpty/QoggTI8NSt0CuNDGgeoa5f5A=","salt":"RJ0aLMQ2qKbZuROs7qQhcA==","additionalParameters":{}}',
      credentialData:
        '{"hashIterations":5,"algorithm":"argon2","additionalParameters":{"hashLength":["32"],"memory":["7168"],"type":["id"],"version":["1.3"],"parallelism":["1"]}}',
    },
  ],
};

const otp = (data: object) => ({
  type: 'otp',
  secretData: JSON.stringify({ value: '12345678901234567890' }),
  credentialData: JSON.stringify({ subType: 'totp', digits: 6, period: 30, algorithm: 'HmacSHA1', ...data }),
});

describe('an account of Auth0', () => {
  test('an account of Auth0 comes with its hash and its account at Google', () => {
    const identities = [
      { provider: 'auth0', user_id: '5f7c', isSocial: false },
      { provider: 'google-oauth2', user_id: GOOGLE.subject, isSocial: true },
    ];
    const row = { email: 'ada@example.com', email_verified: true, created_at: '2020-05-17T08:30:00.000Z', identities };
    const createdAt = new Date('2020-05-17T08:30:00Z');
    expect(read('auth0', { ...row, passwordHash: BCRYPT })).toMatchObject({
      ...{ passwordHash: BCRYPT, createdAt, emailVerifiedAt: createdAt, deactivatedAt: null },
      identities: [{ ...GOOGLE, email: 'ada@example.com' }],
    });
  });

  test('an account that Auth0 has blocked stays out', () => {
    expect(read('auth0', { email: 'ada@example.com', blocked: true }).deactivatedAt).toEqual(NOW);
  });
});

describe('an account of Firebase', () => {
  const user = {
    email: 'user1@test.com',
    emailVerified: false,
    passwordHash: 'lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==',
    salt: '42xEC+ixf3L2lw==',
    createdAt: '1508893925000',
    providerUserInfo: [
      { providerId: 'google.com', rawId: GOOGLE.subject, email: 'ada@gmail.com' },
      { providerId: 'phone', rawId: '+15555550100' },
    ],
  };

  test('an account of Firebase comes with its hash, by the parameters of the project', async () => {
    const { passwordHash, ...account } = read('firebase', user);
    expect(await isPassword('user1password', passwordHash)).toBe(true);
    expect(account).toMatchObject({
      ...{ createdAt: new Date(1508893925000), emailVerifiedAt: null },
      identities: [{ ...GOOGLE, email: 'ada@gmail.com' }],
    });
  });

  test('an account of Firebase cannot come with its hash without the parameters of the project', () => {
    expect(() => SOURCES.firebase(user, { issuers: new Map() })).toThrow('--firebase-hash-config');
  });

  test('an account of Firebase that has no password comes without', () => {
    expect(read('firebase', { ...user, passwordHash: undefined }).passwordHash).toBeNull();
  });
});

describe('an account of Keycloak', () => {
  test('an account of Keycloak comes with its Argon2 hash', async () => {
    const { passwordHash, ...account } = read('keycloak', KEYCLOAK);
    expect(await isPassword('iceberg', passwordHash)).toBe(true);
    expect(account).toMatchObject({ username: 'peter', emailVerifiedAt: new Date(1733666693000), totpSecret: null });
  });

  test('an account of Keycloak comes with its PBKDF2 hash', async () => {
    // From a published dump of Keycloak 24, of the password `password`.
    const password = {
      type: 'password',
      secretData:
        '{"value":"5IL4kCCyOerhaEHfdK1BbjYxO6HitYLRtJOxwD8MUZH5wCgc1edmf35rWiP9sRxEwnQDstxch8twKh08Usi1fQ==","salt":"JaBKqx57IIB/dLDTpWBu+Q==","additionalParameters":{}}',
      credentialData: '{"hashIterations":210000,"algorithm":"pbkdf2-sha512","additionalParameters":{}}',
    };
    const { passwordHash } = read('keycloak', { ...KEYCLOAK, credentials: [password] });
    expect([await isPassword('password', passwordHash), await isPassword('passwords', passwordHash)]).toEqual([
      true,
      false,
    ]);
  });

  test('an account of Keycloak comes with its authenticator app, whose secret is the text itself', () => {
    const { totpSecret } = read('keycloak', { ...KEYCLOAK, credentials: [...KEYCLOAK.credentials, otp({})] });
    expect(Buffer.from(totpSecret ?? []).toString()).toBe('12345678901234567890');
  });

  test.each([{ digits: 8 }, { period: 60 }, { algorithm: 'HmacSHA256' }, { subType: 'hotp' }])(
    'an account of Keycloak does not come without the app that cannot come: %j',
    (data) => {
      expect(() => read('keycloak', { ...KEYCLOAK, credentials: [otp(data)] })).toThrow('credentials: The codes');
    },
  );

  test('an account of Keycloak comes with the identities of providers that are named', () => {
    const federatedIdentities = [
      { identityProvider: 'google', userId: GOOGLE.subject },
      { identityProvider: 'corporate', userId: 'p-1' },
      { identityProvider: 'elsewhere', userId: 'p-2' },
    ];
    expect(read('keycloak', { ...KEYCLOAK, federatedIdentities }).identities).toEqual([
      GOOGLE,
      { issuer: 'https://login.example.com', subject: 'p-1', email: null },
    ]);
  });

  test('an account that Keycloak has disabled stays out, and its address is no username', () => {
    const account = read('keycloak', { ...KEYCLOAK, enabled: false, username: 'peter@example.com' });
    expect([account.deactivatedAt, account.username]).toEqual([NOW, null]);
  });

  test('an account of Keycloak with a hash that is not known here is a bad line', () => {
    const credentials = [{ type: 'password', secretData: '{}', credentialData: '{"algorithm":"md5"}' }];
    expect(() => read('keycloak', { ...KEYCLOAK, credentials })).toThrow('credentials: The password is hashed');
  });
});

describe('an account of another system', () => {
  const identities = JSON.stringify([{ provider: 'github', uid: '583231', provider_id: '583231' }]);
  const github = [{ issuer: 'https://github.com', subject: '583231', email: null }];

  test('an account of Supabase comes with its hash, its app and its account at GitHub, also from CSV', () => {
    const row = { email: 'ada@example.com', encrypted_password: BCRYPT, email_confirmed_at: '2024-01-02 03:04:05+00' };
    const account = read('supabase', {
      ...row,
      identities,
      totp_secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
      is_banned: 'f',
    });
    expect(account).toMatchObject({ passwordHash: BCRYPT, identities: github, deactivatedAt: null });
    expect([account.emailVerifiedAt, account.totpSecret?.length]).toEqual([new Date('2024-01-02T03:04:05Z'), 20]);
  });

  test('an account of Django comes with its hash, and a superuser there is none here', () => {
    const password = 'pbkdf2_sha256$390000$seasalt$8xBlGd3jVgvJ+92hWPxi5ww0uuAuAnKgC45eudxro7c=';
    const fields = { email: 'ada@example.com', username: 'ada', password, is_superuser: true, is_active: true };
    const account = read('django', { model: 'auth.user', pk: 1, fields: { ...fields, identities } });
    expect(account).toMatchObject({ username: 'ada', passwordHash: password, role: 'USER', identities: github });
    expect(account).toMatchObject({ emailVerifiedAt: null, deactivatedAt: null });
  });

  test.each([
    ['an unusable password', { password: '!dQvhYyVJZ3pu' }, { passwordHash: null }],
    ['a username that is not allowed here', { username: 'ada@example.com' }, { username: null }],
    ['is_active=false', { is_active: false }, { deactivatedAt: NOW }],
  ])('an account of Django with %s comes accordingly', (_, fields, expected) => {
    const row = { email: 'ada@example.com', password: BCRYPT, ...fields };
    expect(read('django', { fields: row })).toMatchObject(expected);
  });

  test('an account of Devise comes with its hash, its app and its account at a provider', () => {
    const row = { email: 'ada@example.com', encrypted_password: BCRYPT, confirmed_at: '2024-01-02T03:04:05.000Z' };
    const linked = { provider: 'google_oauth2', uid: GOOGLE.subject };
    const app = { otp_required_for_login: true, otp_secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' };
    const account = read('devise', { ...row, ...linked, ...app });
    expect(account).toMatchObject({ passwordHash: BCRYPT, identities: [GOOGLE] });
    expect([account.emailVerifiedAt, account.totpSecret?.length]).toEqual([new Date('2024-01-02T03:04:05Z'), 20]);
  });

  test('an account of Better Auth comes with the hash of its own password and its account at a provider', () => {
    const password = `${'ab'.repeat(16)}:${'cd'.repeat(64)}`;
    const accounts = [
      { providerId: 'credential', accountId: 'x', password },
      { providerId: 'google', accountId: GOOGLE.subject, password: null },
    ];
    const account = read('better-auth', { email: 'ada@example.com', emailVerified: true, accounts });
    expect(account).toMatchObject({ passwordHash: password, identities: [GOOGLE], emailVerifiedAt: NOW });
  });
});
