import { createSecretKey, type KeyObject } from 'node:crypto';
import type { SigningAlgorithm } from '../../src/config/signing-key.js';
import { newKey } from '../support/keys.js';
import { type Forgery, TokenForge } from '../support/token-forge.js';

/** An attacker's own keys. */
const THEIRS = { ES256: newKey('ES256'), RS256: newKey('RS256'), HS256: newKey('HS256') };
const THEIR_JWK = THEIRS.ES256.verifyWith.export({ format: 'jwk' });
const THEIR_URL = 'https://evil.example.com/jwks.json';
const LONG = 'A'.repeat(100_000);

/** Of the attacks of RFC 8725 §2 those that need no knowledge of the key. */
const ATTACKS: Array<[name: string, forgery: Forgery]> = [
  ...['none', 'None', 'NONE', 'nOnE'].map((alg): [string, Forgery] => [
    `alg is ${alg}`,
    { header: { alg }, algorithm: 'none' },
  ]),
  ['alg is missing', { header: { alg: undefined } }],
  ['alg is a list', { header: { alg: ['HS256', 'RS256', 'ES256'] } }],
  ['alg is unknown', { header: { alg: 'toString' } }],
  ['signature is stripped', { algorithm: 'none' }],
  ...Object.entries(THEIRS).map(([alg, { signWith }]): [string, Forgery] => [
    `key is another one of ${alg}`,
    { header: { alg }, key: signWith, algorithm: alg },
  ]),
  ['key is empty', { header: { alg: 'HS256' }, key: Buffer.alloc(0), algorithm: 'HS256' }],
  ...[
    { jwk: THEIR_JWK },
    { jku: THEIR_URL },
    { x5u: THEIR_URL },
    { x5c: [THEIRS.ES256.verifyWith.export({ format: 'der', type: 'spki' }).toString('base64')] },
    { jwk: THEIR_JWK, kid: THEIRS.ES256.kid },
    { jku: THEIR_URL, kid: THEIRS.ES256.kid },
  ].map((header): [string, Forgery] => [
    `header brings a key of its own as ${Object.keys(header).join(' and ')}`,
    { header: { alg: 'ES256', ...header }, key: THEIRS.ES256.signWith, algorithm: 'ES256' },
  ]),
  ...[
    ...['', '../../../../dev/null', '/dev/null', '/proc/sys/kernel/hostname', "x' union select 'secret' --"],
    ...['x; echo secret', '__proto__', 'constructor', 'toString', '\u0000', LONG, null, 0, true, {}, [], undefined],
  ].map((kid): [string, Forgery] => [
    `kid is ${JSON.stringify(kid)?.slice(0, 40)}`,
    { header: { kid, alg: 'HS256' }, key: Buffer.alloc(0), algorithm: 'HS256' },
  ]),
];

/** Those that hold for a token that is signed right, too. */
const DISLIKED_HEADERS: Array<[name: string, header: object]> = [
  ...['JWT', 'jwt', 'AT+JWT', 'id_token+jwt', 'logout+jwt', 'secevent+jwt', '', null, ['at+jwt'], undefined].map(
    (typ): [string, object] => [`typ is ${JSON.stringify(typ)}`, { typ }],
  ),
  ...['', 'unknown', null, ['kid'], undefined].map((kid): [string, object] => [
    `kid is ${JSON.stringify(kid)}`,
    { kid },
  ]),
  ['crit names an unknown extension', { crit: ['exp'], exp: 0 }],
  ['crit names b64', { crit: ['b64'], b64: false }],
  ['crit is empty', { crit: [] }],
];

/** What is public of a key, in every form in which it could be taken for a secret. */
function publicForms({ verifyWith: key }: { verifyWith: KeyObject }): Array<[string, Buffer]> {
  const jwk = JSON.stringify(key.export({ format: 'jwk' }));
  const pem = key.export({ format: 'pem', type: 'spki' }) as string;
  const der = key.export({ format: 'der', type: 'spki' });
  return [
    ['PEM', Buffer.from(pem)],
    ['PEM without its last line break', Buffer.from(pem.trimEnd())],
    ['DER', der],
    ['DER in base64', Buffer.from(der.toString('base64'))],
    ['JWK', Buffer.from(jwk)],
  ];
}

describe.each(['HS256', 'RS256', 'ES256'] as const)('access tokens, key %s', (algorithm: SigningAlgorithm) => {
  const key = newKey(algorithm);
  const forge = new TokenForge(key);

  test.each(ATTACKS)('the server rejects an access token whose %s', (_, forgery) => {
    expect(forge.answer(forgery)).toBe('TOKEN_INVALID');
  });

  test.each(DISLIKED_HEADERS)('the server rejects an access token whose %s, although it signed it', (_, header) => {
    expect(forge.answer({ header })).toBe('TOKEN_INVALID');
  });

  test.each([
    ['', ''],
    ['nothing but dots', '..'],
    ['four parts', `${forge.token()}.AA`],
    ['two parts', forge.token().split('.').slice(0, 2).join('.')],
    ['an encrypted token', `${forge.token()}.AA.AA`],
    ['the JSON form', JSON.stringify({ payload: 'e30', signatures: [] })],
    ['a header that is null', forge.token().replace(/^[^.]+/, 'bnVsbA')],
    ['a header that is a list', forge.token().replace(/^[^.]+/, 'W10')],
    ['a header that is no JSON', forge.token().replace(/^[^.]+/, 'e30e30')],
    ['a blank before it', ` ${forge.token()}`],
    ['a line break after it', `${forge.token()}\n`],
    ['padding after it', `${forge.token()}==`],
    ['a NUL', '\u0000'],
    ['horses', '🐎.🐎.🐎'],
    ['a huge header', `${LONG}.e30.AA`],
    ['a huge payload', forge.token({ payload: { sub: LONG } })],
    ['a huge signature', forge.token() + LONG],
  ])('the server rejects %s as an access token', (_, text) => {
    expect(forge.tokens.verify(text)).toBe('TOKEN_INVALID');
  });

  test('the server rejects an access token in which one byte was changed', () => {
    const [header = '', payload = '', signature = ''] = forge.token().split('.');
    const role = Buffer.from(payload, 'base64url').toString().replace('USER', 'ADMIN');
    expect(forge.tokens.verify([header, Buffer.from(role).toString('base64url'), signature].join('.'))).toBe(
      'TOKEN_INVALID',
    );
  });
});

describe.each(['RS256', 'ES256'] as const)('access tokens, public key %s', (algorithm) => {
  const key = newKey(algorithm);
  const forge = new TokenForge(key);

  test.each(publicForms(key))('the public key is not accepted as an HMAC secret, in %s', (_, secret) => {
    const forgery = { key: createSecretKey(secret), algorithm: 'HS256' };
    expect(forge.answer({ ...forgery, header: { alg: 'HS256' } })).toBe('TOKEN_INVALID');
    expect(forge.answer(forgery)).toBe('TOKEN_INVALID');
  });
});

test.each([
  ['RS256', 'RS512'],
  ['RS256', 'PS256'],
  ['HS256', 'HS512'],
] as const)('a key of %s does not verify an access token signed by %s', (algorithm, other) => {
  const forge = new TokenForge(newKey(algorithm));
  expect(forge.answer({ header: { alg: other }, algorithm: other })).toBe('TOKEN_INVALID');
  expect(forge.answer({ algorithm: other })).toBe('TOKEN_INVALID');
});
