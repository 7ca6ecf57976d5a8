import { MailTemplate } from './outgoing-mail.entity.js';

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
