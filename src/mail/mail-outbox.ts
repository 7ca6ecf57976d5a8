import type { EntityManager } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { ExpectedError, refuse } from '../api/error-result.js';
import { MailUnavailableError, TooManyAttemptsError } from '../api/expected-errors.js';
import type { Clock } from '../clock.js';
import { type AttemptBuckets, evenLimit } from '../security/attempt-buckets.js';
import type { User } from '../users/user.entity.js';
import { MailTemplate, type MailToken, OutgoingMail } from './mail.entities.js';

interface MailRule {
  /** Emails with the same name share the allowance of a recipient. */
  readonly countedAs: string;
  /** Whether it reports what was done to an account, rather than being what someone asked for. */
  readonly isNotice: boolean;
}

/**
 * Every template needs a rule. The emails that one request chooses between are counted together, so that the limit does
 * not show which addresses have an account. Each notice is counted for itself, so that nobody can use up the allowance of
 * a warning by asking for other emails.
 */
export const MAIL_RULES = {
  [MailTemplate.VERIFY_EMAIL]: { countedAs: 'address', isNotice: false },
  [MailTemplate.ACCOUNT_EXISTS]: { countedAs: 'address', isNotice: false },
  [MailTemplate.CONFIRM_NEW_EMAIL]: { countedAs: 'address', isNotice: false },
  [MailTemplate.RESET_PASSWORD]: { countedAs: 'reset', isNotice: false },
  [MailTemplate.PASSWORD_CHANGED]: { countedAs: 'password-changed', isNotice: true },
  [MailTemplate.EMAIL_CHANGE_REQUESTED]: { countedAs: 'email-change-requested', isNotice: true },
  [MailTemplate.EMAIL_CHANGED]: { countedAs: 'email-changed', isNotice: true },
} as const satisfies Record<MailTemplate, MailRule>;

type Rules = typeof MAIL_RULES;

/** Reports what was done to an account: only addresses that were verified get one. */
export type NoticeTemplate = { [T in MailTemplate]: Rules[T]['isNotice'] extends true ? T : never }[MailTemplate];

/** Is sent because someone asked for it. */
export type RequestedTemplate = Exclude<MailTemplate, NoticeTemplate>;

export interface MailOutboxOptions {
  /** Whether this server sends mail at all. */
  readonly enabled: boolean;
  readonly buckets: AttemptBuckets;
  readonly mailsPerRecipientPerHour: number;
  readonly clock: Clock;
}

interface Mail {
  readonly template: MailTemplate;
  /** Normalized. */
  readonly recipient: string;
  readonly userId?: string | null;
  readonly token?: MailToken;
}

/**
 * Accepts emails, in the transaction of the act they are about, and limits how many one recipient gets, whether or not
 * there is such an account. Sending them is left to MailDelivery.
 */
export class MailOutbox {
  constructor(private readonly options: MailOutboxOptions) {}

  get enabled(): boolean {
    return this.options.enabled;
  }

  /** @throws {ExpectedError} MailUnavailableError: this server sends no mail. */
  requireEnabled(): void {
    if (!this.enabled) throw refuse(new MailUnavailableError());
  }

  /**
   * Accepts an email that someone is waiting for.
   *
   * @param userId the user it concerns, if the address does not identify them.
   * @throws {ExpectedError} MailUnavailableError, or TooManyAttemptsError: the recipient got too many.
   */
  async request(tx: EntityManager, template: RequestedTemplate, recipient: string, userId?: string): Promise<void> {
    this.requireEnabled();
    await this.add(tx, { template, recipient, userId: userId ?? null });
  }

  /** Accepts an email that the act does not depend on. It is left out if the recipient got too many. */
  async offer(tx: EntityManager, template: RequestedTemplate, recipient: string): Promise<void> {
    if (this.enabled) await this.addUnlessTooMany(tx, { template, recipient });
  }

  /**
   * Reports what was done to an account. The email is left out if the recipient got too many, or if the address was
   * never verified: its owner may never have heard of this server.
   *
   * @param about the user, if the address does not identify them, and the token, if it was issued already.
   */
  async notify(
    tx: EntityManager,
    template: NoticeTemplate,
    { email, emailVerifiedAt }: Pick<User, 'email' | 'emailVerifiedAt'>,
    about: Pick<Mail, 'userId' | 'token'> = {},
  ): Promise<void> {
    if (this.enabled && emailVerifiedAt) await this.addUnlessTooMany(tx, { template, recipient: email, ...about });
  }

  private async addUnlessTooMany(tx: EntityManager, mail: Mail): Promise<void> {
    await this.add(tx, mail).catch((error: unknown) => {
      const isTooMany = error instanceof ExpectedError && error.result instanceof TooManyAttemptsError;
      if (!isTooMany) throw error;
    });
  }

  private async add(tx: EntityManager, { template, recipient, userId = null, token }: Mail) {
    const { buckets, mailsPerRecipientPerHour, clock } = this.options;
    const limit = evenLimit(`mail-${MAIL_RULES[template].countedAs}`, mailsPerRecipientPerHour);
    await buckets.consume(limit, recipient, tx);
    const now = clock();
    const times = { createdAt: now, attempts: 0, nextAttemptAt: now };
    tx.create(OutgoingMail, { id: uuidv7(), template, recipient, userId, token, ...times });
  }
}
