import type { EntityManager } from '@mikro-orm/core';
import { Refusal } from '../errors/error-result.js';
import { WrongPasswordError } from '../errors/expected-errors.js';
import type { Passwords } from '../passwords/passwords.js';
import { lockUser } from '../users/lock-user.js';
import { User } from '../users/user.entity.js';

/** What a signed-in user has confirmed by their password. */
export interface ConfirmedPassword {
  readonly userId: string;
  readonly passwordHash: string;
}

/** Asks signed-in users for their password once more. */
export class PasswordConfirmation {
  constructor(private readonly passwords: Passwords) {}

  /** Compares outside of any transaction: it takes long. Undefined: the password is wrong. */
  async confirm(em: EntityManager, userId: string, password: string): Promise<ConfirmedPassword | undefined> {
    const options = { populate: ['passwordHash'], disableIdentityMap: true } as const;
    const { passwordHash } = await em.findOneOrFail(User, userId, options);
    return (await this.passwords.verify(password, passwordHash)) ? { userId, passwordHash } : undefined;
  }
}

/**
 * The user, locked, if the password confirmed before is theirs still.
 *
 * @throws {Refusal} WrongPasswordError: it was changed meanwhile.
 */
export async function lockConfirmed(tx: EntityManager, { userId, passwordHash }: ConfirmedPassword): Promise<User> {
  const user = await lockUser(tx, { id: userId, passwordHash, deactivatedAt: null });
  if (!user) throw new Refusal(new WrongPasswordError());
  return user;
}
