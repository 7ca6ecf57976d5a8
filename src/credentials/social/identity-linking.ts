import { type EntityManager, UniqueConstraintViolationException } from '@mikro-orm/core';
import { validate as isUuid } from 'uuid';
import { refuse } from '../../api/error-result.js';
import { IdentityNotFoundError, IdentityTakenError } from '../../api/social-errors.js';
import { MailTemplate } from '../../mail/mail.entities.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import { lockActiveSession } from '../../sessions/active-session.js';
import { type Caller, requireAuthenticated } from '../../sessions/authentication.js';
import type { User } from '../../users/user.entity.js';
import { lockSignedIn } from '../../users/user-queries.js';
import type { SignInMethods } from '../sign-in-methods.js';
import type { StepUp } from '../step-up.js';
import type { Identities } from './identities.js';
import type { ProvenIdentity } from './identity-provider.js';
import { Identity } from './social.entities.js';
import { type KeptFlowToken, linkingOf, type SocialCallback, type SocialLogin } from './social-login.js';

export interface IdentityLinkingServices {
  readonly socialLogin: SocialLogin;
  readonly identities: Identities;
  readonly signInMethods: SignInMethods;
  readonly stepUp: StepUp;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
}

/** An identity that is linked, and where the person wanted to go. */
export interface LinkedIdentity {
  readonly identity: Identity;
  readonly returnTo: string | null;
}

/** Lets signed-in users link accounts at providers to theirs, and unlink them. */
export class IdentityLinking {
  constructor(private readonly services: IdentityLinkingServices) {}

  /**
   * Links what was proven to the account of the signed-in user, in the session that began. One that is linked already
   * stays so.
   *
   * @throws {UnauthenticatedError} the session was ended meanwhile.
   * @throws {ExpectedError} SocialLoginFailedError, IdentityTakenError or TooManyAttemptsError.
   */
  async link(caller: Caller, callback: SocialCallback, keptToken: KeptFlowToken): Promise<LinkedIdentity> {
    const linking = linkingOf(requireAuthenticated(caller.authentication));
    const { identity, returnTo } = await this.services.socialLogin.complete(caller, callback, keptToken, linking);
    const linked = await caller.em.transactional((tx) => this.add(tx, caller, identity)).catch(refuseTaken);
    return { identity: linked, returnTo };
  }

  /**
   * Unlinks an identity of the signed-in user. Its sessions go on.
   *
   * @throws {ReauthenticationRequiredError} the login is too long ago, or only one factor was proven of two.
   * @throws {ExpectedError} IdentityNotFoundError or LastSignInMethodError.
   */
  async unlink({ em, authentication, actor }: Caller, identityId: string): Promise<User> {
    const { signInMethods, stepUp, outbox, audit } = this.services;
    const { user } = stepUp.require(authentication);
    return em.transactional(async (tx) => {
      const locked = await lockSignedIn(tx, user.id);
      const identity = isUuid(identityId) ? await tx.findOne(Identity, { id: identityId, user: locked.id }) : null;
      if (!identity) throw refuse(new IdentityNotFoundError());
      await signInMethods.requireOther(tx, locked, identity);
      tx.remove(identity);
      audit.success(tx, AuditEventKind.IDENTITY_UNLINKED, actor, locked.id);
      await outbox.notify(tx, MailTemplate.IDENTITY_UNLINKED, locked, { device: actor.device });
      return locked;
    });
  }

  private async add(tx: EntityManager, { authentication, actor }: Caller, proven: ProvenIdentity): Promise<Identity> {
    const { user, token } = requireAuthenticated(authentication);
    const locked = await lockSignedIn(tx, user.id);
    await lockActiveSession(tx, token.sid);
    const existing = await this.services.identities.find(tx, proven);
    if (existing && existing.user.id !== locked.id) throw refuse(new IdentityTakenError());
    return existing ?? this.services.identities.link(tx, locked, proven, actor.device);
  }
}

/** Another account has linked it while this one was about to. */
function refuseTaken(error: unknown): never {
  throw error instanceof UniqueConstraintViolationException ? refuse(new IdentityTakenError()) : error;
}
