import type { EntityManager } from '@mikro-orm/core';
import { AssuranceLevel, AuthenticationMethod, type Proof } from '../../api/assurance.js';
import { type ErrorResult, ExpectedError, FieldErrorCode, refuse } from '../../api/error-result.js';
import {
  AccountDeactivatedError,
  InvalidMailTokenError,
  MailTokenProblem,
  MailUnavailableError,
  refuseInvalid,
  WrongCodeError,
} from '../../api/expected-errors.js';
import type { Config } from '../../config/config.js';
import type { AttemptedLogin, EmailLogins, OpenedLogin } from '../../mail/email-logins.js';
import { MailTemplate } from '../../mail/mail.entities.js';
import { type RequestedEmailServices, requestedEmail } from '../../mail/requested-email.js';
import type { AttemptBuckets } from '../../security/attempt-buckets.js';
import { AuditEventKind, AuditOutcome } from '../../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../../security/audit-trail.js';
import { networkOf } from '../../security/device.js';
import type { RateLimit } from '../../security/rate-limit.js';
import type { Caller } from '../../sessions/authentication.js';
import type { IssuedTokens } from '../../sessions/session-tokens.js';
import { User } from '../../users/user.entity.js';
import { lockUser } from '../../users/user-queries.js';
import type { ProvenAddress } from '../proven-address.js';
import { theOneSent } from '../second-factors.js';
import { type SignIn, type SignInOutcome, tokensOf } from '../sign-in.js';

const EMAIL_PROOF: Proof = { level: AssuranceLevel.AAL1, methods: [AuthenticationMethod.EMAIL_CODE] };

const NOT_OFFERED = 'This server has no login by email. Log in another way.';

const WRONG_CODE = 'The code is wrong. Enter that of the last email, or request another one.';

export interface EmailLoginInput {
  readonly flowToken?: string | null | undefined;
  readonly code?: string | null | undefined;
  readonly token?: string | null | undefined;
}

export interface EmailSignInServices extends RequestedEmailServices {
  /** What the emails contain. */
  readonly contents: Config['emailLogin'];
  readonly logins: EmailLogins;
  readonly provenAddress: ProvenAddress;
  readonly signIn: SignIn;
  readonly buckets: AttemptBuckets;
  /** Of attempts that did not sign in, from one address. */
  readonly failures: RateLimit;
  readonly audit: AuditTrail;
}

/**
 * Signs users in by what was sent to their email address. It works only together with what the client holds that
 * requested it: a scanner that follows links, runs scripts and presses buttons signs nobody in, nor does a person who was
 * talked into passing a link on.
 */
export class EmailSignIn {
  constructor(private readonly services: EmailSignInServices) {}

  /**
   * Has an email sent, if there is such an account. That is looked up later: every address gets the same work.
   *
   * @throws {ExpectedError} MailUnavailableError, InvalidInputError or TooManyAttemptsError.
   */
  async request({ em, actor }: Caller, input: { email: string }): Promise<OpenedLogin> {
    const { contents, logins, outbox, audit } = this.services;
    if (contents === 'off') throw refuse(new MailUnavailableError(NOT_OFFERED));
    const email = await requestedEmail(this.services, actor.device, 'email', input.email);
    const [kind, outcome] = [AuditEventKind.EMAIL_LOGIN_REQUESTED, AuditOutcome.SUCCESS];
    const template = contents === 'code' ? MailTemplate.LOGIN_CODE : MailTemplate.LOGIN_LINK;
    return em.transactional(async (tx) => {
      await audit.recordFirst(tx, { kind, outcome, actor, subjectId: null });
      const opened = logins.open(tx, email);
      await outbox.request(tx, template, email, { device: actor.device, login: opened.login });
      return opened;
    });
  }

  /**
   * Starts a session for a user who reads the email of the address, and has no second factor to prove. The same response
   * and the same work for an address without an account.
   *
   * @throws {ExpectedError} WrongCodeError, InvalidMailTokenError, SecondFactorRequiredError, AccountDeactivatedError,
   *   InvalidInputError or TooManyAttemptsError.
   * @throws {GraphQLError} BAD_USER_INPUT: both a code and a token were sent.
   */
  async complete(caller: Caller, { flowToken, code, token }: EmailLoginInput): Promise<IssuedTokens> {
    const { contents, logins, buckets, failures } = this.services;
    const sent = theOneSent({ code, token });
    requireFlow(flowToken);
    if (contents === 'off') throw refuse(new InvalidMailTokenError(MailTokenProblem.UNKNOWN, NOT_OFFERED));
    const attempt = await buckets.consume(failures, networkOf(caller.actor.device.ipAddress));
    const login = await logins.countAttempt(caller.em, flowToken ?? '');
    const matches = sent.field === 'code' ? logins.isCode(login, sent.text) : logins.isToken(login, sent.text);
    const outcome = await this.signIn(caller, login, matches ? undefined : mismatch(sent.field));
    await buckets.refund(attempt);
    return tokensOf(outcome);
  }

  private async signIn(caller: Caller, login: AttemptedLogin, problem: ErrorResult | undefined) {
    const user = await caller.em.findOne(User, { email: login.email }, { disableIdentityMap: true });
    if (problem || !user) return this.refuse(caller, user, problem ?? new WrongCodeError(WRONG_CODE));
    const start = (tx: EntityManager) => this.start(tx, user.id, login, caller.actor);
    return caller.em.transactional(start).catch((error: unknown) => {
      if (!(error instanceof ExpectedError)) throw error;
      return this.refuse(caller, user, error.result);
    });
  }

  /** Looks again under a lock: the user may have another address by now, or the account may be closed. */
  private async start(tx: EntityManager, id: string, login: AttemptedLogin, actor: Actor): Promise<SignInOutcome> {
    const { logins, provenAddress, signIn, audit } = this.services;
    const user = await lockUser(tx, { id, email: login.email });
    if (!user) throw refuse(new InvalidMailTokenError(MailTokenProblem.UNKNOWN));
    if (user.deactivatedAt) throw refuse(new AccountDeactivatedError());
    if (!(await logins.use(tx, login))) throw refuse(new InvalidMailTokenError(MailTokenProblem.USED));
    await provenAddress.prove(tx, user, actor);
    if (signIn.isEnough(user, EMAIL_PROOF))
      audit.success(tx, AuditEventKind.LOGIN, { ...actor, userId: user.id }, user.id);
    return signIn.start(tx, user, actor.device, EMAIL_PROOF);
  }

  private async refuse({ em, actor }: Caller, user: User | null, result: ErrorResult): Promise<never> {
    const [kind, outcome] = [AuditEventKind.LOGIN, AuditOutcome.FAILURE];
    await this.services.audit.recordFirst(em, { kind, outcome, actor, subjectId: user?.id ?? null });
    throw refuse(result);
  }
}

function requireFlow(flowToken: string | null | undefined): void {
  const message =
    'Continue on the device and in the browser where you requested the email, or request another one here.';
  if (!flowToken) refuseInvalid({ flowToken: { code: FieldErrorCode.REQUIRED, message } });
}

function mismatch(field: 'code' | 'token'): ErrorResult {
  return field === 'code' ? new WrongCodeError(WRONG_CODE) : new InvalidMailTokenError(MailTokenProblem.UNKNOWN);
}
