import { validate as isUuid } from 'uuid';
import { refuse } from '../../api/error-result.js';
import { FactorNotFoundError } from '../../api/second-factor-errors.js';
import { MailTemplate } from '../../mail/mail.entities.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import type { Caller } from '../../sessions/authentication.js';
import { lockUser } from '../../users/user-queries.js';
import type { SecondFactors } from '../second-factors.js';
import type { StepUp } from '../step-up.js';
import type { TotpFactors } from './totp-factors.js';

export interface TotpRemovalServices {
  readonly stepUp: StepUp;
  readonly totpFactors: TotpFactors;
  readonly secondFactors: SecondFactors;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
}

/** Takes authenticator apps away from accounts. */
export class TotpRemoval {
  constructor(private readonly services: TotpRemovalServices) {}

  /**
   * Removes an app of the signed-in user. With the last one, recovery codes go, and sessions are lowered to AAL1.
   *
   * @throws {ReauthenticationRequiredError} the login is too long ago, or only one factor was proven of two.
   * @throws {ExpectedError} FactorNotFoundError.
   */
  async remove({ em, authentication, actor }: Caller, factorId: string): Promise<void> {
    const { stepUp, totpFactors, secondFactors, audit, outbox } = this.services;
    const { user } = stepUp.require(authentication);
    if (!isUuid(factorId)) throw refuse(new FactorNotFoundError());
    await em.transactional(async (tx) => {
      const locked = await lockUser(tx, { id: user.id, deactivatedAt: null });
      if (!locked || !(await totpFactors.remove(tx, locked, factorId))) throw refuse(new FactorNotFoundError());
      if (!(await totpFactors.count(tx, locked))) await secondFactors.disable(tx, locked);
      audit.success(tx, AuditEventKind.SECOND_FACTOR_REMOVED, actor, locked.id);
      await outbox.notify(tx, MailTemplate.SECOND_FACTOR_REMOVED, locked, { device: actor.device });
    });
  }
}
