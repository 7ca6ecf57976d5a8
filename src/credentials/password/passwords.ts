import type { HashingPool } from './hashing-pool.js';
import { parseImportedHash } from './imported-hash.js';
import {
  currentScheme,
  dummyHash,
  formatStoredHash,
  needsRenewal,
  parseStoredHash,
  prepareForBcrypt,
} from './password-hash.js';

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
  async verify(password: string, stored: string | undefined): Promise<boolean> {
    const foreign = stored === undefined ? undefined : parseImportedHash(stored);
    if (foreign) return this.pool.compare(password, foreign);
    const { cost, pepper } = this.options;
    const ours = parseStoredHash(stored ?? '') ?? { scheme: currentScheme(pepper), bcryptHash: dummyHash(cost) };
    const prepared = prepareForBcrypt(password, ours.scheme, pepper);
    const matches = await this.pool.compare(prepared, { scheme: 'bcrypt', hash: ours.bcryptHash });
    return matches && stored !== undefined;
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
