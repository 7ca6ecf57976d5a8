import type { EntityManager } from '@mikro-orm/core';
import type { User } from '../users/user.entity.js';
import { lockUser } from '../users/user-queries.js';
import { MailTemplate, type MailToken, MailTokenPurpose, OutgoingMail } from './mail.entities.js';
import { composeMail } from './mail-templates.js';
import type { MailTokens } from './mail-tokens.js';
import type { MailMessage } from './mail-transport.js';

/** Which users an email of a template is for, and what its token can be used for. */
interface TokenRule {
  readonly purpose: MailTokenPurpose;
  readonly isFor: (user: User) => boolean;
}

const TOKEN_RULES: Partial<Record<MailTemplate, TokenRule>> = {
  VERIFY_EMAIL: { purpose: MailTokenPurpose.VERIFY_EMAIL, isFor: (user) => !user.emailVerifiedAt },
  CONFIRM_NEW_EMAIL: { purpose: MailTokenPurpose.CHANGE_EMAIL, isFor: () => true },
  RESET_PASSWORD: { purpose: MailTokenPurpose.RESET_PASSWORD, isFor: () => true },
  EMAIL_CHANGED: { purpose: MailTokenPurpose.UNDO_EMAIL_CHANGE, isFor: () => true },
};

/**
 * Turns an entry of the outbox into an email. Only here, after the response was sent, does it look up whether the
 * account exists, so requests for known and unknown addresses do the same work.
 */
export class MailComposer {
  constructor(
    private readonly em: EntityManager,
    private readonly tokens: MailTokens,
    private readonly appUrl: string,
  ) {}

  /** @returns undefined if there is nobody to send the email to. */
  async compose(mail: OutgoingMail): Promise<MailMessage | undefined> {
    const rule = TOKEN_RULES[mail.template];
    if (!rule) return this.message(mail, undefined);
    const token = await this.em.fork().transactional((tx) => this.tokenFor(tx, mail, rule));
    return token && this.message(mail, this.tokens.textOf(token));
  }

  private message(mail: OutgoingMail, token: string | undefined): MailMessage {
    return { to: mail.recipient, ...composeMail(mail.template, this.appUrl, token) };
  }

  /**
   * A retry sends the same token, unless the token has expired or its key was removed. A transaction that has locked
   * the user may delete the email, so it is read after the user is locked.
   */
  private async tokenFor(tx: EntityManager, due: OutgoingMail, rule: TokenRule): Promise<MailToken | undefined> {
    const user = await lockUser(tx, due.userId ? { id: due.userId } : { email: due.recipient });
    if (!user || user.deactivatedAt || !rule.isFor(user)) return undefined;
    const mail = await tx.findOne(OutgoingMail, due.id, { populate: ['token'] });
    if (!mail) return undefined;
    if (mail.token && !this.tokens.isExpired(mail.token) && this.tokens.textOf(mail.token)) return mail.token;
    mail.token = this.tokens.issue(tx, user, rule.purpose, mail.recipient);
    return mail.token;
  }
}
