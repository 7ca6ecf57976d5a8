import { createHash, createHmac, type KeyObject } from 'node:crypto';
import { deriveKey, type SigningKeys } from '../config/signing-key.js';

/** What is stored of a token: SHA-256, in hexadecimal digits. 256 bits of entropy need no slow hash. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Derives tokens from what is known later, too, so that they can be told again although only their digests are stored;
 * also after the keys have been exchanged. Fingerprints, too, of what is guessed too easily for a digest.
 */
export class TokenDerivation {
  private readonly keys: readonly [KeyObject, ...KeyObject[]];

  constructor([first, ...others]: SigningKeys, purpose: string) {
    this.keys = [deriveKey(first, purpose), ...others.map((key) => deriveKey(key, purpose))];
  }

  /** A new token. The first key derives it. */
  derive(source: string): string {
    return hmac(this.keys[0], source);
  }

  /** What each of the keys derives, the first one's first. */
  deriveByEachKey(source: string): string[] {
    return this.keys.map((key) => hmac(key, source));
  }

  /** The token of a digest, told again; undefined if the key that derived it is no longer there. */
  rederive(source: string, digest: string): string | undefined {
    return this.deriveByEachKey(source).find((token) => digestOf(token) === digest);
  }
}

function hmac(key: KeyObject, source: string): string {
  return createHmac('sha256', key).update(source).digest('base64url');
}
