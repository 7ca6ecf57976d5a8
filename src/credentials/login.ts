import type { EntityManager } from '@mikro-orm/core';
import { PASSWORD_PROOF } from '../api/assurance.js';
import { type ErrorResult, FieldErrorCode, refuse } from '../api/error-result.js';
import {
  AccountDeactivatedError,
  EmailNotVerifiedError,
  InvalidCredentialsError,
  refuseInvalid,
} from '../api/expected-errors.js';
import { badArguments } from '../api/request-errors.js';
import { AuditEventKind, AuditOutcome } from '../security/audit-event.entity.js';
import type { Actor, AuditTrail } from '../security/audit-trail.js';
import type { Caller } from '../sessions/authentication.js';
import { parseEmail, trimAscii } from '../users/email.js';
import { User } from '../users/user.entity.js';
import { lockUser } from '../users/user-queries.js';
import { usernameProblem } from '../users/username.js';
import type { BreachedPasswords } from './breached-passwords/breached-passwords.js';
import type { ClaimedAccounts, ClaimedName } from './claimed-account.js';
import { CHALLENGE_TTL_SECONDS } from './login-challenge.js';
import { passwordLengthProblem } from './password/password-policy.js';
import type { Passwords } from './password/passwords.js';
import type { PasswordGuessing } from './password-guessing.js';
import { type LoggedIn, type SignIn, tokensOf } from './sign-in.js';
import type { Identities } from './social/identities.js';

/** With one of the names. */
export interface Credentials {
  readonly email?: string | null | undefined;
  readonly username?: string | null | undefined;
  readonly password: string;
  /** Links an identity to the account. */
  readonly linkToken?: string | null | undefined;
}

export interface LoginServices {
  readonly claimedAccounts: ClaimedAccounts;
  readonly passwords: Passwords;
  readonly breached: BreachedPasswords;
  readonly guessing: PasswordGuessing;
  readonly signIn: SignIn;
  readonly identities: Identities;
  readonly audit: AuditTrail;
  /** Whether an account can be used only once its email address is verified. */
  readonly requireVerifiedEmail: boolean;
}

/** That a password is right. */
interface VerifiedPassword {
  readonly id: string;
  readonly passwordHash: string;
  readonly passwordChangeAdvised: boolean;
  readonly linkToken: string | null | undefined;
}

/** Signs users in by their password. */
export class Login {
  constructor(private readonly services: LoginServices) {}

  /**
   * Starts a session for a person who knows the password and has no second factor to prove. An unknown email address or
   * username, a wrong password, and the wrong password of a deactivated account get the same response, for the same work.
   *
   * @throws {GraphQLError} BAD_USER_INPUT: both an email address and a username were sent.
   * @throws {ExpectedError} InvalidInputError, InvalidCredentialsError, AccountDeactivatedError, EmailNotVerifiedError,
   *   SecondFactorRequiredError, TooManyAttemptsError or ServerBusyError; InvalidChallengeError: nothing can be linked to
   *   this account by the token.
   */
  async login({ em, actor }: Caller, credentials: Credentials): Promise<LoggedIn> {
    requireComplete(credentials);
    const { passwords, guessing } = this.services;
    const name = nameIn(credentials);
    const { user, decoyHash } = await this.services.claimedAccounts.find(em, name);
    const compare = () =>
      user?.passwordHash
        ? passwords.verify(credentials.password, user.passwordHash)
        : passwords.verifyInVain(credentials.password, decoyHash);
    const claimed = { name: user?.email ?? bucketOf(name, credentials), userId: user?.id };
    const matches = await guessing.login(claimed, actor.device, compare);
    const wrong = new InvalidCredentialsError(isSent(credentials.username) ? 'username' : 'email address');
    const reasonToReject = this.reasonToReject(user, matches, wrong);
    if (!user || reasonToReject) return this.refuse(em, actor, user, reasonToReject ?? wrong);
    return this.signIn(em, actor, user, credentials);
  }

  /** Nobody but who knows the password gets here, so whether it is a breached one is news to nobody else. */
  private async signIn(em: EntityManager, actor: Actor, user: User, credentials: Credentials): Promise<LoggedIn> {
    const { password, linkToken } = credentials;
    const passwordHash = await this.renewOutdatedHash(em, user, password);
    const passwordChangeAdvised = await this.services.breached.isChangeAdvised(password);
    const verified = passwordHash && { id: user.id, passwordHash, passwordChangeAdvised, linkToken };
    const outcome = verified && (await em.transactional((tx) => this.start(tx, verified, actor)));
    if (!outcome) return this.refuse(em, actor, user, new InvalidCredentialsError());
    return { issued: tokensOf(outcome), passwordChangeAdvised };
  }

  private reasonToReject(user: User | undefined, matches: boolean, wrong: ErrorResult): ErrorResult | undefined {
    if (!user || !matches) return wrong;
    if (user.deactivatedAt) return new AccountDeactivatedError();
    if (this.services.requireVerifiedEmail && !user.emailVerifiedAt) return new EmailNotVerifiedError();
    return undefined;
  }

  private async refuse(em: EntityManager, actor: Actor, user: User | undefined, result: ErrorResult): Promise<never> {
    const [kind, outcome] = [AuditEventKind.LOGIN, AuditOutcome.FAILURE];
    await this.services.audit.recordFirst(em, { kind, outcome, actor, subjectId: user?.id ?? null });
    throw refuse(result);
  }

  /** The hash that is stored afterwards; null if the password is no longer right. */
  private async renewOutdatedHash(em: EntityManager, { id, passwordHash }: User, password: string) {
    const { passwords } = this.services;
    if (passwordHash === null || !passwords.isOutdated(passwordHash)) return passwordHash;
    const renewed = await passwords.hash(password);
    const updated = await em.nativeUpdate(User, { id, passwordHash }, { passwordHash: renewed });
    return updated ? renewed : this.hashStoredMeanwhile(em, id, password);
  }

  /** A concurrent login has renewed the hash, or the password was changed. */
  private async hashStoredMeanwhile(em: EntityManager, id: string, password: string): Promise<string | null> {
    const user = await em.findOne(User, id, { populate: ['passwordHash'], disableIdentityMap: true });
    return user && (await this.services.passwords.verify(password, user.passwordHash)) ? user.passwordHash : null;
  }

  /** Looks again under a lock: the password was checked before, and may have been changed or the account closed since. */
  private async start(tx: EntityManager, verified: VerifiedPassword, actor: Actor) {
    const { id, passwordHash, passwordChangeAdvised, linkToken } = verified;
    const user = await lockUser(tx, { id, passwordHash, deactivatedAt: null });
    if (!user) return undefined;
    const { signIn, identities } = this.services;
    const linkDigest = linkToken ? await identities.requireLink(tx, user, linkToken, CHALLENGE_TTL_SECONDS) : null;
    if (signIn.isEnough(user, PASSWORD_PROOF))
      this.services.audit.success(tx, AuditEventKind.LOGIN, { ...actor, userId: user.id }, user.id);
    return signIn.start(tx, user, actor.device, PASSWORD_PROOF, { passwordChangeAdvised, linkDigest });
  }
}

function isSent(text: string | null | undefined): text is string {
  return text !== null && text !== undefined;
}

/** A username that is not one is undefined, as is an address. */
function nameIn({ email, username }: Credentials): ClaimedName {
  if (!isSent(username)) return { email: parseEmail(email ?? '').address };
  const normalized = trimAscii(username);
  return { username: usernameProblem(normalized) ? undefined : normalized.toLowerCase() };
}

/** What attempts are counted for where there is no account. No username shares that of an address. */
function bucketOf({ email, username }: ClaimedName, sent: Credentials): string {
  return isSent(sent.username) ? `username ${username ?? sent.username}` : (email ?? sent.email ?? '');
}

function requireComplete({ email, username, password }: Credentials): void {
  if (isSent(email) && isSent(username)) throw badArguments('Send only one of email, username.');
  const required = (message: string) => ({ code: FieldErrorCode.REQUIRED, message });
  const isNamed = trimAscii(email ?? username ?? '') !== '';
  const [field, wanted] = isSent(username) ? ['username', 'username'] : ['email', 'email address'];
  refuseInvalid({
    [field]: isNamed ? undefined : required(`Enter your ${wanted}.`),
    password: password ? passwordLengthProblem(password) : required('Enter your password.'),
  });
}
