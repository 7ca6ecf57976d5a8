import { constants, createHmac, type KeyObject, sign } from 'node:crypto';

type Sign = (input: string, key: KeyObject | Buffer) => Buffer;

const bytes = (input: string) => Buffer.from(input);
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };

/** The algorithms of RFC 7518 §3, with none of the checks that a library makes: an attacker has no use for them. */
const SIGN: Record<string, Sign> = {
  none: () => Buffer.alloc(0),
  HS256: (input, key) => createHmac('sha256', key).update(input).digest(),
  HS512: (input, key) => createHmac('sha512', key).update(input).digest(),
  RS256: (input, key) => sign('sha256', bytes(input), key as KeyObject),
  RS512: (input, key) => sign('sha512', bytes(input), key as KeyObject),
  PS256: (input, key) => sign('sha256', bytes(input), { key: key as KeyObject, ...pss }),
  ES256: (input, key) => sign('sha256', bytes(input), { key: key as KeyObject, dsaEncoding: 'ieee-p1363' }),
};

export function signJws(header: unknown, payload: unknown, algorithm: string, key: KeyObject | Buffer): string {
  const input = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${input}.${SIGN[algorithm]?.(input, key).toString('base64url')}`;
}
