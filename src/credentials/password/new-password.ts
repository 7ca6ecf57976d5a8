import type { EntityManager } from '@mikro-orm/core';
import { ExpectedError } from '../../api/error-result.js';
import { InvalidInputError } from '../../api/expected-errors.js';
import { listFieldErrors } from '../../api/field-error.js';
import type { Clock } from '../../clock.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import type { MailTokens } from '../../mail/mail-tokens.js';
import { MailTemplate } from '../../mail/outgoing-mail.entity.js';
import type { User } from '../../users/user.entity.js';
import { type Identity, newPasswordProblem, type PasswordPolicy } from './password-policy.js';
import type { Passwords } from './passwords.js';

export interface NewPasswordServices {
  readonly passwords: Passwords;
  readonly policy: PasswordPolicy;
  readonly mailTokens: MailTokens;
  readonly outbox: MailOutbox;
  readonly clock: Clock;
}

/** What changing a password and resetting one have in common. */
export class NewPassword {
  constructor(private readonly services: NewPasswordServices) {}

  /**
   * @param identity that of the account, once it is known.
   * @throws {ExpectedError} InvalidInputError: it breaks a rule.
   */
  validateNewPassword(newPassword: string, identity?: Identity): void {
    const problem = newPasswordProblem(newPassword, this.services.policy, identity);
    const fieldErrors = listFieldErrors({ newPassword: problem });
    if (fieldErrors.length > 0) throw new ExpectedError(new InvalidInputError(fieldErrors));
  }

  /** @throws {ExpectedError} ServerBusyError: too many passwords wait to be hashed. */
  hash(newPassword: string): Promise<string> {
    return this.services.passwords.hash(newPassword);
  }

  /** Stores the hash for a user who is locked, voids whatever was mailed before, and tells the user. */
  async store(tx: EntityManager, user: User, passwordHash: string): Promise<void> {
    const { mailTokens, outbox, clock } = this.services;
    user.passwordHash = passwordHash;
    user.updatedAt = clock();
    await tx.flush();
    await mailTokens.revokeAll(tx, user);
    await outbox.notify(tx, MailTemplate.PASSWORD_CHANGED, user);
  }
}
