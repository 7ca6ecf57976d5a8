import { type EntityManager, LockMode } from '@mikro-orm/core';
import type { Device } from '../device.js';
import { Refusal } from '../errors/error-result.js';
import { AccountDeactivatedError, InvalidCredentialsError, InvalidInputError } from '../errors/expected-errors.js';
import { FieldErrorCode, listFieldErrors } from '../errors/field-error.js';
import { passwordLengthProblem } from '../passwords/password-policy.js';
import type { Passwords } from '../passwords/passwords.js';
import type { IssuedTokens, SessionTokens } from '../sessions/session-tokens.js';
import { isEmailAddress, normalizeEmail } from '../users/email.js';
import { User } from '../users/user.entity.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signs users in by their password. */
export class Login {
  constructor(
    private readonly passwords: Passwords,
    private readonly tokens: SessionTokens,
  ) {}

  /**
   * Starts a session for whoever knows the password. An unknown e-mail address, a wrong password and a deactivated
   * account's wrong password get one answer, for the same work.
   *
   * @throws {Refusal} InvalidInputError, InvalidCredentialsError, AccountDeactivatedError or ServerBusyError.
   */
  async login(em: EntityManager, credentials: Credentials, device: Device): Promise<IssuedTokens> {
    refuseInvalid(credentials);
    const user = await findByEmail(em, normalizeEmail(credentials.email));
    const matches = await this.passwords.verify(credentials.password, user?.passwordHash);
    if (!user || !matches) throw new Refusal(new InvalidCredentialsError());
    if (user.deactivatedAt) throw new Refusal(new AccountDeactivatedError());
    const passwordHash = await this.renewOutdatedHash(em, user, credentials.password);
    return em.transactional((tx) => this.start(tx, { id: user.id, passwordHash }, device));
  }

  /** The hash that is stored afterwards. */
  private async renewOutdatedHash(em: EntityManager, { id, passwordHash }: User, password: string): Promise<string> {
    if (!this.passwords.isOutdated(passwordHash)) return passwordHash;
    const renewed = await this.passwords.hash(password);
    const updated = await em.nativeUpdate(User, { id, passwordHash }, { passwordHash: renewed });
    return updated ? renewed : passwordHash;
  }

  /** Looks again under a lock: the password was checked before, and may have been changed or the account closed since. */
  private async start(tx: EntityManager, verified: { id: string; passwordHash: string }, device: Device) {
    const stillSo = { ...verified, deactivatedAt: null };
    const user = await tx.findOne(User, stillSo, { lockMode: LockMode.PESSIMISTIC_READ, refresh: true });
    if (!user) throw new Refusal(new InvalidCredentialsError());
    return this.tokens.start(tx, user, device);
  }
}

/**
 * Text that is no e-mail address is not looked up: PostgreSQL refuses some of it, a NUL for one. The user found is not
 * managed, or a later flush would write the hash back that is being renewed.
 */
async function findByEmail(em: EntityManager, email: string): Promise<User | null> {
  if (!isEmailAddress(email)) return null;
  return em.findOne(User, { email }, { populate: ['passwordHash'], disableIdentityMap: true });
}

function refuseInvalid({ email, password }: Credentials): void {
  const required = (message: string) => ({ code: FieldErrorCode.REQUIRED, message });
  const fieldErrors = listFieldErrors({
    email: email.trim() ? undefined : required('Enter your e-mail address.'),
    password: password ? passwordLengthProblem(password) : required('Enter your password.'),
  });
  if (fieldErrors.length > 0) throw new Refusal(new InvalidInputError(fieldErrors));
}
