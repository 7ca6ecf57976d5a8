import { MailTemplate } from './mail.entities.js';

/** What a person reads. */
export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Wording {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** A page of the front end that is given the token, and what its link says. */
  readonly link?: { readonly path: string; readonly label: string };
}

const IGNORE = 'If that was not you, you need not do anything: without this mail nobody can go on.';
const ALARM = 'If that was not you, reset your password at once and write to whoever runs this service.';

const WORDINGS: Record<MailTemplate, Wording> = {
  VERIFY_EMAIL: {
    subject: 'Verify your e-mail address',
    paragraphs: ['Please verify that this is your e-mail address.', IGNORE],
    link: { path: '/verify-email', label: 'Verify the address' },
  },
  ACCOUNT_EXISTS: {
    subject: 'You have an account already',
    paragraphs: [
      'Somebody, perhaps you, wanted to make an account with this e-mail address. There is one already: log in, or reset its password if you have forgotten it.',
      'If that was not you, you need not do anything.',
    ],
  },
  RESET_PASSWORD: {
    subject: 'Reset your password',
    paragraphs: ['Somebody, perhaps you, asked to reset the password of your account.', IGNORE],
    link: { path: '/reset-password', label: 'Choose a new password' },
  },
  PASSWORD_CHANGED: {
    subject: 'Your password was changed',
    paragraphs: ['The password of your account was changed, and your other devices were signed out.', ALARM],
  },
  CONFIRM_NEW_EMAIL: {
    subject: 'Confirm your new e-mail address',
    paragraphs: [
      'Please confirm that your account should use this email address from now on. You have to be signed in to the account, or enter its password.',
      'If you did not ask for this, ignore this email and do not enter a password: someone may be trying to use your address for an account of theirs.',
    ],
    link: { path: '/verify-email', label: 'Confirm the address' },
  },
  EMAIL_CHANGE_REQUESTED: {
    subject: 'Your e-mail address is being changed',
    paragraphs: ['Somebody who knows your password asked to use another e-mail address for your account.', ALARM],
  },
  EMAIL_CHANGED: {
    subject: 'Your email address was changed',
    paragraphs: [
      'Your account now uses a different email address. If you did not make this change, undo it within 7 days:',
      'This restores this address and signs out every device. You will then receive another email with a link to choose a new password; use it right away, because whoever made the change knows the current one.',
      'If you made the change yourself, there is nothing to do.',
    ],
    link: { path: '/undo-email-change', label: 'Undo the change' },
  },
};

/**
 * The words of a mail, as text and as HTML.
 *
 * @param appUrl the front end that links lead to.
 * @param token goes into the link, and stands beneath it for who has to copy it.
 */
export function composeMail(template: MailTemplate, appUrl: string, token: string | undefined): MailContent {
  const { subject, paragraphs, link } = WORDINGS[template];
  const url = link && token && `${appUrl.replace(/\/$/, '')}${link.path}?token=${token}`;
  const withLink = link && url ? [`${link.label}:\n${url}`, `Or enter this code: ${token}`] : [];
  const [first = '', ...rest] = paragraphs;
  const text = [first, ...withLink, ...rest].join('\n\n');
  const anchor =
    link && url ? [`<a href="${escapeHtml(url)}">${link.label}</a>`, `Or enter this code: <code>${token}</code>`] : [];
  const html = [escapeHtml(first), ...anchor, ...rest.map(escapeHtml)].map((part) => `<p>${part}</p>`).join('\n');
  return { subject, text: `${text}\n`, html: `<!doctype html>\n<title>${subject}</title>\n${html}\n` };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
