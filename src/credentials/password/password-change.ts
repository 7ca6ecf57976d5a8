import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import type { OperationLimits } from '../../security/operation-limits.js';
import { type Caller, requireAuthenticated } from '../../sessions/authentication.js';
import { BlacklistReason } from '../../sessions/blacklisted-token.entity.js';
import type { SessionEnding } from '../../sessions/session-ending.js';
import type { IssuedTokens, SessionTokens } from '../../sessions/session-tokens.js';
import { lockConfirmed, type PasswordConfirmation } from '../identity-confirmation.js';
import type { NewPassword } from './new-password.js';

export interface PasswordChangeServices {
  readonly newPassword: NewPassword;
  readonly confirmation: PasswordConfirmation;
  readonly limits: OperationLimits;
  readonly sessionEnding: SessionEnding;
  readonly sessionTokens: SessionTokens;
  readonly audit: AuditTrail;
}

export interface ChangedPassword {
  readonly endedSessionCount: number;
  /** Those of the session that replaces the caller's. */
  readonly issued: IssuedTokens;
}

/** Gives an account a new password, by the current one. */
export class PasswordChange {
  constructor(private readonly services: PasswordChangeServices) {}

  /**
   * Changes the password of the signed-in user and ends every session. The caller gets a new one, so that a copy of the
   * tokens of the old one is worthless, too.
   *
   * @throws {UnauthenticatedError} the caller's session was ended while the password was being hashed.
   * @throws {ExpectedError} WrongPasswordError, InvalidInputError, TooManyAttemptsError or ServerBusyError.
   */
  async change(caller: Caller, input: { currentPassword: string; newPassword: string }): Promise<ChangedPassword> {
    const { newPassword, confirmation, limits, audit, sessionEnding, sessionTokens } = this.services;
    const { user, token } = requireAuthenticated(caller.authentication);
    newPassword.validateNewPassword(input.newPassword, user);
    const kind = AuditEventKind.PASSWORD_CHANGED;
    const confirmed = await confirmation.confirm(caller, user.id, input.currentPassword, kind);
    const passwordHash = await newPassword.hash(input.newPassword);
    return caller.em.transactional(async (tx) => {
      const locked = await lockConfirmed(tx, confirmed);
      await limits.countPasswordChange(user.id, tx);
      await newPassword.store(tx, locked, passwordHash);
      audit.success(tx, kind, caller.actor, user.id);
      const reason = BlacklistReason.PASSWORD_CHANGED;
      const endedSessionCount = await sessionEnding.endAllToReplace(tx, user.id, token.sid, reason);
      return { endedSessionCount, issued: await sessionTokens.start(tx, locked, caller.actor.device) };
    });
  }
}
