import { createSecretKey, type KeyObject } from 'node:crypto';
import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import jwt from 'jsonwebtoken';
import { type AccessTokenClaims, readClaims } from './claims.js';
import { VerificationError } from './errors.js';

/** RFC 9068 §2.1: keeps any other kind of JWT from passing as an access token. */
const ACCESS_TOKEN_TYPE = 'at+jwt';
const MIN_SECRET_BYTES = 32;
const KEYS_TIMEOUT_MILLIS = 5000;

/** Errors of fetching the keys, which say nothing about the token. */
const KEYS_UNAVAILABLE = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'];

/** Checks everything about a token but whether it is revoked. */
export type VerifySignature = (token: string) => Promise<AccessTokenClaims>;

export interface SignatureOptions {
  readonly issuer: string;
  readonly audience: string;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

/** By the public keys at `/.well-known/jwks.json`: kept for ten minutes, and fetched again for an unknown `kid`. */
export function byPublicKeys(url: string, fetch: typeof globalThis.fetch, options: SignatureOptions): VerifySignature {
  const { issuer, audience, now } = options;
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', url), {
    timeoutDuration: KEYS_TIMEOUT_MILLIS,
    [customFetch]: fetch,
  });
  // The key that `kid` names has an `alg`, and no other one is accepted with it: RFC 8725 §3.1.
  const checks = { issuer, audience, typ: ACCESS_TOKEN_TYPE, algorithms: ['ES256', 'RS256'] };
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, { ...checks, currentDate: new Date(now()) });
      return requireClaims(payload);
    } catch (error) {
      throw toVerificationError(error);
    }
  };
}

function toVerificationError(error: unknown): VerificationError {
  if (error instanceof VerificationError) return error;
  if (error instanceof errors.JWTExpired) return new VerificationError('TOKEN_EXPIRED');
  const isTokenBad = error instanceof errors.JOSEError && !KEYS_UNAVAILABLE.includes(error.code);
  return new VerificationError(isTokenBad ? 'TOKEN_INVALID' : 'KEYS_UNAVAILABLE', { cause: error });
}

/**
 * By secrets that the service shares with Gatehouse (HS256). jsonwebtoken does this at once, on the thread that asks; by
 * way of Web Crypto it takes twice as long.
 */
export function bySecrets(secrets: readonly string[], { issuer, audience, now }: SignatureOptions): VerifySignature {
  const keys = secrets.map(secretKey);
  return async (token) => {
    const clockTimestamp = Math.floor(now() / 1000);
    const checks = { algorithms: ['HS256' as const], issuer, audience, clockTimestamp, complete: true as const };
    const { header, payload } = verifyWithAny(token, keys, checks);
    // jsonwebtoken checks neither. RFC 7515 §4.1.11: an extension that is critical and not understood.
    if (header.typ !== ACCESS_TOKEN_TYPE || header.crit !== undefined) throw new VerificationError('TOKEN_INVALID');
    return requireClaims(payload);
  };
}

function verifyWithAny(
  token: string,
  [key, ...others]: readonly KeyObject[],
  checks: jwt.VerifyOptions & { complete: true },
): jwt.Jwt {
  try {
    return jwt.verify(token, key as KeyObject, checks);
  } catch (error) {
    if (error instanceof jwt.TokenExpiredError) throw new VerificationError('TOKEN_EXPIRED');
    const isOthers = (error as Error).message === 'invalid signature' && others.length > 0;
    if (isOthers) return verifyWithAny(token, others, checks);
    throw new VerificationError('TOKEN_INVALID', { cause: error });
  }
}

function secretKey(secret: string): KeyObject {
  const bytes = Buffer.from(secret);
  if (bytes.length < MIN_SECRET_BYTES) throw new TypeError(`secret must have at least ${MIN_SECRET_BYTES} bytes.`);
  return createSecretKey(bytes);
}

function requireClaims(payload: unknown): AccessTokenClaims {
  const isObject = typeof payload === 'object' && payload !== null;
  const claims = isObject ? readClaims(payload as Record<string, unknown>) : undefined;
  if (!claims) throw new VerificationError('TOKEN_INVALID');
  return claims;
}
