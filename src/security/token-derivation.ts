import { createHmac, hash, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { deriveKey, type SigningKeys } from '../config/signing-key.js';

/** 256 random bits, in base64url. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in hexadecimal, to be stored in place of a token. 256 bits of entropy need no slow hash. */
export function digestOf(token: string): string {
  return hash('sha256', token);
}

/**
 * Derives tokens from data that is still available later, so that a token can be recovered although only its digest is
 * stored, even after a key rotation. Also derives fingerprints of values that are too easy to guess for a plain digest.
 */
export class TokenDerivation {
  private readonly keys: readonly [KeyObject, ...KeyObject[]];

  constructor([first, ...others]: SigningKeys, purpose: string) {
    this.keys = [deriveKey(first, purpose), ...others.map((key) => deriveKey(key, purpose))];
  }

  /** Derives a new token with the first key. */
  derive(source: string): string {
    return hmac(this.keys[0], source);
  }

  /** Derives with every key, in order. */
  deriveByEachKey(source: string): string[] {
    return this.keys.map((key) => hmac(key, source));
  }

  /** Whether one of the keys derives this token, in constant time. */
  derives(source: string, token: string): boolean {
    return this.deriveByEachKey(source).some((expected) => isEqual(token, expected));
  }

  /** Recovers the token with a given digest; undefined if the key that derived it was removed. */
  rederive(source: string, digest: string): string | undefined {
    return this.deriveByEachKey(source).find((token) => digestOf(token) === digest);
  }
}

function isEqual(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function hmac(key: KeyObject, source: string): string {
  return createHmac('sha256', key).update(source).digest('base64url');
}
