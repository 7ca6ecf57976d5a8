import type { BcryptPool } from './bcrypt-pool.js';
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
    private readonly pool: BcryptPool,
    private readonly options: PasswordOptions,
  ) {}

  /** @throws {Refusal} ServerBusyError: too many passwords wait to be hashed. */
  async hash(password: string): Promise<string> {
    const { cost, pepper } = this.options;
    const prepared = prepareForBcrypt(password, currentScheme(pepper), pepper);
    return formatStoredHash(await this.pool.hash(prepared, cost), pepper);
  }

  /**
   * Whether the password is the one that was stored. Without a stored hash it is not, and that takes just as long.
   *
   * @throws {Refusal} ServerBusyError: too many passwords wait to be compared.
   */
  async verify(password: string, stored: string | undefined): Promise<boolean> {
    const { cost, pepper } = this.options;
    const { scheme, bcryptHash } = parseStoredHash(stored ?? formatStoredHash(dummyHash(cost), pepper));
    const matches = await this.pool.compare(prepareForBcrypt(password, scheme, pepper), bcryptHash);
    return matches && stored !== undefined;
  }

  /** Whether a stored hash is of an older scheme or cost than new ones are. */
  isOutdated(stored: string): boolean {
    return needsRenewal(stored, this.options);
  }
}
