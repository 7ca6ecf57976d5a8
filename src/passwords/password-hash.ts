import { createHmac } from 'node:crypto';

/** Not a secret: without a pepper the HMAC only shortens long passwords for bcrypt. */
const FIXED_KEY = 'gatehouse password hash, version 1';

/** Marks in front of the bcrypt hash how the password was prepared for it. */
const SCHEME = { fixed: 'hmac-sha384', peppered: 'hmac-sha384-pepper' } as const;
type Scheme = (typeof SCHEME)[keyof typeof SCHEME] | 'plain';

/** A stored hash, taken apart. */
interface StoredHash {
  readonly scheme: Scheme;
  /** `$2b$12$...` */
  readonly bcryptHash: string;
}

export function parseStoredHash(stored: string): StoredHash {
  const [, scheme = 'plain', bcryptHash = stored] = /^(hmac-sha384(?:-pepper)?)(\$2b\$.+)$/s.exec(stored) ?? [];
  // $2y$ is how PHP and Apache spell $2b$; the bcrypt package does not know it.
  return { scheme: scheme as Scheme, bcryptHash: bcryptHash.replace(/^\$2y\$/, '$2b$') };
}

export function formatStoredHash(bcryptHash: string, pepper: string | undefined): string {
  return `${currentScheme(pepper)}${bcryptHash}`;
}

/**
 * What bcrypt is given: `base64(HMAC-SHA-384(key, NFKC(password)))`. These 64 characters hide both that bcrypt reads
 * 72 bytes only and that it stops at a NUL: https://www.npmjs.com/package/bcrypt#security-issues-and-concerns
 */
export function prepareForBcrypt(password: string, scheme: Scheme, pepper: string | undefined): string {
  if (scheme === 'plain') return password;
  const key = scheme === SCHEME.peppered ? (pepper ?? '') : FIXED_KEY;
  return createHmac('sha384', key).update(password.normalize('NFKC')).digest('base64');
}

export function currentScheme(pepper: string | undefined): Scheme {
  return pepper ? SCHEME.peppered : SCHEME.fixed;
}

/** Whether a hash should be renewed now that its password is at hand. */
export function needsRenewal(stored: string, current: { cost: number; pepper: string | undefined }): boolean {
  const { scheme, bcryptHash } = parseStoredHash(stored);
  return scheme !== currentScheme(current.pepper) || Number(bcryptHash.slice(4, 6)) !== current.cost;
}

/** A well-formed hash of no known password: comparing with it takes as long as with a real one. */
export function dummyHash(cost: number): string {
  const saltAndDigest = 'abcdefghijklmnopqrstuuNGpmNmC5Hv4V3i9Gf8Zb0lBrWkYx1QS';
  return `$2b$${String(cost).padStart(2, '0')}$${saltAndDigest}`;
}
