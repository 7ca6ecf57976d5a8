import type { EntityManager } from '@mikro-orm/core';
import { AssuranceLevel, type Proof } from '../api/assurance.js';
import { refuse } from '../api/error-result.js';
import { SecondFactorRequiredError } from '../api/expected-errors.js';
import type { Device } from '../security/device.js';
import type { IssuedTokens, SessionTokens } from '../sessions/session-tokens.js';
import type { User } from '../users/user.entity.js';
import type { KnownNetworks } from './known-networks.js';
import type { LoginChallenges, Remembered } from './login-challenge.js';
import type { SecondFactors } from './second-factors.js';
import type { Identities } from './social/identities.js';

/** Tokens; or what is still to be proven before there are any. */
export type SignInOutcome = IssuedTokens | SecondFactorRequiredError;

/** The tokens of a login, and what the user should know. */
export interface LoggedIn {
  readonly issued: IssuedTokens;
  /** Whether the password is known to have been stolen elsewhere. */
  readonly passwordChangeAdvised: boolean;
}

export interface SignInServices {
  readonly sessionTokens: SessionTokens;
  readonly knownNetworks: KnownNetworks;
  readonly secondFactors: SecondFactors;
  readonly challenges: LoginChallenges;
  readonly identities: Identities;
}

/**
 * The gate: the one way to a session. Every way of proving who someone is ends here, and only here is decided whether
 * that is enough.
 */
export class SignIn {
  constructor(private readonly services: SignInServices) {}

  /** Whether a session would start. */
  isEnough(user: User, proof: Proof): boolean {
    return !user.hasSecondFactor || proof.level === AssuranceLevel.AAL2;
  }

  /**
   * Starts a session for a user whom the caller has locked, or created in the same transaction. A user with a second
   * factor who has proven only one gets a challenge instead, which that transaction has to store: see `tokensOf`.
   *
   * @param remembered what a challenge has to remember until the login is complete.
   */
  async start(
    tx: EntityManager,
    user: User,
    device: Device,
    proof: Proof,
    { passwordChangeAdvised = false, linkDigest = null }: Partial<Remembered> = {},
  ): Promise<SignInOutcome> {
    const { sessionTokens, knownNetworks, secondFactors, challenges, identities } = this.services;
    if (!this.isEnough(user, proof)) {
      const methods = await secondFactors.methodsOf(tx, user, proof);
      return challenges.issue(tx, user, { proof, passwordChangeAdvised, linkDigest }, methods);
    }
    if (linkDigest !== null) await identities.completeLink(tx, user, linkDigest, device);
    return sessionTokens.start(tx, user, device, proof, knownNetworks.remembering(user, device.ipAddress));
  }
}

/**
 * To be called once the transaction is committed.
 *
 * @throws {ExpectedError} SecondFactorRequiredError.
 */
export function tokensOf(outcome: SignInOutcome): IssuedTokens {
  if (outcome instanceof SecondFactorRequiredError) throw refuse(outcome);
  return outcome;
}
