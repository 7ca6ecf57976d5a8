import { AuditEventKind } from '../audit/audit-event.entity.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import { type Caller, requireAuthenticated } from '../authentication.js';
import type { SessionEnding } from '../sessions/session-ending.js';
import { BlacklistReason } from '../tokens/blacklisted-token.entity.js';
import type { NewPassword } from './new-password.js';
import { lockConfirmed, type PasswordConfirmation } from './password-confirmation.js';

export interface PasswordChangeServices {
  readonly newPassword: NewPassword;
  readonly confirmation: PasswordConfirmation;
  readonly sessionEnding: SessionEnding;
  readonly audit: AuditTrail;
}

/** Gives an account a new password, by the current one. */
export class PasswordChange {
  constructor(private readonly services: PasswordChangeServices) {}

  /**
   * Changes the password of the signed-in user and ends every other session. Answers how many were ended.
   *
   * @throws {Refusal} WrongPasswordError, InvalidInputError, TooManyAttemptsError or ServerBusyError.
   */
  async change(caller: Caller, input: { currentPassword: string; newPassword: string }): Promise<number> {
    const { newPassword, confirmation, audit, sessionEnding } = this.services;
    const { user, token } = requireAuthenticated(caller.authentication);
    newPassword.refuseUnfit(input.newPassword, user);
    const kind = AuditEventKind.PASSWORD_CHANGED;
    const confirmed = await confirmation.confirm(caller, user.id, input.currentPassword, kind);
    const passwordHash = await newPassword.hash(input.newPassword);
    return caller.em.transactional(async (tx) => {
      await newPassword.store(tx, await lockConfirmed(tx, confirmed), passwordHash);
      audit.success(tx, kind, caller.actor, user.id);
      return sessionEnding.endOthers(tx, user.id, token.sid, BlacklistReason.PASSWORD_CHANGED);
    });
  }
}
