import { generateKeyPairSync } from 'node:crypto';
import { exportJWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { IdentityProviderSettings } from '../../src/config/identity-providers.js';
import { OpenIdProvider } from '../../src/credentials/social/openid-provider.js';

const REDIRECT_URI = 'https://app.example.com/social-login';
const REQUEST = { state: 'a state', nonce: 'a nonce', codeVerifier: 'v'.repeat(43) };
const TENANT = '9a4b0c52-2c5e-4a67-9df5-0f5a5d5a0c11';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const appleKey = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** What is at the addresses of a provider, and what was sent there. */
class World {
  readonly sent: { url: string; body: URLSearchParams; authorization: string | null }[] = [];

  constructor(private readonly pages: Record<string, object>) {}

  readonly fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const authorization = new Headers(init.headers).get('authorization');
    this.sent.push({ url, body: new URLSearchParams(String(init.body ?? '')), authorization });
    const page = this.pages[url];
    const headers = { 'content-type': 'application/json' };
    return page ? new Response(JSON.stringify(page), { headers }) : new Response(null, { status: 404 });
  };
}

function providerOf(settings: Partial<IdentityProviderSettings>, world: World): OpenIdProvider {
  const lists = { scopes: [], trustedAcrValues: [], nativeClientIds: [] };
  const all = { id: 'it', name: 'It', clientId: 'gatehouse', clientSecret: 'a secret', ...lists, ...settings };
  return new OpenIdProvider(all, { fetch: world.fetch, allowHttp: false, clock: () => new Date() });
}

const callback = (more = '') => new URL(`${REDIRECT_URI}?code=a-code&state=a+state${more}`);

async function jwks() {
  return { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'it', alg: 'RS256', use: 'sig' }] };
}

function idToken(claims: JWTPayload): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const all = { aud: 'gatehouse', iat: now, exp: now + 60, nonce: REQUEST.nonce, sub: 'ada', ...claims };
  return new SignJWT(all).setProtectedHeader({ alg: 'RS256', kid: 'it' }).sign(keys.privateKey);
}

interface Addresses {
  readonly discovery?: string;
  readonly issuer: string;
  readonly token: string;
  readonly jwks: string;
}

/** A provider with one person. */
async function worldOf({ discovery, issuer, token, jwks: uri }: Addresses, claims: JWTPayload): Promise<World> {
  const endpoints = { authorization_endpoint: 'https://it.example/authorize', token_endpoint: token, jwks_uri: uri };
  return new World({
    ...(discovery && { [discovery]: { issuer, ...endpoints, response_types_supported: ['code'] } }),
    [token]: { access_token: 'an access token', token_type: 'bearer', id_token: await idToken(claims) },
    [uri]: await jwks(),
  });
}

describe('GitHub', () => {
  const GITHUB = { preset: 'github' } as const;
  const worldWith = (emails: object) =>
    new World({
      'https://github.com/login/oauth/access_token': { access_token: 'gho', token_type: 'bearer', scope: 'user:email' },
      'https://api.github.com/user': { id: 583231, login: 'octocat', email: 'public@example.com' },
      'https://api.github.com/user/emails': emails,
    });
  const exchange = (world: World) => providerOf(GITHUB, world).exchange(callback(), REQUEST);

  test('somebody is known at GitHub by the number of the account and the primary address', async () => {
    const world = worldWith([
      { email: 'other@example.com', primary: false, verified: true },
      { email: 'Octo@Example.com', primary: true, verified: true },
    ]);
    const expected = { issuer: 'https://github.com', subject: '583231', email: 'octo@example.com' };
    expect(await exchange(world)).toMatchObject({ ...expected, isEmailVerified: true, isMultiFactor: false });
  });

  test('a primary address that GitHub has not verified is not, whatever other address is', async () => {
    const world = worldWith([
      { email: 'other@example.com', primary: false, verified: true },
      { email: 'octo@example.com', primary: true, verified: false },
    ]);
    expect(await exchange(world)).toMatchObject({ email: 'octo@example.com', isEmailVerified: false });
  });

  test('GitHub is asked with PKCE, and its API with the access token', async () => {
    const world = worldWith([]);
    const url = new URL(await providerOf(GITHUB, world).authorizationUrl(REDIRECT_URI, REQUEST));
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ scope: 'user:email', code_challenge_method: 'S256' });
    await exchange(world);
    expect(world.sent[0]?.body.get('code_verifier')).toBe(REQUEST.codeVerifier);
    expect(world.sent.at(-1)?.authorization).toBe('Bearer gho');
  });

  test('GitHub has no ID tokens to sign in by', async () => {
    const verified = providerOf(GITHUB, worldWith([])).verifyIdToken('a.b.c', 'a nonce');
    await expect(verified).rejects.toMatchObject({ problem: 'UNAVAILABLE' });
  });
});

describe('Apple', () => {
  const ADDRESSES = {
    discovery: 'https://appleid.apple.com/.well-known/openid-configuration',
    issuer: 'https://appleid.apple.com',
    token: 'https://appleid.apple.com/auth/token',
    jwks: 'https://appleid.apple.com/auth/keys',
  };
  const privateKey = appleKey.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const APPLE = { preset: 'apple', clientSecret: undefined, teamId: 'TEAM', keyId: 'KEY', privateKey } as const;
  const { issuer: iss } = ADDRESSES;

  test('Apple is sent a client secret signed by its key', async () => {
    const world = await worldOf(ADDRESSES, { iss });
    await providerOf(APPLE, world).exchange(callback(), REQUEST);
    const secret = world.sent.find(({ url }) => url === ADDRESSES.token)?.body.get('client_secret') ?? '';
    const expected = { issuer: 'TEAM', subject: 'gatehouse', audience: iss };
    const { protectedHeader } = await jwtVerify(secret, appleKey.publicKey, expected);
    expect(protectedHeader).toMatchObject({ alg: 'ES256', kid: 'KEY' });
  });

  test.each([
    [true, true],
    ['true', true],
    [false, false],
    ['false', false],
    [undefined, false],
  ])('Apple’s email_verified %j makes an address verified: %j', async (email_verified, isEmailVerified) => {
    const world = await worldOf(ADDRESSES, { iss, email: 'ada@example.com', email_verified });
    const proven = await providerOf(APPLE, world).exchange(callback(), REQUEST);
    expect(proven).toMatchObject({ email: 'ada@example.com', isEmailVerified });
  });

  test('Apple is asked to post what it returns, as it demands for an address', async () => {
    const world = await worldOf(ADDRESSES, { iss });
    const url = new URL(await providerOf(APPLE, world).authorizationUrl(REDIRECT_URI, REQUEST));
    expect(url.searchParams.get('response_mode')).toBe('form_post');
  });
});

describe('Microsoft Entra', () => {
  const base = 'https://login.microsoftonline.com';
  const addressesOf = (tenant: string, issuerTenant = tenant) => ({
    discovery: `${base}/${tenant}/v2.0/.well-known/openid-configuration`,
    issuer: `${base}/${issuerTenant}/v2.0`,
    token: `${base}/${tenant}/oauth2/v2.0/token`,
    jwks: `${base}/${tenant}/discovery/v2.0/keys`,
  });
  const iss = `${base}/${TENANT}/v2.0`;
  const person = { iss, tid: TENANT, email: 'ada@example.com', email_verified: true };

  test.each([
    [true, true],
    [1, true],
    ['1', true],
    [false, false],
    [0, false],
    [undefined, false],
  ])(
    'an address at Entra with xms_edov %j is verified: %j, whatever email_verified says',
    async (xms_edov, isVerified) => {
      const world = await worldOf(addressesOf(TENANT), { ...person, xms_edov });
      const provider = providerOf({ preset: 'microsoft', tenant: TENANT }, world);
      expect((await provider.exchange(callback(), REQUEST)).isEmailVerified).toBe(isVerified);
    },
  );

  test('each tenant of Entra is an issuer of its own', async () => {
    const world = await worldOf(addressesOf('organizations', '{tenantid}'), person);
    const provider = providerOf({ preset: 'microsoft', tenant: 'organizations' }, world);
    expect((await provider.exchange(callback(), REQUEST)).issuer).toBe(iss);
    expect(provider.isIssuer(iss)).toBe(true);
  });

  test('an ID token of a tenant of Entra must name that tenant', async () => {
    const other = { ...person, tid: 'd1f5c7be-0000-4000-8000-000000000000' };
    const world = await worldOf(addressesOf('organizations', '{tenantid}'), other);
    const provider = providerOf({ preset: 'microsoft', tenant: 'organizations' }, world);
    await expect(provider.exchange(callback(), REQUEST)).rejects.toMatchObject({ problem: 'REFUSED' });
  });
});

describe.each([
  ['google', 'https://accounts.google.com'],
  ['gitlab', 'https://gitlab.com'],
] as const)('the preset %s', (preset, issuer) => {
  test.each([
    [true, true],
    ['true', false],
    [false, false],
    [undefined, false],
  ])(`with the preset ${preset}, email_verified %j makes an address verified: %j`, async (email_verified, expected) => {
    const discovery = `${issuer}/.well-known/openid-configuration`;
    const addresses = { discovery, issuer, token: `${issuer}/token`, jwks: `${issuer}/jwks` };
    const world = await worldOf(addresses, { iss: issuer, email: 'ada@example.com', email_verified });
    const proven = await providerOf({ preset }, world).exchange(callback(), REQUEST);
    expect(proven).toMatchObject({ issuer, email: 'ada@example.com', isEmailVerified: expected });
  });
});

test('Facebook never proves an address', async () => {
  const addresses = {
    issuer: 'https://www.facebook.com',
    token: 'https://graph.facebook.com/oauth/access_token',
    jwks: 'https://www.facebook.com/.well-known/oauth/openid/jwks/',
  };
  const claims = { iss: addresses.issuer, email: 'ada@example.com', email_verified: true };
  const proven = await providerOf({ preset: 'facebook' }, await worldOf(addresses, claims)).exchange(
    callback(),
    REQUEST,
  );
  expect(proven).toMatchObject({ subject: 'ada', email: 'ada@example.com', isEmailVerified: false });
});

test('only an acr that the settings list counts as two factors', async () => {
  const addresses = {
    discovery: 'https://it.example/.well-known/openid-configuration',
    issuer: 'https://it.example',
    token: 'https://it.example/token',
    jwks: 'https://it.example/jwks',
  };
  const proven = async (acr: string) => {
    const world = await worldOf(addresses, { iss: addresses.issuer, acr });
    const provider = providerOf({ issuer: addresses.issuer, trustedAcrValues: ['mfa'] }, world);
    return (await provider.exchange(callback(), REQUEST)).isMultiFactor;
  };
  expect([await proven('mfa'), await proven('pwd')]).toEqual([true, false]);
});
