import type { EntityManager } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { ExpectedError, refuse } from '../api/error-result.js';
import { MailUnavailableError, TooManyAttemptsError } from '../api/expected-errors.js';
import type { Clock } from '../clock.js';
import type { AttemptBuckets } from '../security/attempt-buckets.js';
import { type Device, deviceName, NO_DEVICE } from '../security/device.js';
import { evenLimit } from '../security/rate-limit.js';
import { Role, User } from '../users/user.entity.js';
import { type EmailLogin, MailTemplate, type MailToken, OutgoingMail } from './mail.entities.js';

interface MailRule {
  /** Emails with the same name share a limit per recipient. */
  readonly countedAs: string;
  /** Whether it reports an act, rather than being requested by someone. */
  readonly isNotice: boolean;
}

/**
 * Emails that one request chooses between are counted together, so the limit does not reveal which addresses have an
 * account. Each kind of notice is counted separately, so nobody can use up the limit of a warning by requesting other
 * emails.
 */
const MAIL_RULES = {
  [MailTemplate.VERIFY_EMAIL]: { countedAs: 'address', isNotice: false },
  [MailTemplate.ACCOUNT_EXISTS]: { countedAs: 'address', isNotice: false },
  [MailTemplate.CONFIRM_NEW_EMAIL]: { countedAs: 'address', isNotice: false },
  [MailTemplate.RESET_PASSWORD]: { countedAs: 'reset', isNotice: false },
  [MailTemplate.PASSWORD_CHANGED]: { countedAs: 'password-changed', isNotice: true },
  [MailTemplate.EMAIL_CHANGE_REQUESTED]: { countedAs: 'email-change-requested', isNotice: true },
  [MailTemplate.EMAIL_CHANGED]: { countedAs: 'email-changed', isNotice: true },
  [MailTemplate.SECOND_FACTOR_ADDED]: { countedAs: 'second-factor-added', isNotice: true },
  [MailTemplate.SECOND_FACTOR_REMOVED]: { countedAs: 'second-factor-removed', isNotice: true },
  [MailTemplate.SECOND_FACTORS_RESET]: { countedAs: 'second-factors-reset', isNotice: true },
  [MailTemplate.RECOVERY_CODE_USED]: { countedAs: 'recovery-code-used', isNotice: true },
  [MailTemplate.RECOVERY_CODES_RENEWED]: { countedAs: 'recovery-codes-renewed', isNotice: true },
  [MailTemplate.PASSKEY_ADDED]: { countedAs: 'passkey-added', isNotice: true },
  [MailTemplate.PASSKEY_REMOVED]: { countedAs: 'passkey-removed', isNotice: true },
  [MailTemplate.TEST]: { countedAs: 'test', isNotice: false },
  [MailTemplate.IDENTITY_LINKED]: { countedAs: 'identity-linked', isNotice: true },
  [MailTemplate.IDENTITY_UNLINKED]: { countedAs: 'identity-unlinked', isNotice: true },
  [MailTemplate.ACCOUNT_REPLACED]: { countedAs: 'account-replaced', isNotice: true },
  [MailTemplate.LOGIN_CODE]: { countedAs: 'login', isNotice: false },
  [MailTemplate.LOGIN_LINK]: { countedAs: 'login', isNotice: false },
  [MailTemplate.API_KEY_EXPIRES]: { countedAs: 'api-key-expires', isNotice: true },
  [MailTemplate.INVITATION]: { countedAs: 'reset', isNotice: false },
  [MailTemplate.WEBHOOK_DISABLED]: { countedAs: 'webhook-disabled', isNotice: true },
} as const satisfies Record<MailTemplate, MailRule>;

type Rules = typeof MAIL_RULES;

/** Whether an email reports an act, so that its recipient was verified. */
export function isNotice(template: MailTemplate): boolean {
  return MAIL_RULES[template].isNotice;
}

/** Reports an act on an account; sent only to verified addresses. */
export type NoticeTemplate = { [T in MailTemplate]: Rules[T]['isNotice'] extends true ? T : never }[MailTemplate];

/** Requested by someone. */
export type RequestedTemplate = Exclude<MailTemplate, NoticeTemplate>;

export interface MailOutboxOptions {
  /** Whether this server sends email. */
  readonly enabled: boolean;
  readonly buckets: AttemptBuckets;
  readonly mailsPerRecipientPerHour: number;
  readonly clock: Clock;
}

/** What is known of a request for an email. */
export interface MailRequest {
  /** The user it concerns, if the address does not identify them. */
  readonly userId?: string;
  /** From where, unless it must not be said. */
  readonly device?: Device;
  /** The login that awaits it. */
  readonly login?: EmailLogin;
}

interface Mail extends MailRequest {
  readonly template: MailTemplate;
  /** Normalized. */
  readonly recipient: string;
  /** Already issued. */
  readonly token?: MailToken;
}

/**
 * Accepts emails in the transaction of the act they belong to, and limits how many a recipient gets, whether or not the
 * account exists. MailDelivery sends them.
 */
export class MailOutbox {
  constructor(private readonly options: MailOutboxOptions) {}

  get enabled(): boolean {
    return this.options.enabled;
  }

  /** @throws {ExpectedError} MailUnavailableError: this server does not send email. */
  requireEnabled(): void {
    if (!this.enabled) throw refuse(new MailUnavailableError());
  }

  /**
   * Accepts an email that someone is waiting for. @returns it, as an entity that the transaction stores.
   *
   * @throws {ExpectedError} MailUnavailableError, or TooManyAttemptsError: the limit of the recipient is exhausted.
   */
  async request(
    tx: EntityManager,
    template: RequestedTemplate,
    recipient: string,
    about: MailRequest = {},
  ): Promise<OutgoingMail> {
    this.requireEnabled();
    return this.add(tx, { template, recipient, ...about });
  }

  /** Accepts an email that the act does not depend on. It is skipped if the limit of the recipient is exhausted. */
  async offer(
    tx: EntityManager,
    template: RequestedTemplate,
    recipient: string,
    about: MailRequest = {},
  ): Promise<void> {
    if (this.enabled) await this.addUnlessTooMany(tx, { template, recipient, ...about });
  }

  /**
   * Reports an act on an account. The email is skipped if the limit of the recipient is exhausted, or if the address
   * was never verified, because its owner may not know this server.
   */
  async notify(
    tx: EntityManager,
    template: NoticeTemplate,
    { email, emailVerifiedAt }: Pick<User, 'email' | 'emailVerifiedAt'>,
    about: MailRequest & Pick<Mail, 'token'> = {},
  ): Promise<void> {
    if (this.enabled && emailVerifiedAt) await this.addUnlessTooMany(tx, { template, recipient: email, ...about });
  }

  /** Reports to every active administrator. */
  async notifyAdministrators(tx: EntityManager, template: NoticeTemplate): Promise<void> {
    const active = { role: Role.ADMIN, deactivatedAt: null };
    const administrators = await tx.find(User, active, { orderBy: { id: 'asc' } });
    for (const administrator of administrators) await this.notify(tx, template, administrator);
  }

  private async addUnlessTooMany(tx: EntityManager, mail: Mail): Promise<void> {
    await this.add(tx, mail).catch((error: unknown) => {
      const isTooMany = error instanceof ExpectedError && error.result instanceof TooManyAttemptsError;
      if (!isTooMany) throw error;
    });
  }

  private async add(tx: EntityManager, { template, recipient, userId, token, login, device = NO_DEVICE }: Mail) {
    const { buckets, mailsPerRecipientPerHour, clock } = this.options;
    const limit = evenLimit(`mail-${MAIL_RULES[template].countedAs}`, mailsPerRecipientPerHour);
    await buckets.consume(limit, recipient, tx);
    const now = clock();
    const times = { createdAt: now, attempts: 0, nextAttemptAt: now };
    const origin = { ipAddress: device.ipAddress, device: deviceName(device) };
    const about = { template, recipient, userId: userId ?? null, token, login };
    return tx.create(OutgoingMail, { id: uuidv7(), ...about, ...origin, ...times });
  }
}
