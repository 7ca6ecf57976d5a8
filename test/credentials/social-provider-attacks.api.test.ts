import { generateKeyPairSync } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { SocialFlow } from '../../src/credentials/social/social.entities.js';
import { type Misdeed, signNot, signWithPublicKey } from '../support/scripted-provider.js';
import { begin, outcomeOf, socialLogin, somebody, useSocial } from '../support/social.js';

const { gatehouse, one, two } = useSocial();

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

const FORGERIES: [string, Misdeed][] = [
  ['no signature (alg none)', { sign: (claims) => signNot(claims) }],
  ['HS256 with the public key as the secret', { sign: signWithPublicKey }],
  ['the signature of another key', { sign: (claims) => one.sign(claims, 'first', strangeKey) }],
  ['an unknown key', { sign: (claims) => one.sign(claims, 'second', strangeKey) }],
  ['another aud', { claims: { aud: 'somebody else' } }],
  ['several aud without azp', { claims: { aud: ['gatehouse', 'somebody else'] } }],
  ['another azp', { claims: { aud: ['gatehouse', 'somebody else'], azp: 'somebody else' } }],
  ['another iss', { claims: { iss: 'https://evil.example' } }],
  ['another nonce', { claims: { nonce: 'of another login' } }],
  ['no nonce', { claims: { nonce: undefined } }],
  ['an exp that is over', { claims: { exp: inSeconds(-3600) } }],
  ['no exp', { claims: { exp: undefined } }],
  ['no sub', { claims: { sub: undefined } }],
  ['a sub of 256 characters', { claims: { sub: 'x'.repeat(256) } }],
];

const strangeKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

test.each(FORGERIES)('a login at a provider is refused for an ID token with %s', async (_, misdeed) => {
  expect(outcomeOf(await socialLogin(gatehouse.api, one, somebody(), { misdeed }))).toBe('REFUSED');
});

const TEN_MEGABYTES = 10 * 1024 * 1024;
const FAILURES: [string, (response: ServerResponse) => void][] = [
  ['the status 500', (response) => response.writeHead(500).end()],
  ['no JSON', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sorry</h1>')],
  [
    '10 MB',
    (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.alloc(TEN_MEGABYTES, ' ')),
  ],
  ['a redirect', (response) => response.writeHead(307, { location: `${two.issuer}/token` }).end()],
  ['a connection that ends', (response) => response.destroy()],
];

test.each(FAILURES)('a login fails as the provider’s fault if its token endpoint returns %s', async (_, token) => {
  expect(outcomeOf(await socialLogin(gatehouse.api, one, somebody(), { misdeed: { token } }))).toBe('UNAVAILABLE');
});

test('a login fails as the provider’s fault after 5 seconds if its token endpoint takes 30', async () => {
  const token = (response: ServerResponse) => void setTimeout(() => response.end('{}'), 30_000).unref();
  const startedAt = performance.now();
  expect(outcomeOf(await socialLogin(gatehouse.api, one, somebody(), { misdeed: { token } }))).toBe('UNAVAILABLE');
  expect(performance.now() - startedAt).toBeLessThan(20_000);
});

test('nothing is sent to where a provider redirects', async () => {
  const token = (response: ServerResponse) => response.writeHead(307, { location: `${two.issuer}/token` }).end();
  await socialLogin(gatehouse.api, one, somebody(), { misdeed: { token } });
  expect(two.requested).not.toContain('/token');
});

test('an unknown key makes the server ask for the keys at most once a minute', async () => {
  await socialLogin(gatehouse.api, one, somebody());
  const before = one.requested.filter((path) => path === '/jwks').length;
  const misdeed: Misdeed = { sign: (claims) => one.sign(claims, 'second', strangeKey) };
  for (let attempt = 0; attempt < 5; attempt += 1) await socialLogin(gatehouse.api, one, somebody(), { misdeed });
  expect(one.requested.filter((path) => path === '/jwks').length - before).toBeLessThanOrEqual(1);
});

test('what a provider says about itself is asked for once an hour', async () => {
  await socialLogin(gatehouse.api, one, somebody());
  const count = () => one.requested.filter((path) => path.startsWith('/.well-known')).length;
  const before = count();
  await socialLogin(gatehouse.api, one, somebody());
  expect(count()).toBe(before);
  gatehouse.clock.advance({ minutes: 61 });
  await socialLogin(gatehouse.api, one, somebody());
  expect(count()).toBe(before + 1);
});

test('the same code does not sign in twice', async () => {
  one.answerFor(somebody());
  const first = await begin(gatehouse.api, one);
  const code = new URL(first.callbackUrl).searchParams.get('code') ?? '';
  const { callbackUrl: right, flowToken: own } = first;
  await gatehouse.api.mutate('completeSocialLogin', { callbackUrl: right, flowToken: own });
  const second = await gatehouse.api.mutate('startSocialLogin', { provider: 'one' });
  const { flowToken } = second;
  const callbackUrl = one.callbackFor(second.url, code);
  expect(outcomeOf(await gatehouse.api.mutate('completeSocialLogin', { callbackUrl, flowToken }))).toBe('REFUSED');
});

describe('a callback', () => {
  const complete = async (change: (parameters: URLSearchParams) => void) => {
    one.answerFor(somebody());
    const { callbackUrl, flowToken } = await begin(gatehouse.api, one);
    const url = new URL(callbackUrl);
    change(url.searchParams);
    return outcomeOf(await gatehouse.api.mutate('completeSocialLogin', { callbackUrl: url.href, flowToken }));
  };

  test('a person who did not agree at the provider is not signed in', async () => {
    const denied = (parameters: URLSearchParams) => {
      parameters.delete('code');
      parameters.set('error', 'access_denied');
    };
    expect(await complete(denied)).toBe('DENIED');
  });

  test('a callback of another issuer is refused', async () => {
    expect(await complete((parameters) => parameters.set('iss', two.issuer))).toBe('REFUSED');
  });

  test('a callback without the issuer is refused if the provider sends it', async () => {
    expect(await complete((parameters) => parameters.delete('iss'))).toBe('REFUSED');
  });

  test('a callback without a code is refused', async () => {
    expect(await complete((parameters) => parameters.delete('code'))).toBe('REFUSED');
  });

  test('a callback with another state is refused', async () => {
    expect(await complete((parameters) => parameters.set('state', 'guessed'))).toBe('EXPIRED');
  });
});

test('a login at a provider that was removed from the settings meanwhile fails as any other', async () => {
  const { callbackUrl, flowToken } = await begin(gatehouse.api, one);
  await gatehouse.em.nativeUpdate(SocialFlow, {}, { provider: 'removed' });
  expect(outcomeOf(await gatehouse.api.mutate('completeSocialLogin', { callbackUrl, flowToken }))).toBe('UNAVAILABLE');
});

test('what is no URL is refused as a callback', async () => {
  const { flowToken } = await begin(gatehouse.api, one);
  const input = { callbackUrl: 'https://', flowToken };
  expect(outcomeOf(await gatehouse.api.mutate('completeSocialLogin', input))).toBe('REFUSED');
});

describe('a provider whose discovery document is wrong', () => {
  beforeEach(() => gatehouse.clock.advance({ minutes: 61 }));
  afterEach(() => {
    gatehouse.clock.advance({ minutes: 61 });
    one.answerFor(somebody());
  });

  test('a login is not begun if the discovery document has another issuer', async () => {
    one.answerFor(somebody(), { metadata: { issuer: 'https://evil.example' } });
    const input = { provider: 'one' };
    expect((await gatehouse.api.mutate('startSocialLogin', input)).code).toBe('PROVIDER_UNAVAILABLE');
  });

  test('a discovery document that points to the metadata service of a cloud sends no request there', async () => {
    const misdeed = { metadata: { token_endpoint: 'http://169.254.169.254/latest/meta-data' } };
    expect(outcomeOf(await socialLogin(gatehouse.api, one, somebody(), { misdeed }))).toBe('UNAVAILABLE');
    expect(gatehouse.log.join('\n')).toContain('the address is not a public one');
  });

  test('a provider that has failed can be used as soon as it works', async () => {
    one.answerFor(somebody(), { metadata: { issuer: 'https://evil.example' } });
    await gatehouse.api.mutate('startSocialLogin', { provider: 'one' });
    expect(outcomeOf(await socialLogin(gatehouse.api, one, somebody()))).toBe('AuthPayload');
  });
});

test('a key that a provider has changed to is found at the first login after a minute', async () => {
  await socialLogin(gatehouse.api, one, somebody());
  one.changeKey('third');
  const { now } = Date;
  // The library has no clock that could be moved.
  const later = jest.spyOn(Date, 'now').mockImplementation(() => now() + 61_000);
  expect(outcomeOf(await socialLogin(gatehouse.api, one, somebody()))).toBe('AuthPayload');
  later.mockRestore();
});
