import type { EntityManager } from '@mikro-orm/core';
import { AssuranceLevel, combineProofs, type Proof } from '../../api/assurance.js';
import { refuse } from '../../api/error-result.js';
import { AccountDeactivatedError, EmailNotVerifiedError } from '../../api/expected-errors.js';
import type { JsonObject } from '../../api/json-object.js';
import { PasskeyProblem } from '../../api/passkey-errors.js';
import type { AttemptBuckets } from '../../security/attempt-buckets.js';
import { AuditEventKind, AuditOutcome } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import { networkOf } from '../../security/device.js';
import type { OperationLimits } from '../../security/operation-limits.js';
import type { RateLimit } from '../../security/rate-limit.js';
import type { Caller } from '../../sessions/authentication.js';
import type { IssuedTokens } from '../../sessions/session-tokens.js';
import type { User } from '../../users/user.entity.js';
import { lockUser } from '../../users/user-queries.js';
import type { LoginChallenges } from '../login-challenge.js';
import { type SignIn, type SignInOutcome, tokensOf } from '../sign-in.js';
import { CeremonyKind } from './passkey.entities.js';
import {
  type PasskeyAssertions,
  proofOf,
  RefusedAssertion,
  refusedPasskey,
  type VerifiedAssertion,
} from './passkey-assertions.js';
import type { PasskeyCeremonies, StartedCeremony, UsedCeremony } from './passkey-ceremonies.js';
import type { Passkeys } from './passkeys.js';
import { type RelyingParty, requestOptions } from './webauthn.js';

/** What a browser returned for a ceremony. */
export interface PasskeyResponse {
  readonly ceremonyId: string;
  readonly response: JsonObject;
}

export interface PasskeyLoginServices {
  readonly party: RelyingParty;
  readonly passkeys: Passkeys;
  readonly ceremonies: PasskeyCeremonies;
  readonly assertions: PasskeyAssertions;
  readonly challenges: LoginChallenges;
  readonly signIn: SignIn;
  readonly limits: OperationLimits;
  readonly buckets: AttemptBuckets;
  /** Of responses that were not accepted, from one address. */
  readonly failures: RateLimit;
  readonly audit: AuditTrail;
  /** Whether an account can be used only once its email address is verified. */
  readonly requireVerifiedEmail: boolean;
}

/** Signs users in by a passkey: alone, or as the second factor. */
export class PasskeyLogin {
  constructor(private readonly services: PasskeyLoginServices) {}

  /**
   * Begins a login. Without a challenge it is the same for everyone: the browser offers the passkeys that it has.
   *
   * @param challengeToken of a login whose second factor it is. That counts as an attempt at the challenge.
   * @throws {ExpectedError} TooManyAttemptsError or InvalidChallengeError.
   */
  async start({ em, actor }: Caller, challengeToken: string | null | undefined): Promise<StartedCeremony> {
    const { party, passkeys, ceremonies, challenges, limits } = this.services;
    await limits.countPasskeyCeremony(actor.device);
    if (challengeToken === null || challengeToken === undefined)
      return ceremonies.start(em, { kind: CeremonyKind.LOGIN }, (challenge) => requestOptions(party, challenge));
    const { userId, digest: loginDigest } = await challenges.countAttempt(em, challengeToken);
    const binding = { kind: CeremonyKind.SECOND_FACTOR, userId, loginDigest };
    return ceremonies.start(em, binding, async (challenge) =>
      requestOptions(party, challenge, await passkeys.descriptors(em, userId)),
    );
  }

  /**
   * Starts a session, if the response is right.
   *
   * @throws {ExpectedError} InvalidPasskeyError, SecondFactorRequiredError, AccountDeactivatedError,
   *   EmailNotVerifiedError or TooManyAttemptsError.
   */
  async complete(caller: Caller, { ceremonyId, response }: PasskeyResponse): Promise<IssuedTokens> {
    const { buckets, failures, ceremonies } = this.services;
    const kinds = [CeremonyKind.LOGIN, CeremonyKind.SECOND_FACTOR];
    const ceremony = await ceremonies.use(caller.em, ceremonyId, kinds);
    const attempt = await buckets.consume(failures, networkOf(caller.actor.device.ipAddress));
    const outcome = await this.signIn(caller, ceremony, response).catch((error: unknown) => this.refuse(caller, error));
    await buckets.refund(attempt);
    return tokensOf(outcome);
  }

  private async signIn({ em, actor }: Caller, ceremony: UsedCeremony, json: JsonObject): Promise<SignInOutcome> {
    const { assertions, signIn, audit } = this.services;
    const verified = await assertions.verify(em, ceremony, json);
    return em.transactional(async (tx) => {
      const user = await lockUser(tx, { id: verified.userId });
      if (!user) throw refusedPasskey(PasskeyProblem.UNKNOWN_CREDENTIAL);
      this.refuseUnusable(user);
      const { proof, ...remembered } = await this.provenBy(tx, ceremony, verified);
      await assertions.redeem(tx, verified);
      if (signIn.isEnough(user, proof)) audit.success(tx, AuditEventKind.LOGIN, { ...actor, userId: user.id }, user.id);
      return signIn.start(tx, user, actor.device, proof, remembered);
    });
  }

  private refuseUnusable({ id, deactivatedAt, emailVerifiedAt }: User): void {
    if (deactivatedAt) throw new RefusedAssertion(new AccountDeactivatedError(), id);
    if (this.services.requireVerifiedEmail && !emailVerifiedAt)
      throw new RefusedAssertion(new EmailNotVerifiedError(), id);
  }

  /** As the second factor, together with the first one, whose challenge is used up. */
  private async provenBy(
    tx: EntityManager,
    { loginDigest }: UsedCeremony,
    verified: VerifiedAssertion,
  ): Promise<{ proof: Proof; linkDigest: string | null }> {
    if (loginDigest === null) return { proof: proofOf(verified), linkDigest: null };
    const { challenges } = this.services;
    const challenge = await challenges.find(tx, loginDigest);
    if (!challenge) throw refusedPasskey(PasskeyProblem.EXPIRED, verified.userId);
    const proof = combineProofs(challenge.proof, proofOf(verified, challenge.proof.methods));
    if (proof.level !== AssuranceLevel.AAL2) throw refusedPasskey(PasskeyProblem.REFUSED, verified.userId);
    await challenges.use(tx, challenge);
    return { proof, linkDigest: challenge.linkDigest };
  }

  private async refuse({ em, actor }: Caller, error: unknown): Promise<never> {
    if (!(error instanceof RefusedAssertion)) throw error;
    const [kind, outcome] = [AuditEventKind.LOGIN, AuditOutcome.FAILURE];
    await this.services.audit.recordFirst(em, { kind, outcome, actor, subjectId: error.userId });
    throw refuse(error.result);
  }
}
