import type { EntityManager } from '@mikro-orm/core';
import { ExpectedError } from '../api/error-result.js';
import type { Config } from '../config/config.js';
import { type AttemptBuckets, evenLimit } from './attempt-buckets.js';
import { type Device, networkOf } from './device.js';

/** Of one user, an hour. A person who tries what is not allowed does not try it more often. */
const REFUSED_ACTS_PER_HOUR = 20;

/**
 * What may be asked of the server without guessing a password, and how often. How many emails one recipient gets is
 * limited by MailOutbox. Each method throws a ExpectedError with TooManyAttemptsError, unless it says otherwise.
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
   * Counts a refresh token that was not accepted. Good ones are not counted, nor refused where others have failed: a
   * back end may send the refreshes of all its users from one address.
   */
  async countFailedRefresh({ ipAddress }: Device): Promise<void> {
    await this.buckets.consume(this.limits.failedRefresh, networkOf(ipAddress));
  }

  /** Counts an email that a client asks for, whoever its recipient is. */
  async countMail({ ipAddress }: Device): Promise<void> {
    await this.buckets.consume(this.limits.mailAsked, networkOf(ipAddress));
  }

  /** Counts an email to an address of the user's choice. */
  async countEmailChange(userId: string): Promise<void> {
    await this.buckets.consume(this.limits.emailChange, userId);
  }

  /** Counts a password change, if the transaction succeeds. A reset by email is not counted: it must remain possible. */
  async countPasswordChange(userId: string, tx: EntityManager): Promise<void> {
    await this.buckets.consume(this.limits.passwordChange, userId, tx);
  }

  /**
   * Counts a change that an access token suffices for. Those that need the password have limits of their own, and none
   * applies to ending sessions: a stolen access token must not keep its owner from either.
   */
  async countAccountChange(userId: string): Promise<void> {
    await this.buckets.consume(this.limits.accountChange, userId);
  }

  /** Whether one more refused act of administration is to be put on record. */
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
