import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';

/** A public key in JWK format: RFC 7517. */
export interface PublicJwk extends JsonWebKey {
  readonly kid: string;
  readonly alg: string;
  readonly use: 'sig';
}

export function publicJwk(key: KeyObject, alg: string): PublicJwk {
  const jwk = key.export({ format: 'jwk' });
  return { ...jwk, kid: thumbprint(jwk), alg, use: 'sig' };
}

/** RFC 7638: the digest of a public key's required members, in the order of their names. */
function thumbprint({ kty, n, e, crv, x, y }: JsonWebKey): string {
  const members = kty === 'RSA' ? { e, kty, n } : { crv, kty, x, y };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}

export const SIGNING_ALGORITHMS = ['ES256', 'RS256', 'HS256'] as const;
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

/** A key and the only algorithm it may be used with: RFC 8725 §3.1. */
export interface SigningKey {
  /** Identifies the key in the header of a token, without revealing anything about it. */
  readonly kid: string;
  readonly algorithm: SigningAlgorithm;
  /** The private key, or the secret. jsonwebtoken is five to forty times faster with a KeyObject than with a string. */
  readonly signWith: KeyObject;
  /** The public key, or the secret. */
  readonly verifyWith: KeyObject;
  /** Of a key in a file of its own. How old the key itself is, nobody knows. */
  readonly fileModifiedAt?: Date;
}

/** The first one signs. All of them verify, so keys can be rotated without signing anyone out. */
export type SigningKeys = readonly [SigningKey, ...SigningKey[]];

/** A text is not a usable signing key. The message repeats nothing of the text. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError';
}

const MIN_SECRET_BYTES = 32;
const MIN_RSA_BITS = 2048;

/** RFC 7518 §3.2: a key for HS256 has at least 256 bits. */
export function isLongEnough(secret: string): boolean {
  return Buffer.byteLength(secret) >= MIN_SECRET_BYTES;
}

/** The key of JWT_SECRET. */
export function signingKeyFromSecret(secret: string): SigningKey {
  const key = createSecretKey(Buffer.from(secret));
  // A plain digest of the secret would make guessing cheaper than a token does. This takes as much work.
  const kid = createHmac('sha256', key).update('gatehouse key id').digest('base64url').slice(0, 12);
  return { kid, algorithm: 'HS256', signWith: key, verifyWith: key };
}

/**
 * Reads a key: a private key in PEM (RSA, or EC on P-256), or a secret on one line.
 *
 * @throws {SigningKeyError} the text is neither, or the key is too weak.
 */
export function signingKeyFromText(text: string): SigningKey {
  if (text.includes('-----BEGIN')) return signingKeyFromPem(text);
  const secret = text.replace(/\r?\n$/, '');
  // Otherwise a private key in DER would count as a secret and silently sign with HS256.
  if (/[\p{Cc}\uFFFD]/u.test(secret))
    throw new SigningKeyError('is neither a private key in PEM nor a single line of text');
  if (!isLongEnough(secret)) throw new SigningKeyError(`contains a secret of less than ${MIN_SECRET_BYTES} bytes`);
  return signingKeyFromSecret(secret);
}

function signingKeyFromPem(pem: string): SigningKey {
  const signWith = readPrivateKey(pem);
  const algorithm = algorithmOf(signWith);
  const verifyWith = createPublicKey(signWith);
  return { kid: publicJwk(verifyWith, algorithm).kid, algorithm, signWith, verifyWith };
}

function readPrivateKey(pem: string): KeyObject {
  if (/BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(pem))
    throw new SigningKeyError('contains a private key with a passphrase; remove the passphrase');
  const count = pem.match(/-----BEGIN [A-Z ]*PRIVATE KEY-----/g)?.length ?? 0;
  if (count === 0) throw new SigningKeyError('contains no private key');
  if (count > 1) throw new SigningKeyError('contains several private keys; put each in its own file');
  try {
    return createPrivateKey(pem);
  } catch {
    throw new SigningKeyError('contains a damaged private key');
  }
}

function algorithmOf({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): SigningAlgorithm {
  if (type === 'ec' && details?.namedCurve === 'prime256v1') return 'ES256';
  if (type === 'ec') throw new SigningKeyError('contains an EC key on a curve other than P-256');
  if (type !== 'rsa') throw new SigningKeyError('contains a key that is neither RSA nor EC on P-256');
  if ((details?.modulusLength ?? 0) < MIN_RSA_BITS) {
    throw new SigningKeyError(`contains an RSA key of less than ${MIN_RSA_BITS} bits`);
  }
  return 'RS256';
}

/** Derives a 256-bit key for another purpose, from which the signing key cannot be recovered: HKDF, RFC 5869. */
export function deriveKey({ signWith }: SigningKey, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secretOf(signWith), '', `gatehouse ${purpose}`, 32)));
}

/** The secret bytes of a key; for a private key they do not depend on its encoding. */
function secretOf(key: KeyObject): Buffer {
  if (key.type === 'secret') return key.export();
  const { d = '' }: JsonWebKey = key.export({ format: 'jwk' });
  return Buffer.from(d, 'base64url');
}
