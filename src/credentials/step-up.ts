import type { EntityManager } from '@mikro-orm/core';
import { AssuranceLevel } from '../api/assurance.js';
import { ReauthenticationRequiredError } from '../api/request-errors.js';
import { addSeconds, type Clock } from '../clock.js';
import {
  type Authenticated,
  type Authentication,
  type Caller,
  requireAuthenticated,
} from '../sessions/authentication.js';
import { Session } from '../sessions/session.entity.js';
import { User } from '../users/user.entity.js';
import { Passkey } from './passkeys/passkey.entities.js';

/**
 * Asks for a fresh login before anything sensitive, and for both factors of a user who has two. A refreshed token keeps
 * the `auth_time` and the `acr` of its session; `confirmIdentity` renews them.
 */
export class StepUp {
  constructor(
    private readonly maxAgeSeconds: number,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws {UnauthenticatedError} nobody is signed in.
   * @throws {ReauthenticationRequiredError} the login is too long ago, or only one factor was proven of two.
   */
  require(authentication: Authentication): Authenticated {
    const authenticated = requireAuthenticated(authentication);
    const { user, token } = authenticated;
    const isLevelMissing = user.hasSecondFactor && token.proof.level !== AssuranceLevel.AAL2;
    if (isLevelMissing || this.isTooOld(token.authTime)) throw this.errorFor(authenticated);
    return authenticated;
  }

  /**
   * As `require`, unless a machine acts: it has no login that could be fresh, and the guard has checked its permission.
   *
   * @throws {ReauthenticationRequiredError}
   */
  requireOfPeople(authentication: Authentication): void {
    if (authentication.state !== 'machine') this.require(authentication);
  }

  /**
   * As `require`, for what needs the password too, unless the session's identity was confirmed since its login. Users who have
   * nothing to confirm it by, because they sign in at a provider or by email, can do no more than log in again.
   *
   * @throws {ReauthenticationRequiredError}
   */
  async requireConfirmed({ em, authentication }: Caller): Promise<void> {
    const authenticated = this.require(authentication);
    const session = await em.findOne(Session, authenticated.token.sid, { disableIdentityMap: true });
    const isConfirmed = session && session.authenticatedAt > session.createdAt;
    const suffices = isConfirmed
      ? !this.isTooOld(session.authenticatedAt)
      : session && !(await canConfirm(em, authenticated.user));
    if (!suffices) throw this.errorFor(authenticated);
  }

  private isTooOld(authTime: Date): boolean {
    return addSeconds(authTime, this.maxAgeSeconds) < this.clock();
  }

  private errorFor({ user }: Authenticated): ReauthenticationRequiredError {
    const acr = user.hasSecondFactor ? AssuranceLevel.AAL2 : AssuranceLevel.AAL1;
    return new ReauthenticationRequiredError({ acr, maxAgeSeconds: this.maxAgeSeconds });
  }
}

/** Whether the user has anything that `confirmIdentity` takes. */
async function canConfirm(em: EntityManager, { id, hasSecondFactor }: User): Promise<boolean> {
  if (hasSecondFactor || (await em.count(Passkey, { user: id })) > 0) return true;
  return (await em.count(User, { id, passwordHash: { $ne: null } })) > 0;
}
