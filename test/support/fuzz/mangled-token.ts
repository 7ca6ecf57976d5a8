import type { Dice } from './dice.js';

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const ODD_PARTS = ['', '.', '=', '==', ' ', '\n', '\u0000', '\ud800', '🐎', 'é', '+', '/', '~', '%2e', 'null', '{}'];

const ODD_HEADERS: object[] = [
  ...['none', 'None', 'nOnE', 'HS384', 'HS512', 'RS256', 'ES256', 'PS256', 'EdDSA', '', null, 0, ['HS256']].map(
    (alg) => ({ alg }),
  ),
  ...['JWT', 'at+JWT ', 'application/at+jwt', '', null, 1, ['at+jwt']].map((typ) => ({ typ })),
  ...['', '../../dev/null', "' or '1'='1", '\u0000', null, 0, {}].map((kid) => ({ kid })),
  ...[{ crit: ['exp'] }, { b64: false, crit: ['b64'] }, { zip: 'DEF' }, { jku: 'https://example.com/keys' }],
  { jwk: { kty: 'oct', k: 'AA' } },
];

const ODD_CLAIMS: object[] = [
  ...[
    { exp: 9_999_999_999 },
    { exp: '9999999999' },
    { exp: 1e308 },
    { nbf: 0 },
    { iat: 0 },
    { auth_time: 9_999_999_999 },
  ],
  ...[
    { role: 'ADMIN' },
    { role: ['ADMIN'] },
    { sub: '00000000-0000-0000-0000-000000000000' },
    { sub: null },
    { jti: '' },
  ],
  ...[
    { aud: ['gatehouse'] },
    { iss: ['gatehouse'] },
    { aud: '*' },
    { sid: {} },
    JSON.parse('{ "__proto__": 1, "constructor": 1 }'),
  ],
];

type Mangle = (token: string, dice: Dice, other: string) => string;

/** Every way, of which we know, to turn a token into another text. */
const WAYS: Record<string, Mangle> = {
  'with a bit of a character flipped': (token, dice) => {
    const at = dice.number(0, token.length - 1);
    return (
      token.slice(0, at) + String.fromCharCode(token.charCodeAt(at) ^ (1 << dice.number(0, 6))) + token.slice(at + 1)
    );
  },
  'with a bit flipped that base64url does not use': (token, dice) => {
    const parts = token.split('.');
    const which = dice.number(0, 2);
    return replacePart(token, which, withSpareBits(parts[which] ?? '', dice.number(1, 3)));
  },
  'with a character replaced': (token, dice) => {
    const at = dice.number(0, token.length - 1);
    return token.slice(0, at) + dice.pick([...BASE64URL, ...ODD_PARTS]) + token.slice(at + 1);
  },
  'with something inserted': (token, dice) => {
    const at = dice.number(0, token.length);
    return token.slice(0, at) + dice.pick([...ODD_PARTS, dice.text()]) + token.slice(at);
  },
  'cut off': (token, dice) => token.slice(dice.number(0, 3) === 0 ? 1 : 0, dice.number(0, token.length - 1)),
  'with parts of another token': (token, dice, other) => {
    const which = dice.number(0, 2);
    return replacePart(token, which, other.split('.')[which] ?? '');
  },
  'with its parts in another order': (token, dice) => {
    const parts = token.split('.');
    return dice.some(parts, 5).join('.');
  },
  'with another header': (token, dice) =>
    replacePart(token, 0, encode({ ...decode(token, 0), ...dice.pick(ODD_HEADERS) })),
  'with other claims': (token, dice) =>
    replacePart(token, 1, encode({ ...decode(token, 1), ...dice.pick(ODD_CLAIMS) })),
  'with the same header, written in another way': (token) => replacePart(token, 0, encode(decode(token, 0), 1)),
  'with the same claims, written in another way': (token) => replacePart(token, 1, encode(decode(token, 1), 1)),
  'without a signature': (token, dice) =>
    replacePart(replacePart(token, 2, ''), 0, encode({ ...decode(token, 0), ...dice.pick(ODD_HEADERS) })),
  'with padding': (token, dice) => replacePart(token, dice.number(0, 2), `${token.split('.')[dice.number(0, 2)]}=`),
  'in base64': (token) => Buffer.from(token).toString('base64'),
  'in another case': (token, dice) => (dice.percent(50) ? token.toLowerCase() : token.toUpperCase()),
  'that is any text': (_, dice) => dice.text(),
};

/** A text that differs from the token, if only in one bit. */
export function mangle(token: string, other: string, dice: Dice): { readonly way: string; readonly text: string } {
  const way = dice.pick(Object.keys(WAYS));
  const text = WAYS[way]?.(token, dice, other) ?? '';
  return text === token || text === other ? { way: 'cut off', text: token.slice(1) } : { way, text };
}

function replacePart(token: string, which: number, part: string): string {
  return token.split('.').with(which, part).join('.');
}

/** The last of 43 characters carries 4 bits: flipping one of the other 2 decodes to the same bytes. */
function withSpareBits(part: string, bits: number): string {
  return part.slice(0, -1) + BASE64URL[BASE64URL.indexOf(part.at(-1) ?? 'A') ^ bits];
}

function encode(value: object, indent?: number): string {
  return Buffer.from(JSON.stringify(value, null, indent)).toString('base64url');
}

function decode(token: string, which: number): object {
  return JSON.parse(Buffer.from(token.split('.')[which] ?? '', 'base64url').toString());
}

/** Not `Bearer`, or not that alone. */
const ODD_CREDENTIALS: ReadonlyArray<(token: string) => string> = [
  ...[
    '',
    'Basic ',
    'Token ',
    'JWT ',
    'DPoP ',
    'Bearer',
    'Bearer:',
    'Bearer: ',
    'Bearer\t',
    'Bearer\u00a0',
    'Bearer Bearer ',
  ].map((scheme) => (token: string) => scheme + token),
  (token) => `Bearer "${token}"`,
  (token) => `Bearer <${token}>`,
  (token) => `Bearer token=${token}`,
  (token) => `Bearer ${token}, Bearer ${token}`,
  (token) => `Bearer ${token} ${token}`,
  (token) => `Bearer ${token};q=1`,
  (token) => `Basic YTpi, Bearer ${token}`,
  (token) => `Bearer\u2003${token}`,
  (token) => `Bearer ${token}\u0000`,
  (token) => `\u00a0Bearer ${token}`,
  (token) => `Bearer ${token}\u00a0`,
  (token) => `\ufeffBearer ${token}`,
  (token) => `Ｂearer ${token}`,
];

/** An `Authorization` header that must not be accepted: the token is mangled, or what is around it. */
export function mangleHeader(token: string, other: string, dice: Dice): { way: string; authorization: string } {
  if (dice.percent(30)) return { way: 'around the token', authorization: dice.pick(ODD_CREDENTIALS)(token) };
  const { way, text } = mangle(token, other, dice);
  // A blank beside the token is HTTP's, and changes nothing.
  if ([token, other].includes(text.trim())) return { way: 'without a token', authorization: 'Bearer' };
  return { way, authorization: `${dice.pick(['Bearer', 'bearer', 'BEARER'])}${dice.pick([' ', '   '])}${text}` };
}
