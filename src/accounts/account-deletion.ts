import type { EntityManager } from '@mikro-orm/core';
import { lockConfirmed, type PasswordConfirmation } from '../credentials/identity-confirmation.js';
import type { StepUp } from '../credentials/step-up.js';
import { withoutTimeout } from '../database/faulty-connections.js';
import { EmailLogin, OutgoingMail } from '../mail/mail.entities.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import type { AuditTrail } from '../security/audit-trail.js';
import { NO_DEVICE } from '../security/device.js';
import type { Caller } from '../sessions/authentication.js';
import { BlacklistReason } from '../sessions/blacklisted-token.entity.js';
import type { SessionEnding } from '../sessions/session-ending.js';
import { User } from '../users/user.entity.js';
import { isLastAdministrator, withUsersLocked } from './administration/last-administrator.js';

/** An id that no account has. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

export interface AccountDeletionServices {
  readonly confirmation: PasswordConfirmation;
  readonly stepUp: StepUp;
  readonly sessionEnding: SessionEnding;
  readonly audit: AuditTrail;
}

/** Deletes accounts: the person's data is gone, and the audit trail keeps ids only. */
export class AccountDeletion {
  constructor(private readonly services: AccountDeletionServices) {}

  /**
   * Deletes the account of the signed-in user and returns its id.
   *
   * @throws {ReauthenticationRequiredError} the login is too long ago, or only one factor was proven of two; or no
   *   password was sent and the identity was not confirmed recently.
   * @throws {ExpectedError} WrongPasswordError, LastAdministratorError, TooManyAttemptsError or ServerBusyError.
   */
  async deleteOwn(caller: Caller, input: { password?: string | null | undefined }): Promise<string> {
    const { em, actor } = caller;
    const { user } = this.services.stepUp.require(caller.authentication);
    const confirmed = await this.services.confirmation.confirmUnlessRecent(
      caller,
      user.id,
      input.password,
      AuditEventKind.ACCOUNT_DELETED,
    );
    await this.prepare(em, user.id);
    return withUsersLocked(em, [{ id: user.id }], async (tx, _, assertNotLastAdministrator) => {
      const locked = await lockConfirmed(tx, confirmed);
      assertNotLastAdministrator(locked);
      await this.delete(tx, locked);
      this.services.audit.success(tx, AuditEventKind.ACCOUNT_DELETED, { ...actor, device: NO_DEVICE }, user.id);
      return user.id;
    });
  }

  /**
   * To be called once it is certain that the account may be deleted, before its user is locked: an account may have
   * millions of audit events. What is written meanwhile is left to `delete`.
   */
  async prepare(em: EntityManager, userId: string): Promise<void> {
    if (await isLastAdministrator(em, userId)) return;
    await this.services.audit.forgetPersonInBatches(em, userId);
  }

  /** Joins the caller's transaction, which holds the user. */
  async delete(tx: EntityManager, user: User): Promise<void> {
    await this.deleteTraces(tx, user);
    tx.remove(user);
    // The database deletes whatever belongs to the user, which may be much.
    await withoutTimeout(() => tx.flush());
  }

  /** Does the same work as delete(), without an account. */
  async deleteNobody(tx: EntityManager): Promise<void> {
    await this.deleteTraces(tx, { id: NOBODY, email: '' });
    await tx.nativeDelete(User, NOBODY);
  }

  /** An email to this address about another account, which had it before, is not the user's to delete. */
  private async deleteTraces(tx: EntityManager, { id, email }: Pick<User, 'id' | 'email'>): Promise<void> {
    await this.services.sessionEnding.endAll(tx, id, BlacklistReason.ACCOUNT_DELETED);
    await tx.flush();
    await tx.nativeDelete(EmailLogin, { email });
    await tx.nativeDelete(OutgoingMail, { $or: [{ userId: id }, { recipient: email, userId: null }] });
    await this.services.audit.forgetPerson(tx, id);
  }
}
