import type { Config } from '../config.js';
import type { Device } from '../device.js';
import type { MailTemplate } from '../mail/outgoing-mail.entity.js';
import type { AttemptBuckets } from './attempt-buckets.js';
import { networkOf } from './network.js';
import { evenLimit } from './rate-limit.js';

/** What anybody may ask of the server without guessing a password, and how often. */
export class OperationLimits {
  private readonly limits;
  private readonly mailsPerRecipientPerHour: number;

  constructor(
    private readonly buckets: AttemptBuckets,
    config: Config,
  ) {
    this.mailsPerRecipientPerHour = config.mailsPerRecipientPerHour;
    this.limits = {
      registration: evenLimit('registration', config.registrationsPerAddressPerHour),
      refresh: evenLimit('refresh', config.refreshesPerAddressPerHour),
      mailAsked: evenLimit('mail-from', config.mailsPerAddressPerHour),
    };
  }

  /** @throws {Refusal} TooManyAttemptsError. */
  async admitRegistration({ ipAddress }: Device): Promise<void> {
    await this.buckets.consume(this.limits.registration, networkOf(ipAddress));
  }

  /**
   * Counts a refresh token that was not accepted. Good ones are not counted, nor refused where others have failed: a
   * back end may send the refreshes of all its users from one address.
   *
   * @throws {Refusal} TooManyAttemptsError.
   */
  async countFailedRefresh({ ipAddress }: Device): Promise<void> {
    await this.buckets.consume(this.limits.refresh, networkOf(ipAddress));
  }

  /**
   * Counts whether or not the recipient has an account; each kind of mail for itself, so that nobody can use up the
   * mails of one kind by asking for another.
   *
   * @throws {Refusal} TooManyAttemptsError.
   */
  async admitMail({ ipAddress }: Device, recipient: string, kind: MailTemplate): Promise<void> {
    await this.buckets.consume(this.limits.mailAsked, networkOf(ipAddress));
    await this.buckets.consume(evenLimit(`mail-${kind}`, this.mailsPerRecipientPerHour), recipient);
  }
}
