import { type EntityManager, type FilterQuery, raw } from '@mikro-orm/core';
import type { TokenDerivation } from '../security/token-derivation.js';
import { User } from '../users/user.entity.js';

/** The random end of a UUIDv7: 48 bits that spread users evenly. As indexed by `users_decoy_index`. */
const RANDOM_PART = 'right(id::text, 12)';
const RANDOM_PART_BYTES = 6;

/** The first user from a place on, or the very first one. */
const DECOY_ID = `coalesce(
  (select id from users where ${RANDOM_PART} >= ? order by ${RANDOM_PART} limit 1),
  (select id from users order by ${RANDOM_PART} limit 1))`;

/** The name of the account that a login claims, normalized: one of the two, or none if no account can be called that. */
export interface ClaimedName {
  readonly email?: string | undefined;
  /** In lowercase. */
  readonly username?: string | undefined;
}

/** The account that a login claims. */
export interface ClaimedAccount {
  /** With the password's hash. Not managed, or a later flush would write back the hash that is being renewed. */
  readonly user: User | undefined;
  /** The hash to compare the password with if there is no user, or no password. Undefined if nobody has one. */
  readonly decoyHash: string | undefined;
}

/**
 * Looks up accounts by their names, email addresses or usernames. To every name belongs the hash of some account, chosen by
 * a keyed hash of the name. A password for an unknown name is compared with that one: hashes of several costs or from other
 * systems may be stored, and a login to an unknown name must not take a time of its own
 * (https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html#authentication-and-error-messages).
 */
export class ClaimedAccounts {
  constructor(private readonly derivation: TokenDerivation) {}

  /** One statement, which looks up both whether or not there is such an account. */
  async find(em: EntityManager, { email, username }: ClaimedName): Promise<ClaimedAccount> {
    const name = email ?? username;
    // What is not an email address or username has no account, and PostgreSQL refuses some of it, such as a NUL.
    if (name === undefined) return { user: undefined, decoyHash: undefined };
    const isNamed = username === undefined ? { email } : { [raw((alias) => `lower(${alias}.username)`)]: username };
    const isDecoy = { [raw((alias) => `${alias}.id = ${DECOY_ID}`, [this.placeOf(name)])]: [] };
    const where = { $or: [isNamed, isDecoy] } as FilterQuery<User>;
    const users = await em.find(User, where, { populate: ['passwordHash'], disableIdentityMap: true });
    const user = users.find((each) => [each.email, each.username?.toLowerCase()].includes(name));
    const decoyHash = users.find((each) => each.passwordHash !== null)?.passwordHash;
    return { user, decoyHash: decoyHash ?? undefined };
  }

  private placeOf(name: string): string {
    return Buffer.from(this.derivation.derive(name), 'base64url').toString('hex', 0, RANDOM_PART_BYTES);
  }
}
