import { createSecretKey, randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { publicJwk } from '../../src/config/signing-key.js';
import { newKey } from '../../test/support/keys.js';
import type { VerifierOptions } from '../src/index.js';
import { ISSUER, respond, SECRET } from './support/fake-gatehouse.js';
import { outcomeOf, useVerifiers } from './support/verifiers.js';

const verifiers = useVerifiers();

interface Signing {
  readonly header?: object;
  readonly algorithm?: string;
  readonly key?: ReturnType<typeof createSecretKey>;
}

describe.each<[string, Partial<VerifierOptions>, () => Signing]>([
  ['a secret', {}, () => ({})],
  ['public keys', { secret: undefined }, () => ({ algorithm: 'ES256', key: verifiers.gatehouse.key.signWith })],
])('a verifier by %s', (name, options, signing) => {
  const start = () => verifiers.ready(options as VerifierOptions);
  const tokenOf = (claims: object = {}, more: Signing = {}) =>
    verifiers.gatehouse.token(claims, { ...signing(), ...more } as object);

  test(`a verifier by ${name} returns the claims of a token that is valid`, async () => {
    const { verifier } = await start();
    const sid = randomUUID();
    expect(await verifier.verify(tokenOf({ sid }))).toMatchObject({ iss: ISSUER, sid, role: 'USER', acr: 'aal1' });
  });

  test.each<[string, object, Signing, string?]>([
    ['another issuer', { iss: 'https://evil.example.com' }, {}],
    ['another audience', { aud: 'others' }, {}],
    ['no issuer', { iss: undefined }, {}],
    ['no audience', { aud: undefined }, {}],
    ['no expiry', { exp: undefined }, {}],
    ['an expiry that is a text', { exp: '9999999999' }, {}],
    ['no time of issue', { iat: undefined }, {}],
    ['a time before which it is not valid', { nbf: 9_999_999_999 }, {}],
    ['an expiry that has passed', { exp: 1_000_000_000 }, {}, 'TOKEN_EXPIRED'],
    ['no user', { sub: undefined }, {}],
    ['a user that is not a UUID', { sub: 'ada' }, {}],
    ['no session', { sid: undefined }, {}],
    ['a session that is an object', { sid: {} }, {}],
    ['no id', { jti: undefined }, {}],
    ['no role', { role: undefined }, {}],
    ['an API key that is not a UUID', { client_id: 'nonsense', scope: '', sid: undefined }, {}],
    ['an API key and a session that is not a UUID', { client_id: randomUUID(), scope: '', sid: 'nonsense' }, {}],
    ['an API key and no permissions', { client_id: randomUUID() }, {}],
    ['no type', {}, { header: { typ: undefined } }],
    ['the type of an ID token', {}, { header: { typ: 'JWT' } }],
    ['an extension that is not understood', {}, { header: { crit: ['x'], x: 1 } }],
    ['another algorithm in its header', {}, { header: { alg: 'RS256' } }],
    ['no algorithm', {}, { header: { alg: 'none' }, algorithm: 'none' }],
    ['a signature by another key', {}, { key: createSecretKey(Buffer.alloc(48)), algorithm: 'HS256' }],
  ])(`a token with %s is refused by ${name}`, async (_, claims, more, code = 'TOKEN_INVALID') => {
    expect(await outcomeOf(await start(), tokenOf(claims, more))).toBe(code);
  });

  test.each(['', '.', '..', 'nonsense', 'a.b.c', 'eyJhbGciOiJub25lIn0.e30.', 'é.é.é', 'null.null.null'])(
    `"%s" is refused by ${name}`,
    async (token) => {
      expect(await outcomeOf(await start(), token)).toBe('TOKEN_INVALID');
    },
  );

  test(`a token that was changed is refused by ${name}`, async () => {
    const [header, , signature] = tokenOf().split('.');
    const [, payload] = tokenOf({ role: 'ADMIN' }).split('.');
    expect(await outcomeOf(await start(), [header, payload, signature].join('.'))).toBe('TOKEN_INVALID');
  });

  test(`a token expires while the feed stays fresh, by ${name}`, async () => {
    const { gatehouse } = verifiers;
    const test = await start();
    const token = tokenOf();
    gatehouse.clock.advance(900);
    expect(await outcomeOf(test, token)).toBe('TOKEN_EXPIRED');
  });

  test(`what a verifier by ${name} says of a token never repeats it`, async () => {
    const token = tokenOf({ aud: 'others' });
    const error = await (await start()).verifier.verify(token).catch((error) => error);
    const text = [error.message, error.stack, error.cause?.message, JSON.stringify(error)].join();
    expect(token.split('.').filter((part) => text.includes(part))).toEqual([]);
  });
});

describe('secrets', () => {
  test('a token by any of several secrets is accepted, and by no other one', async () => {
    const [old, other] = ['an old secret of the tests: 0123456789 0123456789', 'never given: 0123456789 0123456789 01'];
    const test = await verifiers.ready({ secret: [SECRET, old] });
    const signedBy = (secret: string) => verifiers.gatehouse.token({}, { key: createSecretKey(Buffer.from(secret)) });
    const outcomes = [SECRET, old, other].map((secret) => outcomeOf(test, signedBy(secret)));
    expect(await Promise.all(outcomes)).toEqual(['accepted', 'accepted', 'TOKEN_INVALID']);
  });

  test('a secret that is too short is refused at the start', () => {
    expect(() => verifiers.create({ secret: 'short' })).toThrow('at least 32 bytes');
  });

  test('a token with HS512 by the right secret is refused', async () => {
    const test = await verifiers.ready();
    expect(await outcomeOf(test, verifiers.gatehouse.token({}, { algorithm: 'HS512' }))).toBe('TOKEN_INVALID');
  });
});

describe('public keys', () => {
  const start = () => verifiers.ready({ secret: undefined as never });
  const signed = () => ({ algorithm: 'ES256', key: verifiers.gatehouse.key.signWith });
  const keysPath = '/.well-known/jwks.json';

  test('a token that is signed with a public key as a secret is refused', async () => {
    const pem = verifiers.gatehouse.key.verifyWith.export({ type: 'spki', format: 'pem' });
    const test = await start();
    expect(await outcomeOf(test, verifiers.gatehouse.token({}, { key: createSecretKey(Buffer.from(pem)) }))).toBe(
      'TOKEN_INVALID',
    );
  });

  test('the keys are fetched once for any number of tokens', async () => {
    const test = await start();
    const tokens = Array.from({ length: 20 }, () => verifiers.gatehouse.token({}, signed()));
    const outcomes = await Promise.all(tokens.map((token) => outcomeOf(test, token)));
    expect(new Set(outcomes)).toEqual(new Set(['accepted']));
    expect(verifiers.gatehouse.count(keysPath)).toBe(1);
  });

  test('tokens with an unknown key do not make the verifier fetch the keys for each of them', async () => {
    const test = await start();
    const unknown = () => verifiers.gatehouse.token({}, { ...signed(), header: { kid: randomUUID() } });
    for (let count = 0; count < 20; count += 1) expect(await outcomeOf(test, unknown())).toBe('TOKEN_INVALID');
    expect(verifiers.gatehouse.count(keysPath)).toBeLessThanOrEqual(2);
  });

  test('a key of another algorithm than it says is not used', async () => {
    const { verifyWith } = newKey('RS256');
    verifiers.gatehouse.onKeys = (response) => {
      const { kid } = verifiers.gatehouse.key;
      respond(response, { keys: [{ ...publicJwk(verifyWith, 'RS256'), kid }] });
    };
    expect(await outcomeOf(await start(), verifiers.gatehouse.token({}, signed()))).toBe('TOKEN_INVALID');
  });

  test.each<[string, (response: ServerResponse) => unknown]>([
    ['cannot be fetched', (response) => response.destroy()],
    ['are an error page', (response) => response.writeHead(502).end('<h1>Bad Gateway</h1>')],
    ['are no JSON', (response) => response.end('nonsense')],
  ])('no token is blamed while the keys %s', async (_, serve) => {
    verifiers.gatehouse.onKeys = serve;
    expect(await outcomeOf(await start(), verifiers.gatehouse.token({}, signed()))).toBe('KEYS_UNAVAILABLE');
  });
});
