import { MailTemplate } from './mail.entities.js';

/** What an email says. `{{brand}}` and `{{validFor}}` are replaced. */
export interface MailText {
  readonly subject: string;
  /** What inboxes show beside the subject. */
  readonly preheader: string;
  /** Paragraphs before the button. */
  readonly before: readonly string[];
  readonly button?: string;
  /** Paragraphs after the button. */
  readonly after: readonly string[];
}

/** What emails have in common. */
export interface MailPhrases {
  /** `{{button}}` followed by a link, in plain text. */
  readonly linkFollows: string;
  readonly buttonFails: string;
  /** With `{{code}}`. */
  readonly enterCode: string;
  /** With `{{validFor}}`. */
  readonly expiry: string;
  /** With `{{code}}`, of an email without a link. */
  readonly yourCode: string;
  /** With `{{validFor}}`, of an email without a link. */
  readonly codeExpiry: string;
  readonly time: string;
  readonly device: string;
  readonly ipAddress: string;
  /** Of that address. */
  readonly place: string;
  /** `{{label}}` and `{{value}}`, in plain text. */
  readonly labeled: string;
  readonly privacy: string;
  readonly terms: string;
}

/** Everything that emails say in one language. */
export interface MailTexts {
  readonly phrases: MailPhrases;
  readonly emails: Readonly<Record<MailTemplate, MailText>>;
}

/** The page of the front end that receives the token of an email, for those that have one. */
export const LINKED_PAGES: Readonly<Partial<Record<MailTemplate, string>>> = {
  [MailTemplate.VERIFY_EMAIL]: '/verify-email',
  [MailTemplate.CONFIRM_NEW_EMAIL]: '/verify-email',
  [MailTemplate.RESET_PASSWORD]: '/reset-password',
  [MailTemplate.INVITATION]: '/reset-password',
  [MailTemplate.EMAIL_CHANGED]: '/undo-email-change',
  [MailTemplate.LOGIN_LINK]: '/email-login',
};

/** What those pages learn beside the token: someone who is invited has chosen no password before. */
export const LINK_DETAILS: Readonly<Partial<Record<MailTemplate, string>>> = {
  [MailTemplate.INVITATION]: '&invited=true',
};

/** What an email is useless without: each of those with a secret must contain one of these. */
export function essentialOf(template: MailTemplate): 'link' | 'code' | undefined {
  if (template in LINKED_PAGES) return 'link';
  return template === MailTemplate.LOGIN_CODE ? 'code' : undefined;
}

/** What `{{name}}` can be in a template; empty if unknown. */
export const PLACEHOLDERS = [
  'brand',
  'link',
  'code',
  'validFor',
  'time',
  'device',
  'ipAddress',
  'place',
  'privacyUrl',
  'termsUrl',
] as const;
export type MailValues = Readonly<Record<(typeof PLACEHOLDERS)[number], string>>;

/** Replaces each `{{name}}` by its value. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (_, name: string) => values[name] ?? '');
}

const PLACEHOLDER = /\{\{ *(\w+) *\}\}/g;

/** The names of all `{{name}}` in a text. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}
