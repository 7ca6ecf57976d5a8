import { inFile } from '../mutation.ts';

const HELD = ['test/credentials/held-requests.server.test.ts'];
const ADMINISTRATION = ['test/accounts/administration.api.test.ts'];
const PASSWORD_CHANGE = ['test/credentials/password-change.api.test.ts'];
const INVITATIONS = ['test/accounts/user-creation.api.test.ts'];
const LANGUAGES = ['test/mail/mail-languages.api.test.ts'];
const MAIL_LIMITS = ['test/mail/mail-limits.api.test.ts'];

/** Who gets which emails, what their tokens are good for, and how they are sent. */
export const MAIL = [
  ...inFile('src/accounts/passkey-sign-up.ts', [
    {
      promise: 'An account that is created with a passkey has the language of the browser.',
      find: 'username, locale });',
      replace: 'username });',
      tests: LANGUAGES,
    },
  ]),
  ...inFile('src/mail/mail-composer.ts', [
    {
      promise: 'A deactivated user receives no tokens by email.',
      find: 'user.deactivatedAt || ',
      replace: '',
      tests: ADMINISTRATION,
    },
    {
      promise: 'An email to an address that may be a stranger’s does not say from where it was requested.',
      find: '(!!user?.emailVerifiedAt && user.email === recipient)',
      replace: 'true',
      tests: LANGUAGES,
    },
    {
      promise: 'An email is in the language of its recipient.',
      find: 'user?.locale ?? null',
      replace: 'null',
      tests: LANGUAGES,
    },
  ]),
  ...inFile('src/mail/html.ts', [
    {
      promise: 'Whatever is inserted into the HTML of an email is text there.',
      find: "typeof part === 'string' ? escapeHtml(part)",
      replace: "typeof part === 'string' ? part",
      tests: ['test/mail/mail-renderer.unit.test.ts'],
    },
  ]),
  ...inFile('src/security/device.ts', [
    {
      promise: 'The name of a device repeats nothing that a client has sent.',
      find: '(browser ?? system ?? null)',
      replace: '(browser ?? system ?? userAgent)',
      tests: ['test/security/device.unit.test.ts'],
    },
  ]),
  ...inFile('src/mail/mail-tokens.ts', [
    {
      promise: 'The link of an invitation expires after INVITATION_TTL_SECONDS.',
      find: 'return invitationTtlSeconds;',
      replace: 'return invitationTtlSeconds * 2;',
      tests: INVITATIONS,
    },
    {
      promise: 'An invitation that waits is not sent once the password was set in another way.',
      find: '[MailTemplate.RESET_PASSWORD, MailTemplate.INVITATION]',
      replace: '[MailTemplate.RESET_PASSWORD]',
      tests: INVITATIONS,
    },
    {
      promise: 'An invitation is worth nothing once the password was set in another way.',
      find: 'purpose: { $ne: MailTokenPurpose.UNDO_EMAIL_CHANGE } });',
      replace: 'purpose: { $nin: [MailTokenPurpose.UNDO_EMAIL_CHANGE, MailTokenPurpose.INVITATION] } });',
      tests: INVITATIONS,
    },
    {
      promise: 'An emailed token is valid for one purpose only.',
      find: '{ digest: digestOf(text), purpose: purposes }',
      replace: '{ digest: digestOf(text) }',
      tests: PASSWORD_CHANGE,
    },
    {
      promise: 'An emailed token expires.',
      find: 'if (this.isExpired(token)) throw',
      replace: 'if (false) throw',
      tests: PASSWORD_CHANGE,
    },
    {
      promise: 'Of two concurrent requests with the same emailed token, one is refused.',
      find: '{ id: token.id, usedAt: null }',
      replace: '{ id: token.id }',
      tests: HELD,
    },
    {
      promise: 'Undoing a change of address keeps the tokens that undo earlier changes.',
      find: 'expiresAt: { $gt: expiresAt } }',
      replace: 'expiresAt: { $ne: expiresAt } }',
      tests: ['test/accounts/email-change.api.test.ts'],
    },
  ]),
  ...inFile('src/mail/mail-outbox.ts', [
    {
      promise: 'A mailbox receives only a limited number of emails per hour.',
      find: '    await buckets.consume(limit, recipient, tx);\n',
      replace: '',
      tests: MAIL_LIMITS,
    },
    {
      promise: 'An address that was never verified receives no notices about an account.',
      find: 'if (this.enabled && emailVerifiedAt)',
      replace: 'if (this.enabled)',
      tests: MAIL_LIMITS,
    },
  ]),
  ...inFile('src/mail/mail-outbox.ts', [
    {
      promise: 'The limit on emails does not reveal whether an address has an account.',
      find: "[MailTemplate.ACCOUNT_EXISTS]: { countedAs: 'address'",
      replace: "[MailTemplate.ACCOUNT_EXISTS]: { countedAs: 'exists'",
      tests: MAIL_LIMITS,
    },
  ]),
  ...inFile('src/mail/mail.ts', [
    {
      promise: 'In production, emails to another machine are sent only over an encrypted connection.',
      find: "return nodeEnv === 'production' && ",
      replace: "return nodeEnv === 'test' && ",
      tests: ['test/mail/mail-encryption.server.test.ts'],
    },
  ]),
  ...inFile('src/mail/smtp.ts', [
    {
      promise: 'An email is kept when the mail server refuses the sender, which is a configuration problem.',
      find: "new Set(['RCPT TO', 'DATA'])",
      replace: "new Set(['MAIL FROM', 'RCPT TO', 'DATA'])",
      tests: ['test/mail/mail-refusals.server.test.ts'],
    },
  ]),
];
