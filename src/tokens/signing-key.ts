import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** A key with the one algorithm it may be used with: RFC 8725 §3.1. */
export interface SigningKey {
  /** Names the key in the header of a token, and says nothing about it. */
  readonly kid: string;
  readonly algorithm: 'HS256';
  readonly key: KeyObject;
}

/** The key that JWT_SECRET stands for. */
export function signingKeyFromSecret(secret: string): SigningKey {
  const kid = createHmac('sha256', secret).update('gatehouse key id').digest('base64url').slice(0, 12);
  // jsonwebtoken verifies five to forty times faster with a KeyObject than with a string.
  return { kid, algorithm: 'HS256', key: createSecretKey(Buffer.from(secret)) };
}

/** A 256-bit key for another purpose, from which the secret cannot be found: HKDF, RFC 5869. */
export function deriveKey(secret: string, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `gatehouse ${purpose}`, 32)));
}
