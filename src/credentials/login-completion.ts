import type { EntityManager } from '@mikro-orm/core';
import { combineProofs } from '../api/assurance.js';
import { refuse } from '../api/error-result.js';
import { AccountDeactivatedError, InvalidChallengeError, WrongCodeError } from '../api/expected-errors.js';
import { AuditEventKind, AuditOutcome } from '../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../security/audit-trail.js';
import type { Caller } from '../sessions/authentication.js';
import { lockUser } from '../users/user-queries.js';
import type { LoginChallenges, PresentedChallenge } from './login-challenge.js';
import { type PresentedCode, type SecondFactors, theOneSent } from './second-factors.js';
import { type LoggedIn, type SignIn, type SignInOutcome, tokensOf } from './sign-in.js';

export interface SecondFactorInput {
  readonly challengeToken: string;
  readonly totpCode?: string | null | undefined;
  readonly recoveryCode?: string | null | undefined;
}

export interface LoginCompletionServices {
  readonly challenges: LoginChallenges;
  readonly secondFactors: SecondFactors;
  readonly signIn: SignIn;
  readonly audit: AuditTrail;
}

/** Completes logins by a second factor. */
export class LoginCompletion {
  constructor(private readonly services: LoginCompletionServices) {}

  /**
   * Starts the session of a login whose first factor was right. What uses the code up, and the challenge, is in the
   * transaction that starts the session.
   *
   * @throws {ExpectedError} WrongCodeError, InvalidChallengeError, AccountDeactivatedError, InvalidInputError or
   *   TooManyAttemptsError.
   */
  async complete({ em, actor }: Caller, input: SecondFactorInput): Promise<LoggedIn> {
    const { challengeToken, totpCode, recoveryCode } = input;
    const code = theOneSent({ totpCode, recoveryCode });
    const { challenges, secondFactors } = this.services;
    const challenge = await challenges.countAttempt(em, challengeToken);
    const start = () => em.transactional((tx) => this.start(tx, challenge, code, actor));
    const outcome = await secondFactors.guess(challenge.userId, start);
    if (!outcome) return this.refuseWrongCode(em, challenge, actor);
    return { issued: tokensOf(outcome), passwordChangeAdvised: challenge.passwordChangeAdvised };
  }

  /** @returns undefined if the code is wrong. */
  private async start(
    tx: EntityManager,
    challenge: PresentedChallenge,
    code: PresentedCode,
    actor: Actor,
  ): Promise<SignInOutcome | undefined> {
    const { challenges, secondFactors, signIn, audit } = this.services;
    const user = await lockUser(tx, { id: challenge.userId });
    if (!user || !(await challenges.isOpen(tx, challenge))) throw refuse(new InvalidChallengeError());
    if (user.deactivatedAt) throw refuse(new AccountDeactivatedError());
    const proof = await secondFactors.redeem(tx, user, code, actor);
    if (!proof) return undefined;
    await challenges.use(tx, challenge);
    audit.success(tx, AuditEventKind.LOGIN, { ...actor, userId: user.id }, user.id);
    return signIn.start(tx, user, actor.device, combineProofs(challenge.proof, proof), challenge);
  }

  private async refuseWrongCode(em: EntityManager, { userId }: PresentedChallenge, actor: Actor): Promise<never> {
    const [kind, outcome] = [AuditEventKind.LOGIN, AuditOutcome.FAILURE];
    await this.services.audit.recordFirst(em, { kind, outcome, actor, subjectId: userId });
    throw refuse(new WrongCodeError());
  }
}
