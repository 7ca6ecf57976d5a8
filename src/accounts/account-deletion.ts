import type { EntityManager } from '@mikro-orm/core';
import { AuditEventKind } from '../audit/audit-event.entity.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { Caller } from '../authentication.js';
import { withoutTimeout } from '../db/frozen-connections.js';
import { NO_DEVICE } from '../device.js';
import { OutgoingMail } from '../mail/outgoing-mail.entity.js';
import type { SessionEnding } from '../sessions/session-ending.js';
import { BlacklistReason } from '../tokens/blacklisted-token.entity.js';
import type { User } from '../users/user.entity.js';
import { keepOneWithout, lockAdministrators } from './last-administrator.js';
import { lockConfirmed, type PasswordConfirmation } from './password-confirmation.js';
import type { RecentLogin } from './recent-login.js';

export interface AccountDeletionServices {
  readonly confirmation: PasswordConfirmation;
  readonly recentLogin: RecentLogin;
  readonly sessionEnding: SessionEnding;
  readonly audit: AuditTrail;
}

/** Deletes accounts: the person's data is gone, and the audit trail keeps ids only. */
export class AccountDeletion {
  constructor(private readonly services: AccountDeletionServices) {}

  /**
   * Deletes the account of the signed-in user. Answers its id.
   *
   * @throws {ReauthenticationRequiredError} the login is too long ago.
   * @throws {Refusal} WrongPasswordError, LastAdministratorError, TooManyAttemptsError or ServerBusyError.
   */
  async deleteOwn(caller: Caller, input: { password: string }): Promise<string> {
    const { em, actor } = caller;
    const { user } = this.services.recentLogin.require(caller.authentication);
    const confirmed = await this.services.confirmation.confirm(
      caller,
      user.id,
      input.password,
      AuditEventKind.ACCOUNT_DELETED,
    );
    return em.transactional(async (tx) => {
      const administrators = await lockAdministrators(tx);
      const locked = await lockConfirmed(tx, confirmed);
      keepOneWithout(locked, administrators);
      await this.delete(tx, locked);
      this.services.audit.success(tx, AuditEventKind.ACCOUNT_DELETED, { ...actor, device: NO_DEVICE }, user.id);
      return user.id;
    });
  }

  /** Joins the caller's transaction, which holds the user. */
  async delete(tx: EntityManager, user: User): Promise<void> {
    await this.services.sessionEnding.endAll(tx, user.id, BlacklistReason.ACCOUNT_DELETED);
    await tx.flush();
    await tx.nativeDelete(OutgoingMail, { $or: [{ userId: user.id }, { recipient: user.email }] });
    await this.services.audit.forgetPerson(tx, user.id);
    tx.remove(user);
    // The database deletes whatever belongs to the user, which may be much.
    await withoutTimeout(() => tx.flush());
  }
}
