import type { EntityManager } from '@mikro-orm/core';
import { PASSWORD_PROOF, type Proof } from '../api/assurance.js';
import { refuse } from '../api/error-result.js';
import { WrongCodeError } from '../api/expected-errors.js';
import type { Clock } from '../clock.js';
import { AuditEventKind, AuditOutcome } from '../security/audit-event.entity.js';
import type { AuditTrail } from '../security/audit-trail.js';
import { addProof, lockActiveSession } from '../sessions/active-session.js';
import { type Caller, requireAuthenticated } from '../sessions/authentication.js';
import type { IssuedAccessToken, SessionTokens } from '../sessions/session-tokens.js';
import type { User } from '../users/user.entity.js';
import { lockSignedIn } from '../users/user-queries.js';
import { lockConfirmed, type PasswordConfirmation } from './identity-confirmation.js';
import type { PasskeyConfirmation } from './passkeys/passkey-confirmation.js';
import type { PasskeyResponse } from './passkeys/passkey-login.js';
import { type PresentedCode, type SecondFactors, theOneSent } from './second-factors.js';

export interface ConfirmationInput {
  readonly password?: string | null | undefined;
  readonly totpCode?: string | null | undefined;
  readonly recoveryCode?: string | null | undefined;
  readonly passkey?: PasskeyResponse | null | undefined;
}

export interface ConfirmIdentityServices {
  readonly confirmation: PasswordConfirmation;
  readonly secondFactors: SecondFactors;
  readonly passkeyConfirmation: PasskeyConfirmation;
  readonly sessionTokens: SessionTokens;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

const KIND = AuditEventKind.IDENTITY_CONFIRMED;

/** Lets signed-in users prove once more who they are. The session stays, with a fresh `auth_time` and perhaps a higher level. */
export class ConfirmIdentity {
  constructor(private readonly services: ConfirmIdentityServices) {}

  /**
   * @throws {UnauthenticatedError} nobody is signed in, or the session was ended meanwhile.
   * @throws {ExpectedError} WrongPasswordError, WrongCodeError, InvalidPasskeyError, InvalidInputError,
   *   TooManyAttemptsError or ServerBusyError.
   */
  async confirm(caller: Caller, input: ConfirmationInput): Promise<IssuedAccessToken> {
    const { user } = requireAuthenticated(caller.authentication);
    const { password, totpCode, recoveryCode, passkey } = input;
    const { field, text } = theOneSent({ password, totpCode, recoveryCode, passkey: passkey?.ceremonyId });
    if (field === 'password') return this.byPassword(caller, user, text);
    if (field !== 'passkey') return this.byCode(caller, user, { field, text });
    return this.byPasskey(caller, { ceremonyId: text, response: passkey?.response ?? {} });
  }

  private async byPassword(caller: Caller, user: User, password: string): Promise<IssuedAccessToken> {
    const confirmed = await this.services.confirmation.confirm(caller, user.id, password, KIND);
    return caller.em.transactional(async (tx) =>
      this.renew(tx, caller, await lockConfirmed(tx, confirmed), PASSWORD_PROOF),
    );
  }

  private async byCode(caller: Caller, user: User, code: PresentedCode): Promise<IssuedAccessToken> {
    const redeem = () => caller.em.transactional((tx) => this.redeem(tx, caller, user, code));
    const issued = await this.services.secondFactors.guess(user.id, redeem);
    if (issued) return issued;
    const [outcome, subjectId] = [AuditOutcome.FAILURE, user.id];
    await this.services.audit.recordFirst(caller.em, { kind: KIND, outcome, actor: caller.actor, subjectId });
    throw refuse(new WrongCodeError());
  }

  private async byPasskey(caller: Caller, response: PasskeyResponse): Promise<IssuedAccessToken> {
    return this.services.passkeyConfirmation.confirm(caller, response, (tx, user, proof) =>
      this.renew(tx, caller, user, proof),
    );
  }

  private async redeem(tx: EntityManager, caller: Caller, { id }: User, code: PresentedCode) {
    const user = await lockSignedIn(tx, id);
    const proof = await this.services.secondFactors.redeem(tx, user, code, caller.actor);
    return proof && this.renew(tx, caller, user, proof);
  }

  private async renew(tx: EntityManager, caller: Caller, user: User, proof: Proof): Promise<IssuedAccessToken> {
    const { sessionTokens, audit, clock } = this.services;
    const session = await lockActiveSession(tx, requireAuthenticated(caller.authentication).token.sid);
    addProof(session, proof);
    session.authenticatedAt = clock();
    audit.success(tx, KIND, caller.actor, user.id);
    return sessionTokens.issueAccessToken(session);
  }
}
