import type { EntityManager } from '@mikro-orm/core';
import { AssuranceLevel, AuthenticationMethod, type Proof } from '../api/assurance.js';
import { FieldErrorCode } from '../api/error-result.js';
import { refuseInvalid } from '../api/expected-errors.js';
import { badArguments } from '../api/request-errors.js';
import { MailTemplate } from '../mail/mail.entities.js';
import type { MailOutbox } from '../mail/mail-outbox.js';
import type { AttemptBuckets } from '../security/attempt-buckets.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../security/audit-trail.js';
import { evenLimit } from '../security/rate-limit.js';
import { addProof, lowerSessions } from '../sessions/active-session.js';
import { BlacklistReason } from '../sessions/blacklisted-token.entity.js';
import type { Session } from '../sessions/session.entity.js';
import type { SessionEnding } from '../sessions/session-ending.js';
import type { User } from '../users/user.entity.js';
import type { LoginChallenges } from './login-challenge.js';
import type { RecoveryCodes } from './recovery-codes/recovery-codes.js';
import type { TotpFactors } from './totp/totp-factors.js';

/** Together with a first factor. A recovery code is a look-up secret: NIST SP 800-63B-4 §3.1.2. */
const TOTP_PROOF: Proof = { level: AssuranceLevel.AAL2, methods: [AuthenticationMethod.TOTP] };
const RECOVERY_PROOF: Proof = { level: AssuranceLevel.AAL2, methods: [AuthenticationMethod.RECOVERY_CODE] };

/** Of an account, over all of its factors, and across logins. */
const GUESSES = evenLimit('second-factor', 10, 15 * 60);

/** A second factor that has operations of its own. An account has one only together with an authenticator app. */
export interface FurtherFactor {
  readonly method: AuthenticationMethod;
  isOffered(tx: EntityManager, user: User): Promise<boolean>;
  removeAll(tx: EntityManager, user: User): Promise<void>;
}

export interface SecondFactorServices {
  readonly totpFactors: TotpFactors;
  readonly recoveryCodes: RecoveryCodes;
  readonly further: readonly FurtherFactor[];
  readonly challenges: LoginChallenges;
  readonly sessionEnding: SessionEnding;
  readonly buckets: AttemptBuckets;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
}

/** Knows what second factors a user has, and accepts their codes. Its methods require that the transaction holds the user. */
export class SecondFactors {
  constructor(private readonly services: SecondFactorServices) {}

  /**
   * Those that a user can choose from now. Without an authenticator app whose key this server has lost, and without what
   * was the first factor.
   */
  async methodsOf(tx: EntityManager, user: User, { methods: proven }: Proof): Promise<AuthenticationMethod[]> {
    const { totpFactors, recoveryCodes, further } = this.services;
    const methods = (await totpFactors.areReadable(tx, user)) ? [AuthenticationMethod.TOTP] : [];
    for (const factor of further)
      if (!proven.includes(factor.method) && (await factor.isOffered(tx, user))) methods.push(factor.method);
    if (await recoveryCodes.countLeft(tx, user)) methods.push(AuthenticationMethod.RECOVERY_CODE);
    return methods;
  }

  /**
   * Runs what compares a code, and counts a wrong one against the account. Only for someone who has proven the first
   * factor: a stranger must not use up the owner's attempts. Counted before comparing; to be called outside of a
   * transaction, with which the count would be undone.
   *
   * @returns what `compare` returns: undefined of a wrong code.
   * @throws {ExpectedError} TooManyAttemptsError, and what `compare` throws.
   */
  async guess<T>(userId: string, compare: () => Promise<T | undefined>): Promise<T | undefined> {
    const { buckets } = this.services;
    const attempt = await buckets.consume(GUESSES, userId);
    let isWrong = false;
    try {
      const result = await compare();
      isWrong = result === undefined;
      return result;
    } finally {
      // Only this attempt: the owner's next login must not clear the record of someone who guesses.
      if (!isWrong) await buckets.refund(attempt);
    }
  }

  /** Uses a code up. @returns what it proves; undefined if it is wrong, or was used before. */
  async redeem(tx: EntityManager, user: User, code: PresentedCode, actor: Actor): Promise<Proof | undefined> {
    const { totpFactors, recoveryCodes, audit, outbox } = this.services;
    if (code.field === 'totpCode') return (await totpFactors.redeem(tx, user, code.text)) ? TOTP_PROOF : undefined;
    if (!user.hasSecondFactor || !(await recoveryCodes.redeem(tx, user, code.text))) return undefined;
    audit.success(tx, AuditEventKind.RECOVERY_CODE_USED, { ...actor, userId: user.id }, user.id);
    await outbox.notify(tx, MailTemplate.RECOVERY_CODE_USED, user, { device: actor.device });
    return RECOVERY_PROOF;
  }

  /**
   * To be called when a user has got a factor, by a session that is locked: that is raised, and other sessions that one
   * factor sufficed for are ended.
   *
   * @returns how many were ended.
   */
  async enable(tx: EntityManager, user: User, session: Session): Promise<number> {
    const { sessionEnding, challenges } = this.services;
    user.hasSecondFactor = true;
    addProof(session, TOTP_PROOF);
    await challenges.revokeAll(tx, user);
    await tx.flush();
    return sessionEnding.endOthersOfOneFactor(tx, user.id, session.id, BlacklistReason.SECOND_FACTOR_ENABLED);
  }

  /** To be called when the last factor is gone. */
  async disable(tx: EntityManager, user: User): Promise<void> {
    user.hasSecondFactor = false;
    await this.services.recoveryCodes.removeAll(tx, user);
    await this.services.challenges.revokeAll(tx, user);
    await lowerSessions(tx, user.id);
  }

  /** Removes apps, recovery codes and passkeys. Logins that await one are void. */
  async removeAll(tx: EntityManager, user: User): Promise<void> {
    const { totpFactors, further } = this.services;
    for (const factor of [totpFactors, ...further]) await factor.removeAll(tx, user);
    await this.disable(tx, user);
  }

  /** Takes every factor from a user who has lost them, and ends their sessions. */
  async reset(tx: EntityManager, user: User): Promise<void> {
    const { sessionEnding, outbox } = this.services;
    await this.removeAll(tx, user);
    await sessionEnding.endAll(tx, user.id, BlacklistReason.SECOND_FACTORS_RESET);
    await outbox.notify(tx, MailTemplate.SECOND_FACTORS_RESET, user);
  }
}

/** A code as it was sent, and in which field of the input. */
export interface PresentedCode {
  readonly field: 'totpCode' | 'recoveryCode';
  readonly text: string;
}

/**
 * The one member of an input that was sent.
 *
 * @throws {ExpectedError} InvalidInputError: none was sent, or it is empty.
 * @throws {GraphQLError} BAD_USER_INPUT: several were sent.
 */
export function theOneSent<Field extends string>(
  input: Readonly<Record<Field, string | null | undefined>>,
): { field: Field; text: string } {
  const fields = Object.keys(input) as Field[];
  const [sent, ...others] = fields.filter((field) => input[field] !== null && input[field] !== undefined);
  const required = { code: FieldErrorCode.REQUIRED, message: `Send one of ${fields.join(', ')}.` };
  if (others.length > 0) throw badArguments(`Send only one of ${fields.join(', ')}.`);
  if (!sent) refuseInvalid(Object.fromEntries(fields.map((field) => [field, required])));
  const text = sent ? (input[sent] ?? '') : '';
  if (sent && !text.trim()) refuseInvalid({ [sent]: { ...required, message: 'Enter the code.' } });
  return { field: sent as Field, text };
}
