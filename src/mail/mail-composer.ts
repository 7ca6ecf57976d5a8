import type { EntityManager } from '@mikro-orm/core';
import { User } from '../users/user.entity.js';
import { lockUser } from '../users/user-queries.js';
import type { EmailLogins } from './email-logins.js';
import { EmailLogin, MailTemplate, type MailToken, MailTokenPurpose, OutgoingMail } from './mail.entities.js';
import { isNotice } from './mail-outbox.js';
import type { MailedToken, MailRenderer } from './mail-renderer.js';
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
  INVITATION: { purpose: MailTokenPurpose.INVITATION, isFor: () => true },
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
    private readonly logins: EmailLogins,
    private readonly renderer: MailRenderer,
  ) {}

  /** @returns undefined if there is nobody to send the email to. */
  async compose(mail: OutgoingMail): Promise<MailMessage | undefined> {
    const rule = TOKEN_RULES[mail.template];
    if (mail.login) return this.composeLogin(mail, mail.login.id);
    if (!rule) return this.message(mail, await this.em.fork().findOne(User, recipientOf(mail)));
    const found = await this.em.fork().transactional((tx) => this.tokenFor(tx, mail, rule));
    return found && this.message(mail, found.user, this.tokens.toSend(found.token));
  }

  private async composeLogin(mail: OutgoingMail, loginId: string): Promise<MailMessage | undefined> {
    const em = this.em.fork();
    const user = await em.findOne(User, { ...recipientOf(mail), deactivatedAt: null });
    const login = await em.findOne(EmailLogin, loginId);
    const token = login ? this.logins.tokenOf(login) : undefined;
    return user && token ? this.message(mail, user, token) : undefined;
  }

  private async message(mail: OutgoingMail, user: User | null, token?: MailedToken): Promise<MailMessage> {
    const { template, recipient, createdAt: requestedAt, device, ipAddress } = mail;
    const origin = mayKnowOrigin(mail, user) ? { device, ipAddress } : { device: null, ipAddress: null };
    const facts = { locale: user?.locale ?? null, token };
    return { to: recipient, ...(await this.renderer.render(template, { ...facts, ...origin, requestedAt })) };
  }

  /**
   * A retry sends the same token, unless the token has expired or its key was removed. A transaction that has locked
   * the user may delete the email, so it is read after the user is locked.
   */
  private async tokenFor(tx: EntityManager, due: OutgoingMail, rule: TokenRule) {
    const user = await lockUser(tx, recipientOf(due));
    if (!user || user.deactivatedAt || !rule.isFor(user)) return undefined;
    const mail = await tx.findOne(OutgoingMail, due.id, { populate: ['token'] });
    if (!mail) return undefined;
    const isUsable = mail.token && !this.tokens.isExpired(mail.token) && this.tokens.textOf(mail.token);
    if (!isUsable) mail.token = this.tokens.issue(tx, user, rule.purpose, mail.recipient);
    return { user, token: mail.token as MailToken };
  }
}

function recipientOf({ userId, recipient }: OutgoingMail) {
  return userId ? { id: userId } : { email: recipient };
}

/**
 * An email whose recipient is not known to own an account may have gone to the wrong person, because of a typo for
 * example. They must not get the address of the person who requested it.
 */
function mayKnowOrigin({ template, recipient }: OutgoingMail, user: User | null): boolean {
  return isNotice(template) || (!!user?.emailVerifiedAt && user.email === recipient);
}
