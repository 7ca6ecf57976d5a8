import type { EntityManager } from '@mikro-orm/core';
import { ExpectedError, refuse } from '../api/error-result.js';
import {
  AccountDeactivatedError,
  EmailNotVerifiedError,
  EmailTakenError,
  SecondFactorRequiredError,
} from '../api/expected-errors.js';
import {
  AccountLinkRequiredError,
  EmailRequiredError,
  IdentityTakenError,
  SocialLoginFailedError,
  SocialLoginProblem,
} from '../api/social-errors.js';
import { type SignIn, type SignInOutcome, tokensOf } from '../credentials/sign-in.js';
import type { Identities } from '../credentials/social/identities.js';
import { type ProvenIdentity, proofOf } from '../credentials/social/identity-provider.js';
import type { CompletedFlow } from '../credentials/social/social-login.js';
import { MailTemplate } from '../mail/mail.entities.js';
import type { MailOutbox } from '../mail/mail-outbox.js';
import { AuditEventKind, AuditOutcome } from '../security/audit-event.entity.js';
import type { AuditTrail } from '../security/audit-trail.js';
import type { OperationLimits } from '../security/operation-limits.js';
import type { Caller } from '../sessions/authentication.js';
import type { IssuedTokens } from '../sessions/session-tokens.js';
import type { User } from '../users/user.entity.js';
import { lockUser } from '../users/user-queries.js';
import type { AccountCreation } from './account-creation.js';

export interface SocialSignInServices {
  readonly accounts: AccountCreation;
  readonly identities: Identities;
  readonly signIn: SignIn;
  readonly limits: OperationLimits;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
  /** What else follows from an address that was verified, in the same transaction. */
  readonly onEmailVerified: (tx: EntityManager, user: User) => Promise<void>;
  /** Whether an account can be used only once its email address is verified. */
  readonly requireVerifiedEmail: boolean;
}

/** Tokens, and where the person wanted to go. */
export interface SignedInSocially {
  readonly issued: IssuedTokens;
  readonly returnTo: string | null;
}

type Outcome = SignInOutcome | AccountLinkRequiredError;

/**
 * Decides whose account it is that someone was proven at a provider for: the one that the identity is linked to; a new one
 * for an address that the provider has verified; and never one that merely has that address.
 */
export class SocialSignIn {
  constructor(private readonly services: SocialSignInServices) {}

  /**
   * Signs in a user, or makes an account and signs it in.
   *
   * @param locale the language that a new user prefers, if it is known.
   * @throws {ExpectedError} SecondFactorRequiredError, AccountLinkRequiredError, EmailRequiredError,
   *   AccountDeactivatedError, EmailNotVerifiedError, SocialLoginFailedError or TooManyAttemptsError.
   */
  async signIn(caller: Caller, flow: CompletedFlow, locale: string | null | undefined): Promise<SignedInSocially> {
    const { returnTo } = flow;
    // Of two first logins at the same time, the second one finds what the first one has made.
    const outcome = await this.attempt(caller, flow, locale).catch((error: unknown) => {
      if (!isTaken(error)) throw error;
      return this.attempt(caller, flow, locale);
    });
    if (outcome instanceof AccountLinkRequiredError) throw refuse(outcome);
    if (outcome instanceof SecondFactorRequiredError) outcome.returnTo = returnTo;
    return { issued: tokensOf(outcome), returnTo };
  }

  private async attempt(caller: Caller, flow: CompletedFlow, locale: string | null | undefined): Promise<Outcome> {
    const known = await this.services.identities.find(caller.em, flow.identity);
    if (!known) return this.signUp(caller, flow, locale);
    const userId = known.user.id;
    return caller.em
      .transactional((tx) => this.start(tx, caller, userId, flow.identity))
      .catch((error: unknown) => this.refuse(caller, userId, error));
  }

  private async start(tx: EntityManager, { actor }: Caller, userId: string, proven: ProvenIdentity) {
    const { identities, signIn, audit } = this.services;
    const user = await lockUser(tx, { id: userId });
    const identity = await identities.find(tx, proven);
    if (!user || identity?.user.id !== userId) throw refuse(new SocialLoginFailedError(SocialLoginProblem.EXPIRED));
    this.refuseUnusable(user);
    identities.recordUse(identity, proven);
    const proof = proofOf(proven);
    if (signIn.isEnough(user, proof)) audit.success(tx, AuditEventKind.LOGIN, { ...actor, userId }, userId);
    return signIn.start(tx, user, actor.device, proof);
  }

  private refuseUnusable({ deactivatedAt, emailVerifiedAt }: User): void {
    if (deactivatedAt) throw refuse(new AccountDeactivatedError());
    if (this.services.requireVerifiedEmail && !emailVerifiedAt) throw refuse(new EmailNotVerifiedError());
  }

  private async signUp(caller: Caller, flow: CompletedFlow, locale: string | null | undefined): Promise<Outcome> {
    const { accounts, limits } = this.services;
    const { email, isEmailVerified } = flow.identity;
    if (email === null || !isEmailVerified) throw refuse(new EmailRequiredError());
    await limits.countRegistration(caller.actor.device);
    return accounts.create<Outcome>(caller.em, accounts.withoutPassword({ email, locale }), {
      selfRegistered: true,
      isProven: true,
      whenCreated: (tx, user, isReplaced) => this.enter(tx, user, isReplaced, caller, flow.identity),
      whenTaken: (tx) => this.offerLink(tx, email, caller, flow),
    });
  }

  private async enter(tx: EntityManager, user: User, isReplaced: boolean, { actor }: Caller, proven: ProvenIdentity) {
    const { identities, signIn, outbox, audit, onEmailVerified } = this.services;
    const { device } = actor;
    audit.success(tx, AuditEventKind.REGISTER, { ...actor, userId: user.id }, user.id);
    identities.recordUse(identities.add(tx, user, proven, device), proven);
    await tx.flush();
    await onEmailVerified(tx, user);
    if (isReplaced) await outbox.notify(tx, MailTemplate.ACCOUNT_REPLACED, user, { device });
    return signIn.start(tx, user, device, proofOf(proven));
  }

  /** The address has an account, whose user alone can link the identity; unless a simultaneous login has just made both. */
  private async offerLink(tx: EntityManager, email: string, caller: Caller, flow: CompletedFlow): Promise<Outcome> {
    const { identities } = this.services;
    const known = await identities.find(tx, flow.identity);
    if (known) return this.start(tx, caller, known.user.id, flow.identity);
    const user = await lockUser(tx, { email });
    if (!user) throw refuse(new EmailTakenError());
    return identities.offerLink(tx, user, flow.identity, flow.returnTo);
  }

  private async refuse({ em, actor }: Caller, subjectId: string, error: unknown): Promise<never> {
    const [kind, outcome] = [AuditEventKind.LOGIN, AuditOutcome.FAILURE];
    if (error instanceof ExpectedError) await this.services.audit.recordFirst(em, { kind, outcome, actor, subjectId });
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  if (!(error instanceof ExpectedError)) return false;
  return error.result instanceof EmailTakenError || error.result instanceof IdentityTakenError;
}
