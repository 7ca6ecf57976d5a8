import { inFile } from '../mutation.ts';

const HELD = ['test/db/held-requests.test.ts'];
const ADMINISTRATION = ['test/api/administration.test.ts'];
const PASSWORD_CHANGE = ['test/api/password-change.test.ts'];
const EMAIL = ['test/api/email-verification.test.ts'];

/** Signing in, and what users, mailed tokens and administrators may do to accounts. */
export const ACCOUNTS = [
  ...inFile('src/auth/login.ts', [
    {
      promise: 'A login that waits starts no session once the account is deactivated.',
      find: '{ ...verified, deactivatedAt: null }',
      replace: '{ ...verified }',
      tests: HELD,
    },
    {
      promise: 'A login that waits starts no session once the password is changed.',
      find: '{ ...verified, deactivatedAt: null }',
      replace: '{ id: verified.id, deactivatedAt: null }',
      tests: HELD,
    },
    {
      promise: 'Only those who know the password learn that an account is deactivated.',
      find: 'if (!user || !matches) return',
      replace: 'if (!user || (!matches && !user.deactivatedAt)) return',
      tests: ['test/api/login.test.ts'],
    },
    {
      promise: 'Where addresses must be verified, an unverified account cannot sign in.',
      find: 'this.services.requireVerifiedEmail && !user.emailVerifiedAt',
      replace: 'this.services.requireVerifiedEmail && user.deactivatedAt',
      tests: EMAIL,
    },
    {
      promise: 'The audit trail records failed logins.',
      find: 'this.services.audit.failure(tx, AuditEventKind.LOGIN, actor, user?.id ?? null)',
      replace: 'undefined',
      tests: ['test/api/audit-trail.test.ts'],
    },
  ]),
  ...inFile('src/auth/guard.ts', [
    {
      promise: 'Only administrators may administer.',
      find: 'if (roles.length > 0 && !roles.includes(user.role)) throw new ForbiddenError();',
      replace: '',
      tests: ADMINISTRATION,
    },
    {
      promise: 'A protected field needs a signed-in user.',
      find: 'const { user } = requireAuthenticated(context.authentication);',
      replace:
        "if (context.authentication.state !== 'authenticated') return true;\n  const { user } = requireAuthenticated(context.authentication);",
      tests: ADMINISTRATION,
    },
  ]),
  ...inFile('src/authentication.ts', [
    {
      promise: 'Bad credentials are never taken for none.',
      find: "return authentication.state === 'anonymous' ? null",
      replace: "return authentication.state !== 'authenticated' ? null",
      tests: ['test/api/me.test.ts'],
    },
  ]),
  ...inFile('src/accounts/account-creation.ts', [
    {
      promise: 'A taken address is reported only after the work for a free one.',
      find: 'const isTaken = await em.count(User, { email: account.email });',
      replace:
        'const isTaken = await em.count(User, { email: account.email });\n    if (isTaken) throw new Refusal(new EmailTakenError());',
      tests: HELD,
    },
  ]),
  ...inFile('src/accounts/password-confirmation.ts', [
    {
      promise: 'A confirmed password is compared again under the lock.',
      find: 'if (!isRight) throw new Refusal(new WrongPasswordError());',
      replace: '',
      tests: HELD,
    },
  ]),
  ...inFile('src/accounts/password-change.ts', [
    {
      promise: 'A changed password ends every other session.',
      find: 'return sessionEnding.endOthers(tx, user.id, token.sid, BlacklistReason.PASSWORD_CHANGED);',
      replace: 'return 0;',
      tests: PASSWORD_CHANGE,
    },
  ]),
  ...inFile('src/accounts/password-reset.ts', [
    {
      promise: 'A reset password ends every session.',
      find: 'await sessionEnding.endAll(tx, user.id, BlacklistReason.PASSWORD_RESET);',
      replace: '',
      tests: PASSWORD_CHANGE,
    },
    {
      promise: 'A deactivated user cannot reset the password by a token mailed before.',
      find: '{ id: token.user.id, email: token.email, deactivatedAt: null }',
      replace: '{ id: token.user.id, email: token.email }',
      tests: ADMINISTRATION,
    },
  ]),
  ...inFile('src/accounts/new-password.ts', [
    {
      promise: 'A changed password voids every token mailed before.',
      find: 'await mailTokens.revokeAll(tx, user);',
      replace: '',
      tests: PASSWORD_CHANGE,
    },
  ]),
  ...inFile('src/accounts/email-verification.ts', [
    {
      promise: 'A deactivated user cannot verify an address by a token mailed before.',
      find: '{ id: token.user.id, deactivatedAt: null, ...address }',
      replace: '{ id: token.user.id, ...address }',
      tests: ADMINISTRATION,
    },
    {
      promise: 'A token that verifies an address is worth nothing once the user has another one.',
      find: '{ email: token.email } : {}',
      replace: '{} : {}',
      tests: EMAIL,
    },
  ]),
  ...inFile('src/accounts/email-change.ts', [
    {
      promise: 'The current address is warned when another one is asked for.',
      find: 'outbox.put(tx, MailTemplate.EMAIL_CHANGE_REQUESTED, user.email);',
      replace: '',
      tests: EMAIL,
    },
  ]),
  ...inFile('src/accounts/recent-login.ts', [
    {
      promise: 'Sensitive operations need a fresh login.',
      find: 'if (ageSeconds > this.maxAgeSeconds) throw new ReauthenticationRequiredError();',
      replace: '',
      tests: ['test/api/account.test.ts'],
    },
  ]),
  ...inFile('src/accounts/last-administrator.ts', [
    {
      promise: 'The last administrator cannot be lost.',
      find: 'if (isAdministrator && isAlone) throw new Refusal(new LastAdministratorError());',
      replace: '',
      tests: ADMINISTRATION,
    },
    {
      promise: 'Of two administrators who act against each other, the second sees what the first did.',
      find: 'lockMode: LockMode.PESSIMISTIC_WRITE, ',
      replace: '',
      tests: HELD,
    },
  ]),
  ...inFile('src/accounts/account-deletion.ts', [
    {
      promise: 'A deleted account leaves no personal data in the audit trail.',
      find: 'await this.services.audit.forgetPerson(tx, user.id);',
      replace: '',
      tests: ['test/api/account.test.ts'],
    },
  ]),
  ...inFile('src/administration/user-administration.ts', [
    {
      promise: 'An administrator whose role is revoked while the request waits is refused.',
      find: '      refuseFormerAdministrator(actor, administrators);\n',
      replace: '',
      tests: HELD,
    },
    {
      promise: "Deactivating a user ends the user's sessions.",
      find: 'await this.services.sessionEnding.endAll(tx, user.id, BlacklistReason.DEACTIVATED);',
      replace: '',
      tests: ADMINISTRATION,
    },
    {
      promise: 'The audit trail records what administrators do.',
      find: 'this.services.audit.success(tx, kind, { ...actor, device }, user.id);',
      replace: '',
      tests: ['test/api/audit-trail.test.ts'],
    },
  ]),
  ...inFile('src/mail/mail-composer.ts', [
    {
      promise: 'A deactivated user gets no token by mail.',
      find: 'user.deactivatedAt || ',
      replace: '',
      tests: ADMINISTRATION,
    },
  ]),
  ...inFile('src/mail/mail-tokens.ts', [
    {
      promise: 'A mailed token is good for one purpose.',
      find: '{ digest: digestOf(text), purpose: purposes }',
      replace: '{ digest: digestOf(text) }',
      tests: PASSWORD_CHANGE,
    },
    {
      promise: 'A mailed token expires.',
      find: 'if (this.isExpired(token)) throw',
      replace: 'if (false) throw',
      tests: PASSWORD_CHANGE,
    },
    {
      promise: 'Of two requests with one mailed token, one is refused.',
      find: '{ id: token.id, usedAt: null }',
      replace: '{ id: token.id }',
      tests: HELD,
    },
  ]),
  ...inFile('src/users/email.ts', [
    {
      promise: 'An address in capitals is the same address.',
      find: ".normalize('NFC').toLowerCase()",
      replace: ".normalize('NFC')",
      tests: ['test/api/register.test.ts'],
    },
  ]),
  ...inFile('src/users/visible-user.ts', [
    {
      promise: 'Users see nobody but themselves.',
      find: 'return viewer.role === Role.ADMIN ? users.load(id.toLowerCase()) : null;',
      replace: 'return users.load(id.toLowerCase());',
      tests: ['test/api/node.test.ts'],
    },
  ]),
  ...inFile('src/graphql/node.resolver.ts', [
    {
      promise: 'Users find no sessions but their own by id.',
      find: 'return em.findOne(Session, { id, user: viewer.id });',
      replace: 'return em.findOne(Session, { id });',
      tests: ['test/api/node.test.ts'],
    },
  ]),
];
