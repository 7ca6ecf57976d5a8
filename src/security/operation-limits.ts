import type { EntityManager } from '@mikro-orm/core';
import { ExpectedError } from '../api/error-result.js';
import type { Config } from '../config/config.js';
import type { AttemptBuckets } from './attempt-buckets.js';
import { type Device, networkOf } from './device.js';
import { evenLimit } from './rate-limit.js';

/** Per user. A person who tries what is not allowed does not try it more often. */
const REFUSED_ACTS_PER_HOUR = 20;

/**
 * Limits on everything but guessing passwords. MailOutbox limits how many emails a recipient gets. Unless noted
 * otherwise, each method throws an ExpectedError with TooManyAttemptsError.
 */
export class OperationLimits {
  private readonly limits;

  constructor(
    private readonly buckets: AttemptBuckets,
    config: Config,
  ) {
    this.limits = {
      registration: evenLimit('registration', config.registrationsPerAddressPerHour),
      refusedAct: evenLimit('refused-act', REFUSED_ACTS_PER_HOUR),
      failedRefresh: evenLimit('refresh', config.refreshesPerAddressPerHour),
      passkeyCeremony: evenLimit('passkey-ceremony', config.passkeyLoginsPerAddressPerHour),
      socialLogin: evenLimit('social-login-start', config.socialLoginsPerAddressPerHour),
      mailAsked: evenLimit('mail-from', config.mailsPerAddressPerHour),
      accountChange: evenLimit('account-change', config.accountChangesPerUserPerHour),
      passwordChange: evenLimit('password-change', config.passwordChangesPerUserPerHour),
      emailChange: evenLimit('email-change', config.mailsPerRecipientPerHour),
    };
  }

  async countRegistration({ ipAddress }: Device): Promise<void> {
    await this.buckets.consume(this.limits.registration, networkOf(ipAddress));
  }

  /**
   * Counts a refresh token that was not accepted. Valid ones are neither counted nor rejected because others failed: a
   * back end may send the refreshes of all its users from one address.
   */
  async countFailedRefresh({ ipAddress }: Device): Promise<void> {
    await this.buckets.consume(this.limits.failedRefresh, networkOf(ipAddress));
  }

  /** Counts a login by passkey that is begun, each of which stores a row for a few minutes. */
  async countPasskeyCeremony({ ipAddress }: Device): Promise<void> {
    await this.buckets.consume(this.limits.passkeyCeremony, networkOf(ipAddress));
  }

  /** Counts a login at a provider that is begun, each of which stores a row for a few minutes. */
  async countSocialLogin({ ipAddress }: Device): Promise<void> {
    await this.buckets.consume(this.limits.socialLogin, networkOf(ipAddress));
  }

  /** Counts an email that a client requests, regardless of the recipient. */
  async countMail({ ipAddress }: Device): Promise<void> {
    await this.buckets.consume(this.limits.mailAsked, networkOf(ipAddress));
  }

  /** Counts an email to an address of the user's choice. */
  async countEmailChange(userId: string): Promise<void> {
    await this.buckets.consume(this.limits.emailChange, userId);
  }

  /** Counts a password change, if the transaction succeeds. Resets by email are not counted: they must remain possible. */
  async countPasswordChange(userId: string, tx: EntityManager): Promise<void> {
    await this.buckets.consume(this.limits.passwordChange, userId, tx);
  }

  /**
   * Counts a change that requires only an access token. Changes that require the password have separate limits, and
   * ending sessions has none: a stolen access token must not prevent its owner from doing either.
   */
  async countAccountChange(userId: string): Promise<void> {
    await this.buckets.consume(this.limits.accountChange, userId);
  }

  /** Whether another refused act of administration should be recorded. */
  async admitsRefusedAct(userId: string): Promise<boolean> {
    try {
      await this.buckets.consume(this.limits.refusedAct, userId);
      return true;
    } catch (error) {
      if (error instanceof ExpectedError) return false;
      throw error;
    }
  }
}
