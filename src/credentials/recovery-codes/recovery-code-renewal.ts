import { refuse } from '../../api/error-result.js';
import { NoSecondFactorError } from '../../api/second-factor-errors.js';
import { MailTemplate } from '../../mail/mail.entities.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import type { Caller } from '../../sessions/authentication.js';
import { lockUser } from '../../users/user-queries.js';
import type { StepUp } from '../step-up.js';
import type { RecoveryCodes } from './recovery-codes.js';

export interface RecoveryCodeRenewalServices {
  readonly stepUp: StepUp;
  readonly recoveryCodes: RecoveryCodes;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
}

/** Gives users new recovery codes. */
export class RecoveryCodeRenewal {
  constructor(private readonly services: RecoveryCodeRenewalServices) {}

  /**
   * Replaces the recovery codes of the signed-in user, whose earlier ones are void.
   *
   * @throws {ReauthenticationRequiredError} the login is too long ago, or only one factor was proven of two.
   * @throws {ExpectedError} NoSecondFactorError.
   */
  async renew({ em, authentication, actor }: Caller): Promise<string[]> {
    const { stepUp, recoveryCodes, audit, outbox } = this.services;
    const { user } = stepUp.require(authentication);
    return em.transactional(async (tx) => {
      const locked = await lockUser(tx, { id: user.id, deactivatedAt: null });
      if (!locked?.hasSecondFactor) throw refuse(new NoSecondFactorError());
      audit.success(tx, AuditEventKind.RECOVERY_CODES_RENEWED, actor, locked.id);
      await outbox.notify(tx, MailTemplate.RECOVERY_CODES_RENEWED, locked, { device: actor.device });
      return recoveryCodes.replace(tx, locked);
    });
  }
}
