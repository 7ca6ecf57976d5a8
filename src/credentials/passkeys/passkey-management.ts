import type { EntityManager } from '@mikro-orm/core';
import { validate as isUuid } from 'uuid';
import { refuse } from '../../api/error-result.js';
import { PasskeyNotFoundError } from '../../api/passkey-errors.js';
import { MailTemplate } from '../../mail/mail.entities.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import { type Caller, requireAuthenticated } from '../../sessions/authentication.js';
import { lockSignedIn } from '../../users/user-queries.js';
import { checkName } from '../factor-name.js';
import type { SignInMethods } from '../sign-in-methods.js';
import type { StepUp } from '../step-up.js';
import { Passkey } from './passkey.entities.js';

export interface PasskeyManagementServices {
  readonly stepUp: StepUp;
  readonly signInMethods: SignInMethods;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
}

/** Lets users rename and remove their passkeys. */
export class PasskeyManagement {
  constructor(private readonly services: PasskeyManagementServices) {}

  /** @throws {ExpectedError} PasskeyNotFoundError or InvalidInputError. */
  async rename({ em, authentication }: Caller, input: { passkeyId: string; name: string }): Promise<Passkey> {
    const { user } = requireAuthenticated(authentication);
    const name = checkName(input.name);
    return em.transactional(async (tx) => {
      const passkey = await find(tx, user.id, input.passkeyId);
      passkey.name = name;
      return passkey;
    });
  }

  /**
   * Removes a passkey of the signed-in user. Its sessions go on.
   *
   * @throws {ReauthenticationRequiredError} the login is too long ago, or only one factor was proven of two.
   * @throws {ExpectedError} PasskeyNotFoundError or LastSignInMethodError.
   */
  async remove({ em, authentication, actor }: Caller, passkeyId: string): Promise<void> {
    const { stepUp, signInMethods, audit, outbox } = this.services;
    const { user } = stepUp.require(authentication);
    await em.transactional(async (tx) => {
      const locked = await lockSignedIn(tx, user.id);
      const passkey = await find(tx, locked.id, passkeyId);
      await signInMethods.requireOther(tx, locked, passkey);
      tx.remove(passkey);
      audit.success(tx, AuditEventKind.PASSKEY_REMOVED, actor, locked.id);
      await outbox.notify(tx, MailTemplate.PASSKEY_REMOVED, locked, { device: actor.device });
    });
  }
}

/** @throws {ExpectedError} PasskeyNotFoundError. */
async function find(tx: EntityManager, userId: string, id: string): Promise<Passkey> {
  const passkey = isUuid(id) ? await tx.findOne(Passkey, { id, user: userId }) : null;
  if (!passkey) throw refuse(new PasskeyNotFoundError());
  return passkey;
}
