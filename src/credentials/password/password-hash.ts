import { createHmac } from 'node:crypto';

/** Not a secret: without a pepper the HMAC only shortens long passwords for bcrypt. */
const FIXED_KEY = 'gatehouse password hash, version 1';

/** How a password was prepared for bcrypt; it stands in front of the stored hash. */
export type Scheme = 'hmac-sha384' | 'hmac-sha384-pepper';

/** A stored hash of ours, taken apart. */
export interface StoredHash {
  readonly scheme: Scheme;
  /** `$2b$12$...` */
  readonly bcryptHash: string;
}

/** Undefined if it is none of ours. */
export function parseStoredHash(stored: string): StoredHash | undefined {
  const [, scheme, bcryptHash] = /^(hmac-sha384(?:-pepper)?)(\$2b\$.+)$/s.exec(stored) ?? [];
  return scheme && bcryptHash ? { scheme: scheme as Scheme, bcryptHash } : undefined;
}

export function formatStoredHash({ scheme, bcryptHash }: StoredHash): string {
  return `${scheme}${bcryptHash}`;
}

export function currentScheme(pepper: string | undefined): Scheme {
  return pepper ? 'hmac-sha384-pepper' : 'hmac-sha384';
}

/**
 * What bcrypt is given: `base64(HMAC-SHA-384(key, NFKC(password)))`. These 64 characters hide both that bcrypt reads
 * 72 bytes only and that it stops at a NUL: https://www.npmjs.com/package/bcrypt#security-issues-and-concerns
 */
export function prepareForBcrypt(password: string, scheme: Scheme, pepper: string | undefined): string {
  const key = scheme === 'hmac-sha384-pepper' ? (pepper ?? '') : FIXED_KEY;
  return createHmac('sha384', key).update(password.normalize('NFKC')).digest('base64');
}

/** Whether a hash should be renewed now that its password is at hand: it is of another scheme or cost, or not ours. */
export function needsRenewal(stored: string, current: { cost: number; pepper: string | undefined }): boolean {
  const ours = parseStoredHash(stored);
  return ours?.scheme !== currentScheme(current.pepper) || Number(ours.bcryptHash.slice(4, 6)) !== current.cost;
}

/** A well-formed bcrypt hash of no known password: comparing with it takes as long as with a real one. */
export function dummyHash(cost: number): string {
  const saltAndDigest = 'abcdefghijklmnopqrstuuNGpmNmC5Hv4V3i9Gf8Zb0lBrWkYx1QS';
  return `$2b$${String(cost).padStart(2, '0')}$${saltAndDigest}`;
}
