import type { EntityManager } from '@mikro-orm/core';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { AssuranceLevel, AuthenticationMethod, type Proof } from '../../api/assurance.js';
import type { ErrorResult } from '../../api/error-result.js';
import type { JsonObject } from '../../api/json-object.js';
import { InvalidPasskeyError, PasskeyProblem } from '../../api/passkey-errors.js';
import type { Clock } from '../../clock.js';
import { describeForLog, type Logger } from '../../logger.js';
import { Passkey } from './passkey.entities.js';
import type { UsedCeremony } from './passkey-ceremonies.js';
import { type Assertion, assertionResponse, type RelyingParty, verifyAssertion } from './webauthn.js';

/** The library quotes what was sent. */
const MAX_REASON_LENGTH = 150;

/** A signature that was verified. Whether it counts is decided once the user is locked. */
export interface VerifiedAssertion {
  readonly passkeyId: string;
  readonly userId: string;
  readonly assertion: Assertion;
}

/** An assertion was not accepted; whose passkey it was, if that is known, for the audit trail. */
export class RefusedAssertion extends Error {
  constructor(
    readonly result: ErrorResult,
    readonly userId: string | null = null,
  ) {
    super(result.message);
  }
}

export function refusedPasskey(problem: PasskeyProblem, userId?: string | null): RefusedAssertion {
  return new RefusedAssertion(new InvalidPasskeyError(problem), userId);
}

/** Checks what authenticators sign to prove who someone is. */
export class PasskeyAssertions {
  constructor(
    private readonly party: RelyingParty,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /**
   * Checks the response to a ceremony that was used up. Outside of a transaction, for it takes a while.
   *
   * @throws {RefusedAssertion}
   */
  async verify(em: EntityManager, ceremony: UsedCeremony, json: JsonObject): Promise<VerifiedAssertion> {
    const response = this.unlessRefused(() => assertionResponse(json));
    const passkey = await em.findOne(Passkey, { credentialId: response.id }, { disableIdentityMap: true });
    if (!passkey) throw refusedPasskey(PasskeyProblem.UNKNOWN_CREDENTIAL);
    const userId = passkey.user.id;
    if (!isOf(passkey, ceremony, response)) throw refusedPasskey(PasskeyProblem.REFUSED, userId);
    const assertion = await verifyAssertion(this.party, ceremony.challenge, response, passkey.publicKey).catch(
      (error: unknown) => this.refuse(error, userId),
    );
    if (assertion.isSynced !== passkey.isSynced) this.refuse(new Error('the backup eligibility has changed'), userId);
    return { passkeyId: passkey.id, userId, assertion };
  }

  /**
   * Records the use of a passkey, whose user the transaction holds.
   *
   * @throws {RefusedAssertion} it was removed meanwhile, or its counter says that there is a copy of it.
   */
  async redeem(tx: EntityManager, { passkeyId, userId, assertion }: VerifiedAssertion): Promise<void> {
    const passkey = await tx.findOne(Passkey, { id: passkeyId, user: userId }, { refresh: true });
    if (!passkey) throw refusedPasskey(PasskeyProblem.UNKNOWN_CREDENTIAL, userId);
    const { counter: before, isSynced } = passkey;
    const { counter, isBackedUp } = assertion;
    if (Math.max(counter, before) > 0 && counter <= before) {
      this.log.warn({ passkeyId, userId, isSynced, before, counter }, 'the counter of a passkey has not increased');
      // A copy of a synced one may count by itself: https://www.w3.org/TR/webauthn-3/#sctn-sign-counter
      if (!isSynced && counter > 0) throw refusedPasskey(PasskeyProblem.REFUSED, userId);
    }
    passkey.counter = Math.max(counter, before);
    passkey.isBackedUp = isBackedUp;
    passkey.lastUsedAt = this.clock();
  }

  private unlessRefused<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      return this.refuse(error);
    }
  }

  private refuse(error: unknown, userId: string | null = null): never {
    logRefusal(this.log, userId, error);
    throw refusedPasskey(PasskeyProblem.REFUSED, userId);
  }
}

/** What is wrong with a response is for operators, and not for the person who may have forged it. */
export function logRefusal(log: Logger, userId: string | null, error: unknown): void {
  const reason = describeForLog(error).message?.slice(0, MAX_REASON_LENGTH);
  log.info({ userId, reason }, 'a passkey was refused');
}

/**
 * Whether it is a passkey of the user that the ceremony is for, and the authenticator says so, too. It must say so
 * where nobody else has: https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion, step 6.
 */
function isOf(passkey: Passkey, ceremony: UsedCeremony, { response }: AuthenticationResponseJSON): boolean {
  if (ceremony.userId !== null && ceremony.userId !== passkey.user.id) return false;
  const { userHandle } = response;
  return userHandle === undefined ? ceremony.userId !== null : userHandle === passkey.userHandle;
}

/**
 * What an assertion proves. Without user verification it is something that someone has, which makes two factors only
 * together with something else.
 *
 * @param before what was proven before.
 */
export function proofOf({ assertion }: VerifiedAssertion, before: readonly AuthenticationMethod[] = []): Proof {
  const isSecond = before.some((method) => method !== AuthenticationMethod.PASSKEY);
  const level = assertion.isUserVerified || isSecond ? AssuranceLevel.AAL2 : AssuranceLevel.AAL1;
  return { level, methods: [AuthenticationMethod.PASSKEY] };
}
