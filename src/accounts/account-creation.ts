import { type EntityManager, raw, UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../api/error-result.js';
import { EmailTakenError, refuseInvalid, UsernameTakenError } from '../api/expected-errors.js';
import { PasskeyTakenError } from '../api/passkey-errors.js';
import { IdentityTakenError } from '../api/social-errors.js';
import type { Clock } from '../clock.js';
import type { BreachedPasswords } from '../credentials/breached-passwords/breached-passwords.js';
import { newPasswordProblem, type PasswordPolicy } from '../credentials/password/password-policy.js';
import type { Passwords } from '../credentials/password/passwords.js';
import { parseEmail } from '../users/email.js';
import { readLocale } from '../users/locale.js';
import { Role, User } from '../users/user.entity.js';
import { normalizeUsername, usernameProblem } from '../users/username.js';
import { UNPROVEN, type UnprovenAccounts } from './unproven-accounts.js';

/** Who a new account is for. */
export interface NewIdentity {
  readonly email: string;
  readonly username?: string | null | undefined;
  readonly locale?: string | null | undefined;
}

/** What a new account is made of. */
export interface NewAccount extends NewIdentity {
  readonly password: string;
}

/** A valid account, with email address and username normalized. */
export interface CheckedAccount extends NewIdentity {
  readonly username: string | null;
  readonly locale: string | null;
  /** Null of someone who signs in by other means. */
  readonly password: string | null;
}

export interface AccountCreationServices {
  readonly passwords: Passwords;
  readonly breached: BreachedPasswords;
  readonly policy: PasswordPolicy;
  readonly unproven: UnprovenAccounts;
  /** Whether it must stay unknown which addresses have an account. */
  readonly requireVerifiedEmail: boolean;
  readonly clock: Clock;
}

/** What happens in the transaction that makes an account. */
export interface CreationSteps<T> {
  /** Whether anyone can make such an account, without the consent of an operator. */
  readonly selfRegistered: boolean;
  /** Whether the person has shown that the address is theirs. */
  readonly isProven?: boolean;
  /**
   * What is done with the new account.
   *
   * @param isReplaced whether an unproven account was deleted for it.
   */
  readonly whenCreated: (tx: EntityManager, user: User, isReplaced: boolean) => T | Promise<T>;
  /** What is done instead if the address is taken; EmailTakenError by default. */
  readonly whenTaken?: (tx: EntityManager) => T | Promise<T>;
}

/** Makes accounts. */
export class AccountCreation {
  constructor(private readonly services: AccountCreationServices) {}

  /**
   * The account as it would be made.
   *
   * @throws {ExpectedError} InvalidInputError.
   */
  check(input: NewAccount): CheckedAccount {
    const { identity, problems } = readIdentity(input);
    const password = newPasswordProblem(input.password, this.services.policy, identity);
    refuseInvalid({ email: problems.email, password, username: problems.username, locale: problems.locale });
    return { ...identity, password: input.password };
  }

  /**
   * An account without a password, for someone who sets one with a token from an email, or signs in by other means.
   *
   * @throws {ExpectedError} InvalidInputError.
   */
  withoutPassword(input: NewIdentity): CheckedAccount {
    const { identity, problems } = readIdentity(input);
    refuseInvalid(problems);
    return { ...identity, password: null };
  }

  /**
   * For those who may know which addresses have an account: operators, and everyone where it is public.
   *
   * @throws {ExpectedError} InvalidInputError, UsernameTakenError or EmailTakenError.
   */
  async requireFree(em: EntityManager, input: NewIdentity): Promise<void> {
    const { identity, problems } = readIdentity(input);
    refuseInvalid(problems);
    await this.refuseTakenUsername(em, identity);
    if (await em.count(User, { email: identity.email, $not: UNPROVEN })) refuseTakenEmail();
  }

  /**
   * Makes an account, in place of an unproven one that has the address.
   *
   * @throws {ExpectedError} EmailTakenError, UsernameTakenError, ServerBusyError, or InvalidInputError for a breached
   *   password. A taken username is reported first, so that it does not reveal whether the email address is taken too; and
   *   a taken email address only after the work for a free one was done.
   */
  async create<T>(em: EntityManager, account: CheckedAccount, steps: CreationSteps<T>): Promise<T> {
    await this.refuseTakenUsername(em, account);
    const { passwords, breached, requireVerifiedEmail } = this.services;
    const { password } = account;
    if (password !== null) await breached.refuse('password', password);
    const passwordHash = password === null ? null : await passwords.hash(password);
    const { whenCreated, whenTaken = refuseTakenEmail } = steps;
    const createIfFree = async (tx: EntityManager) => {
      const { isFree, isReplaced } = await this.services.unproven.vacate(tx, account.email, requireVerifiedEmail);
      return isFree ? whenCreated(tx, this.persist(tx, account, passwordHash, steps), isReplaced) : whenTaken(tx);
    };
    return em.transactional(createIfFree).catch(refuseTaken);
  }

  /**
   * The username of the unproven account that is to be replaced counts as free, except where that would reveal that the
   * address has an account.
   */
  private async refuseTakenUsername(em: EntityManager, { email, username }: NewIdentity): Promise<void> {
    if (!username) return;
    const holder = { [raw('lower(username)')]: username.toLowerCase() };
    const replaced = this.services.requireVerifiedEmail ? {} : { $not: { email, ...UNPROVEN } };
    if (await em.count(User, { ...holder, ...replaced })) throw refuse(new UsernameTakenError());
  }

  private persist(
    tx: EntityManager,
    { email, username, locale }: CheckedAccount,
    passwordHash: string | null,
    { selfRegistered, isProven }: Pick<CreationSteps<unknown>, 'selfRegistered' | 'isProven'>,
  ): User {
    const now = this.services.clock();
    const times = { createdAt: now, updatedAt: now, emailVerifiedAt: isProven ? now : null };
    const identity = { id: uuidv7(), email, username, locale };
    return tx.create(User, { ...identity, passwordHash, role: Role.USER, selfRegistered, ...times });
  }
}

/** Normalized; an email address that is not one becomes empty. */
function readIdentity(input: NewIdentity) {
  const { address = '', problem } = parseEmail(input.email);
  const username = normalizeUsername(input.username);
  const { locale, problem: localeProblem } = readLocale(input.locale);
  const usernameIssue = username ? usernameProblem(username) : undefined;
  const problems = { email: problem, username: usernameIssue, locale: localeProblem };
  return { identity: { email: address, username, locale }, problems };
}

function refuseTakenEmail(): never {
  throw refuse(new EmailTakenError());
}

/** Says which unique index a statement ran into; the indexes decide, whatever was looked up before. */
export function refuseTaken(error: unknown): never {
  if (!(error instanceof UniqueConstraintViolationException)) throw error;
  const { constraint } = error as { constraint?: string };
  if (constraint === 'passkeys_credential_id_unique') throw refuse(new PasskeyTakenError());
  if (constraint === 'identities_issuer_subject_unique') throw refuse(new IdentityTakenError());
  throw refuse(constraint === 'users_username_unique' ? new UsernameTakenError() : new EmailTakenError());
}
