import { type EntityManager, raw, UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { Clock } from '../clock.js';
import { Refusal } from '../errors/error-result.js';
import { EmailTakenError, InvalidInputError, UsernameTakenError } from '../errors/expected-errors.js';
import { listFieldErrors } from '../errors/field-error.js';
import { newPasswordProblem, type PasswordPolicy } from '../passwords/password-policy.js';
import type { Passwords } from '../passwords/passwords.js';
import { emailProblem, normalizeEmail } from '../users/email.js';
import { Role, User } from '../users/user.entity.js';
import { normalizeUsername, usernameProblem } from '../users/username.js';

/** What a new account is made of. */
export interface NewAccount {
  readonly email: string;
  readonly password: string;
  readonly username?: string | null | undefined;
}

/** One whose fields keep the rules, e-mail address and username normalized. */
export interface CheckedAccount extends NewAccount {
  readonly username: string | null;
}

/** Makes accounts. */
export class AccountCreation {
  constructor(
    private readonly passwords: Passwords,
    private readonly policy: PasswordPolicy,
    private readonly clock: Clock,
  ) {}

  /**
   * The account as it would be made.
   *
   * @throws {Refusal} InvalidInputError.
   */
  check(input: NewAccount): CheckedAccount {
    const account = { ...input, email: normalizeEmail(input.email), username: normalizeUsername(input.username) };
    this.refuseInvalid(account);
    return account;
  }

  /**
   * Makes an account, and in the same transaction whatever `alongside` does with it.
   *
   * @throws {Refusal} EmailTakenError, UsernameTakenError or ServerBusyError. A taken username is
   *   told first, so that it gives no hint whether the e-mail address is taken too; and a taken e-mail address only
   *   after the work for a free one was done.
   */
  async create<T>(
    em: EntityManager,
    account: CheckedAccount,
    alongside: (tx: EntityManager, user: User) => T | Promise<T>,
  ): Promise<T> {
    await refuseTakenUsername(em, account.username);
    const isTaken = await em.count(User, { email: account.email });
    const passwordHash = await this.passwords.hash(account.password);
    // Left to the index alone, it would take a failed transaction more, which time would tell.
    if (isTaken) throw new Refusal(new EmailTakenError());
    return em.transactional((tx) => alongside(tx, this.persist(tx, account, passwordHash))).catch(refuseTaken);
  }

  private refuseInvalid({ email, password, username }: CheckedAccount): void {
    const fieldErrors = listFieldErrors({
      email: emailProblem(email),
      password: newPasswordProblem(password, this.policy, { email, username }),
      username: username ? usernameProblem(username) : undefined,
    });
    if (fieldErrors.length > 0) throw new Refusal(new InvalidInputError(fieldErrors));
  }

  private persist(tx: EntityManager, { email, username }: CheckedAccount, passwordHash: string): User {
    const now = this.clock();
    const times = { createdAt: now, updatedAt: now };
    return tx.create(User, { id: uuidv7(), email, username, passwordHash, role: Role.USER, ...times });
  }
}

async function refuseTakenUsername(em: EntityManager, username: string | null): Promise<void> {
  const taken = username && (await em.count(User, { [raw('lower(username)')]: username.toLowerCase() }));
  if (taken) throw new Refusal(new UsernameTakenError());
}

/** Says which unique index a statement ran into; the indexes decide, whatever was looked up before. */
export function refuseTaken(error: unknown): never {
  if (!(error instanceof UniqueConstraintViolationException)) throw error;
  const { constraint } = error as { constraint?: string };
  throw new Refusal(constraint === 'users_username_unique' ? new UsernameTakenError() : new EmailTakenError());
}
