import type { EntityManager } from '@mikro-orm/core';
import type { Clock } from '../clock.js';
import type { SessionEnding } from '../sessions/session-ending.js';
import { BlacklistReason } from '../tokens/blacklisted-token.entity.js';
import { normalizeEmail } from '../users/email.js';
import { Role, User } from '../users/user.entity.js';

/** No account has the e-mail address. */
export class UnknownAccountError extends Error {
  override readonly name = 'UnknownAccountError';

  constructor(email: string) {
    super(`There is no account with the e-mail address ${email}. Check its spelling.`);
  }
}

/** What administrators do to accounts. */
export class AccountAdministration {
  constructor(
    private readonly sessionEnding: SessionEnding,
    private readonly clock: Clock,
  ) {}

  /** @throws {UnknownAccountError} */
  promote(em: EntityManager, email: string): Promise<void> {
    return this.change(em, email, (user) => {
      user.role = Role.ADMIN;
    });
  }

  /**
   * Keeps the user from signing in, and ends every session.
   *
   * @throws {UnknownAccountError}
   */
  deactivate(em: EntityManager, email: string): Promise<void> {
    return this.change(em, email, async (user, tx) => {
      user.deactivatedAt ??= this.clock();
      await tx.flush();
      await this.sessionEnding.endAll(tx, user.id, BlacklistReason.DEACTIVATED);
    });
  }

  private change(
    em: EntityManager,
    email: string,
    change: (user: User, tx: EntityManager) => void | Promise<void>,
  ): Promise<void> {
    return em.transactional(async (tx) => {
      const user = await tx.findOne(User, { email: normalizeEmail(email) });
      if (!user) throw new UnknownAccountError(normalizeEmail(email));
      user.updatedAt = this.clock();
      await change(user, tx);
    });
  }
}
