import { MailTemplate } from './mail.entities.js';

export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Wording {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** A page of the front end that receives the token, and the text of the link. */
  readonly link?: { readonly path: string; readonly label: string };
}

const IGNORE = 'If this was not you, you can ignore this email: nobody can continue without it.';
const ALARM = 'If this was not you, reset your password right away and contact the operator of this service.';

const WORDINGS: Record<MailTemplate, Wording> = {
  VERIFY_EMAIL: {
    subject: 'Verify your email address',
    paragraphs: ['Please verify that this is your email address.', IGNORE],
    link: { path: '/verify-email', label: 'Verify the address' },
  },
  ACCOUNT_EXISTS: {
    subject: 'You already have an account',
    paragraphs: [
      'Someone, perhaps you, tried to create an account with this email address. You already have one: log in, or reset your password if you have forgotten it.',
      'If this was not you, you can ignore this email.',
    ],
  },
  RESET_PASSWORD: {
    subject: 'Reset your password',
    paragraphs: ['Someone, perhaps you, asked to reset the password of your account.', IGNORE],
    link: { path: '/reset-password', label: 'Choose a new password' },
  },
  PASSWORD_CHANGED: {
    subject: 'Your password was changed',
    paragraphs: ['The password of your account was changed, and your other devices were signed out.', ALARM],
  },
  CONFIRM_NEW_EMAIL: {
    subject: 'Confirm your new email address',
    paragraphs: [
      'Please confirm that your account should use this email address from now on. You need to be signed in to the account or enter its password.',
      'If you did not ask for this, ignore this email and do not enter a password: someone may be trying to use your address for an account of theirs.',
    ],
    link: { path: '/verify-email', label: 'Confirm the address' },
  },
  EMAIL_CHANGE_REQUESTED: {
    subject: 'Your email address is being changed',
    paragraphs: ['Someone who knows your password asked to use a different email address for your account.', ALARM],
  },
  EMAIL_CHANGED: {
    subject: 'Your email address was changed',
    paragraphs: [
      'Your account now uses a different email address. If you did not make this change, undo it within 7 days:',
      'Undoing it restores this address and signs out every device. You will then receive another email with a link to choose a new password; use it right away, because the person who made the change knows the current one.',
      'If you made the change yourself, there is nothing to do.',
    ],
    link: { path: '/undo-email-change', label: 'Undo the change' },
  },
  SECOND_FACTOR_ADDED: {
    subject: 'An authenticator app was added',
    paragraphs: [
      'An authenticator app was added to your account. From now on you need a code of it to log in. Keep your recovery codes in a safe place.',
      ALARM,
    ],
  },
  SECOND_FACTOR_REMOVED: {
    subject: 'An authenticator app was removed',
    paragraphs: ['An authenticator app was removed from your account.', ALARM],
  },
  SECOND_FACTORS_RESET: {
    subject: 'Your second factors were removed',
    paragraphs: [
      'An administrator removed all authenticator apps and recovery codes from your account, and your devices were signed out. Log in with your password, and add an app again.',
      'If you did not ask for this, contact the people who run this service.',
    ],
  },
  RECOVERY_CODE_USED: {
    subject: 'A recovery code was used',
    paragraphs: ['A recovery code was used in place of a code of your authenticator app.', ALARM],
  },
  RECOVERY_CODES_RENEWED: {
    subject: 'Your recovery codes were replaced',
    paragraphs: ['Your account has new recovery codes. The earlier ones no longer work.', ALARM],
  },
};

/**
 * Renders an email as text and as HTML.
 *
 * @param appUrl the front end that links lead to.
 * @param token included in the link, and below it for copying.
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
