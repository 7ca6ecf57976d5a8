import type { EntityManager } from '@mikro-orm/core';
import { refuse } from '../api/error-result.js';
import { LastSignInMethodError } from '../api/passkey-errors.js';
import type { User } from '../users/user.entity.js';
import { Passkey } from './passkeys/passkey.entities.js';
import { hasPassword } from './password/password-change.js';
import type { Identities } from './social/identities.js';
import type { Identity } from './social/social.entities.js';

/** Knows by what a user can sign in alone. */
export class SignInMethods {
  constructor(private readonly identities: Identities) {}

  /**
   * To be called before one is removed. Requires that the transaction holds the user.
   *
   * @throws {ExpectedError} LastSignInMethodError: without it there would be neither a password, nor a passkey, nor an
   *   identity of a provider that is configured.
   */
  async requireOther(tx: EntityManager, { id }: User, removed: Passkey | Identity): Promise<void> {
    const passkeys = await tx.count(Passkey, { user: id, id: { $ne: removed.id } });
    const others = passkeys + (await this.identities.countUsable(tx, id, removed.id));
    if (others === 0 && !(await hasPassword(tx, id))) throw refuse(new LastSignInMethodError());
  }
}
