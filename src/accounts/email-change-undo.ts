import type { EntityManager } from '@mikro-orm/core';
import { ExpectedError } from '../api/error-result.js';
import { InvalidMailTokenError, MailTokenProblem } from '../api/expected-errors.js';
import type { Clock } from '../clock.js';
import type { MailOutbox } from '../mail/mail-outbox.js';
import { MailTokenPurpose } from '../mail/mail-token.entity.js';
import type { MailTokens } from '../mail/mail-tokens.js';
import { MailTemplate } from '../mail/outgoing-mail.entity.js';
import { AuditEventKind, AuditOutcome } from '../security/audit-event.entity.js';
import type { AuditTrail } from '../security/audit-trail.js';
import type { Caller } from '../sessions/authentication.js';
import { BlacklistReason } from '../sessions/blacklisted-token.entity.js';
import type { SessionEnding } from '../sessions/session-ending.js';
import { lockUser } from '../users/lock-user.js';
import type { User } from '../users/user.entity.js';
import { refuseTaken } from './account-creation.js';
import type { UnprovenAccounts } from './unproven-accounts.js';

export interface EmailChangeUndoServices {
  readonly mailTokens: MailTokens;
  readonly outbox: MailOutbox;
  readonly unproven: UnprovenAccounts;
  readonly sessionEnding: SessionEnding;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** Gives an account back the address that it had before a change. */
export class EmailChangeUndo {
  constructor(private readonly services: EmailChangeUndoServices) {}

  /**
   * Restores the address that the token was mailed to, and ends every session. Whatever was mailed to the account since
   * is void, later undo tokens included. Whoever made the change knew the password, so the address is sent a mail to
   * reset it.
   *
   * @throws {ExpectedError} InvalidMailTokenError, or EmailTakenError: another account has verified the address meanwhile.
   */
  async undo({ em, actor }: Caller, input: { token: string }): Promise<User> {
    const { mailTokens, sessionEnding, audit, outbox } = this.services;
    const restore = async (tx: EntityManager) => {
      const token = await mailTokens.redeem(tx, input.token, [MailTokenPurpose.UNDO_EMAIL_CHANGE]);
      const user = await lockUser(tx, { id: token.user.id, deactivatedAt: null });
      if (!user) throw new ExpectedError(new InvalidMailTokenError(MailTokenProblem.UNKNOWN));
      await mailTokens.revokeAllSince(tx, user, token);
      await this.restoreAddress(tx, user, token.email);
      await sessionEnding.endAll(tx, user.id, BlacklistReason.EMAIL_CHANGE_UNDONE);
      const [kind, outcome] = [AuditEventKind.EMAIL_CHANGE_UNDONE, AuditOutcome.SUCCESS];
      await audit.recordLast(tx, { kind, outcome, actor, subjectId: user.id });
      await outbox.offer(tx, MailTemplate.RESET_PASSWORD, user.email);
      return user;
    };
    return em.transactional(restore).catch(refuseTaken);
  }

  /** Whoever changed the address may have registered the old one since: without a proof, that must not be in the way. */
  private async restoreAddress(tx: EntityManager, user: User, email: string): Promise<void> {
    await this.services.unproven.vacate(tx, email);
    user.email = email;
    user.emailVerifiedAt = user.updatedAt = this.services.clock();
    await tx.flush();
  }
}
