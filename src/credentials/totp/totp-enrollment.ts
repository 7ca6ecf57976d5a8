import type { EntityManager } from '@mikro-orm/core';
import { validate as isUuid, v7 as uuidv7 } from 'uuid';
import { refuse } from '../../api/error-result.js';
import { InvalidChallengeError, WrongCodeError } from '../../api/expected-errors.js';
import { TooManyFactorsError } from '../../api/second-factor-errors.js';
import { addSeconds, type Clock } from '../../clock.js';
import { MailTemplate } from '../../mail/mail.entities.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import type { AttemptBuckets } from '../../security/attempt-buckets.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import type { EncryptedSecrets } from '../../security/encrypted-secrets.js';
import { evenLimit } from '../../security/rate-limit.js';
import { lockActiveSession } from '../../sessions/active-session.js';
import { type Caller, requireAuthenticated } from '../../sessions/authentication.js';
import type { Session } from '../../sessions/session.entity.js';
import type { IssuedAccessToken, SessionTokens } from '../../sessions/session-tokens.js';
import type { User } from '../../users/user.entity.js';
import { lockSignedIn } from '../../users/user-queries.js';
import { checkName } from '../factor-name.js';
import type { RecoveryCodes } from '../recovery-codes/recovery-codes.js';
import type { SecondFactors } from '../second-factors.js';
import type { StepUp } from '../step-up.js';
import { newTotpSecret, type TotpSetup, totpSetup, totpStepOf } from './totp.js';
import { DEFAULT_APP_NAME, PendingTotpFactor, TotpFactor } from './totp-factor.entity.js';
import { MAX_TOTP_FACTORS, type TotpFactors } from './totp-factors.js';

const TTL_SECONDS = 600;

/** The user knows the secret anyway: this only bounds the work. */
const ATTEMPTS = evenLimit('totp-enrollment', 10, TTL_SECONDS);

export interface TotpEnrollmentServices {
  /** What apps call this service. */
  readonly issuer: string;
  readonly stepUp: StepUp;
  readonly secrets: EncryptedSecrets;
  readonly totpFactors: TotpFactors;
  readonly secondFactors: SecondFactors;
  readonly recoveryCodes: RecoveryCodes;
  readonly sessionTokens: SessionTokens;
  readonly buckets: AttemptBuckets;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

export interface StartedEnrollment extends TotpSetup {
  readonly id: string;
  readonly expiresAt: Date;
}

export interface ConfirmedEnrollment {
  readonly factor: TotpFactor;
  /** Null if the account had some before. */
  readonly recoveryCodes: string[] | null;
  readonly endedSessionCount: number;
  readonly issued: IssuedAccessToken;
}

/** Adds authenticator apps to accounts. An app counts once a code of it was confirmed. */
export class TotpEnrollment {
  constructor(private readonly services: TotpEnrollmentServices) {}

  /**
   * Makes a secret for an app of the signed-in user. A later start voids it.
   *
   * @throws {ReauthenticationRequiredError} the login is too long ago, or only one factor was proven of two.
   * @throws {ForbiddenError} this server has no keys to encrypt secrets.
   * @throws {ExpectedError} InvalidInputError or TooManyFactorsError.
   */
  async start(caller: Caller, name: string | null | undefined): Promise<StartedEnrollment> {
    const { stepUp, secrets, clock, issuer } = this.services;
    const { user, token } = stepUp.require(caller.authentication);
    const [id, secret, expiresAt] = [uuidv7(), newTotpSecret(), addSeconds(clock(), TTL_SECONDS)];
    const pending = { id, name: checkName(name, DEFAULT_APP_NAME), sessionId: token.sid, expiresAt };
    const encrypted = await secrets.encrypt(secret, id);
    await caller.em.transactional(async (tx) => {
      const locked = await this.lockOwner(tx, user.id);
      await tx.nativeDelete(PendingTotpFactor, { user: locked.id });
      tx.create(PendingTotpFactor, { ...pending, user: locked, secret: encrypted });
    });
    return { id, expiresAt, ...(await totpSetup(secret, issuer, user.email)) };
  }

  /**
   * Adds the app, if the code is one of it. The session that started the enrolment is raised to AAL2.
   *
   * @throws {UnauthenticatedError} the session was ended meanwhile.
   * @throws {ExpectedError} WrongCodeError, InvalidChallengeError, TooManyFactorsError or TooManyAttemptsError.
   */
  async confirm(caller: Caller, input: { enrollmentId: string; code: string }): Promise<ConfirmedEnrollment> {
    const { user, token } = requireAuthenticated(caller.authentication);
    if (!isUuid(input.enrollmentId)) throw refuse(new InvalidChallengeError());
    await this.services.buckets.consume(ATTEMPTS, input.enrollmentId);
    return caller.em.transactional(async (tx) => {
      const locked = await this.lockOwner(tx, user.id);
      const session = await lockActiveSession(tx, token.sid);
      const factor = await this.addFactor(tx, locked, session, input);
      return this.complete(tx, locked, session, factor, caller);
    });
  }

  private async lockOwner(tx: EntityManager, id: string): Promise<User> {
    const user = await lockSignedIn(tx, id);
    if ((await this.services.totpFactors.count(tx, user)) >= MAX_TOTP_FACTORS) throw refuse(new TooManyFactorsError());
    return user;
  }

  private async addFactor(
    tx: EntityManager,
    user: User,
    session: Session,
    { enrollmentId, code }: { enrollmentId: string; code: string },
  ): Promise<TotpFactor> {
    const now = this.services.clock();
    const own = { id: enrollmentId, user: user.id, sessionId: session.id, expiresAt: { $gt: now } };
    const pending = await tx.findOne(PendingTotpFactor, own);
    if (!pending) throw refuse(new InvalidChallengeError());
    const { id, name, secret } = pending;
    const decrypted = await this.services.secrets.decrypt(secret, id);
    const lastUsedStep = await totpStepOf(code, decrypted, now);
    if (lastUsedStep === undefined) throw refuse(new WrongCodeError());
    tx.remove(pending);
    return tx.create(TotpFactor, { id, user, name, secret, lastUsedStep, createdAt: now });
  }

  private async complete(
    tx: EntityManager,
    user: User,
    session: Session,
    factor: TotpFactor,
    { actor }: Caller,
  ): Promise<ConfirmedEnrollment> {
    const { secondFactors, recoveryCodes, sessionTokens, audit, outbox } = this.services;
    const endedSessionCount = await secondFactors.enable(tx, user, session);
    const hasCodes = (await recoveryCodes.countLeft(tx, user)) > 0;
    const codes = hasCodes ? null : await recoveryCodes.replace(tx, user);
    audit.success(tx, AuditEventKind.SECOND_FACTOR_ENROLLED, actor, user.id);
    await outbox.notify(tx, MailTemplate.SECOND_FACTOR_ADDED, user, { device: actor.device });
    return { factor, recoveryCodes: codes, endedSessionCount, issued: sessionTokens.issueAccessToken(session) };
  }
}
