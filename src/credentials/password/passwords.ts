import { createHmac } from 'node:crypto';
import type { HashingPool } from './hashing-pool.js';
import { parseImportedHash } from './imported-hash.js';

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

function currentScheme(pepper: string | undefined): Scheme {
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

export interface PasswordOptions {
  /** Cost of bcrypt as a power of two. */
  readonly cost: number;
  readonly pepper: string | undefined;
}

/** Hashes passwords for storage and checks them. */
export class Passwords {
  constructor(
    private readonly pool: HashingPool,
    private readonly options: PasswordOptions,
  ) {}

  /** @throws {ExpectedError} ServerBusyError: too many passwords wait to be hashed. */
  async hash(password: string): Promise<string> {
    const { cost, pepper } = this.options;
    const scheme = currentScheme(pepper);
    const bcryptHash = await this.pool.hash(prepareForBcrypt(password, scheme, pepper), cost);
    return formatStoredHash({ scheme, bcryptHash });
  }

  /**
   * Whether the password is the one that was stored, by us or by the system it was imported from. Without a stored hash
   * it is not, and that takes as long as with one of those that are made now.
   *
   * @throws {ExpectedError} ServerBusyError: too many passwords wait to be compared.
   */
  async verify(password: string, stored: string | null | undefined): Promise<boolean> {
    const foreign = typeof stored === 'string' ? parseImportedHash(stored) : undefined;
    if (foreign) return this.pool.compare(password, foreign);
    const { cost, pepper } = this.options;
    const ours = parseStoredHash(stored ?? '') ?? { scheme: currentScheme(pepper), bcryptHash: dummyHash(cost) };
    const prepared = prepareForBcrypt(password, ours.scheme, pepper);
    const matches = await this.pool.compare(prepared, { scheme: 'bcrypt', hash: ours.bcryptHash });
    return matches && typeof stored === 'string';
  }

  /**
   * Does the work of `verify`, so that it takes as long, and is always false.
   *
   * @param decoy the stored hash of some account; one of the current cost if there is none.
   * @throws {ExpectedError} ServerBusyError: too many passwords wait to be compared.
   */
  async verifyInVain(password: string, decoy: string | undefined): Promise<false> {
    await this.verify(password, decoy);
    return false;
  }

  /** Whether a stored hash is of an older scheme or cost than new ones are, or was imported. */
  isOutdated(stored: string): boolean {
    return needsRenewal(stored, this.options);
  }
}
