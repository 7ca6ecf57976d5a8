import { inFile } from '../mutation.ts';

const HELD = ['test/credentials/held-requests.server.test.ts'];
const ADMINISTRATION = ['test/accounts/administration.api.test.ts'];
const PASSWORD_CHANGE = ['test/credentials/password-change.api.test.ts'];
const EMAIL = ['test/accounts/email-verification.api.test.ts'];
const EMAIL_CHANGE = ['test/accounts/email-change.api.test.ts'];
const UNPROVEN = ['test/accounts/unproven-accounts.api.test.ts'];

/** Signing in, and what users and mailed tokens may do to accounts. */
export const ACCOUNTS = [
  ...inFile('src/credentials/login.ts', [
    {
      promise: 'A login does not start a session when the account is deactivated in the meantime.',
      find: '{ id, passwordHash, deactivatedAt: null }',
      replace: '{ id, passwordHash }',
      tests: HELD,
    },
    {
      promise: 'A login does not start a session when the password is changed in the meantime.',
      find: '{ id, passwordHash, deactivatedAt: null }',
      replace: '{ id: verified.id, deactivatedAt: null }',
      tests: HELD,
    },
    {
      promise: 'Only those who know the password learn that an account is deactivated.',
      find: 'if (!user || !matches) return',
      replace: 'if (!user || (!matches && !user.deactivatedAt)) return',
      tests: ['test/credentials/login.api.test.ts'],
    },
    {
      promise: 'Where verified addresses are required, an unverified account cannot sign in.',
      find: 'this.services.requireVerifiedEmail && !user.emailVerifiedAt',
      replace: 'this.services.requireVerifiedEmail && user.deactivatedAt',
      tests: EMAIL,
    },
    {
      promise: 'The audit trail records failed logins.',
      find: 'await this.services.audit.recordFirst(em, { kind, outcome, actor, subjectId: user?.id ?? null });',
      replace: '',
      tests: ['test/security/audit-trail.api.test.ts'],
    },
    {
      promise: 'An unknown username is refused in the words in which a wrong password of a username is.',
      find: 'if (!user || !matches) return wrong;',
      replace: 'if (!user) return new InvalidCredentialsError();\n    if (!matches) return wrong;',
      tests: ['test/credentials/login.api.test.ts'],
    },
    {
      promise: 'A username that no account can have is refused in the same words, too.',
      find: 'return { username: usernameProblem(normalized) ? undefined : normalized.toLowerCase() };',
      replace: 'return { username: normalized.toLowerCase() };',
      tests: ['test/credentials/login.api.test.ts'],
    },
    {
      promise: 'A username is not taken for an email address.',
      find: "if (!isSent(username)) return { email: parseEmail(email ?? '').address };",
      replace:
        "if (!isSent(username) || username.includes('@')) return { email: parseEmail(email ?? username ?? '').address };",
      tests: ['test/credentials/login.api.test.ts'],
    },
    {
      promise: 'An email address and a username are not accepted together.',
      find: "if (isSent(email) && isSent(username)) throw badArguments('Send only one of email, username.');",
      replace: '',
      tests: ['test/credentials/login.api.test.ts'],
    },
    {
      promise: 'A login to an unknown address takes as much work as a login to an account.',
      find: 'passwords.verifyInVain(credentials.password, decoyHash)',
      replace: 'passwords.verifyInVain(credentials.password, undefined)',
      tests: ['test/credentials/decoy-hashes.api.test.ts'],
    },
  ]),
  ...inFile('src/sessions/authentication.ts', [
    {
      promise: 'A request with a refused token is not treated as anonymous.',
      find: "return authentication.state === 'anonymous' ? null",
      replace: "return authentication.state !== 'authenticated' ? null",
      tests: ['test/sessions/me.api.test.ts'],
    },
  ]),
  ...inFile('src/accounts/account-creation.ts', [
    {
      promise: 'A registration with a taken address does the same work as one with a free address.',
      find: 'await this.refuseTakenUsername(em, account);',
      replace:
        'await this.refuseTakenUsername(em, account);\n    if (await em.count(User, { email: account.email })) throw new ExpectedError(new EmailTakenError());',
      tests: HELD,
    },
  ]),
  ...inFile('src/credentials/identity-confirmation.ts', [
    {
      promise: 'A confirmed password is compared again once the account is locked.',
      find: ' || (holds && !(await holds(tx, user)))',
      replace: '',
      tests: HELD,
    },
    {
      promise: 'A thief with a stolen access token cannot delay the confirmations of the owner.',
      find: 'countedFor = requireAuthenticated(authentication).token.sid',
      replace: 'countedFor = requireAuthenticated(authentication).user.id',
      tests: ['test/credentials/password-guessing.api.test.ts'],
    },
  ]),
  ...inFile('src/credentials/password/password-change.ts', [
    {
      promise: 'A password change ends all other sessions of the user.',
      find: 'sessionEnding.endAllToReplace(tx, user.id, token.sid, reason)',
      replace: 'sessionEnding.endOne(tx, token.sid, reason)',
      tests: PASSWORD_CHANGE,
    },
    {
      promise: 'A user can change the password only a limited number of times per hour.',
      find: 'await limits.countPasswordChange(user.id, tx);',
      replace: '',
      tests: ['test/accounts/account-changes.api.test.ts'],
    },
  ]),
  ...inFile('src/credentials/password/password-change.ts', [
    {
      promise: 'A password reset ends all sessions of the user.',
      find: 'await sessionEnding.endAll(tx, user.id, BlacklistReason.PASSWORD_RESET);',
      replace: '',
      tests: PASSWORD_CHANGE,
    },
    {
      promise: 'A deactivated user cannot reset the password with an earlier token.',
      find: '{ id: token.user.id, email: token.email, deactivatedAt: null }',
      replace: '{ id: token.user.id, email: token.email }',
      tests: ADMINISTRATION,
    },
  ]),
  ...inFile('src/credentials/password/password-change.ts', [
    {
      promise: 'A password change revokes all tokens emailed earlier.',
      find: 'await mailTokens.revokeAll(tx, user);',
      replace: '',
      tests: PASSWORD_CHANGE,
    },
  ]),
  ...inFile('src/accounts/email-address.ts', [
    {
      promise: 'A deactivated user cannot verify an address with an earlier token.',
      find: '{ id: token.user.id, deactivatedAt: null, ...address }',
      replace: '{ id: token.user.id, ...address }',
      tests: ADMINISTRATION,
    },
    {
      promise: 'A token to verify an address is void once the user has another address.',
      find: '{ email: token.email } : {}',
      replace: '{} : {}',
      tests: EMAIL,
    },
    {
      promise: 'A change of address is confirmed only by a client that is signed in to the same account.',
      find: ' && authentication.user.id === userId',
      replace: '',
      tests: EMAIL_CHANGE,
    },
  ]),
  ...inFile('src/accounts/email-address.ts', [
    {
      promise: 'The current address is notified when a change to another one is requested.',
      find: 'await outbox.notify(tx, MailTemplate.EMAIL_CHANGE_REQUESTED, user, { device });',
      replace: '',
      tests: EMAIL,
    },
  ]),
  ...inFile('src/accounts/email-address.ts', [
    {
      promise: 'Registering the previous address does not prevent the owner from undoing a change of address.',
      find: 'await this.services.unproven.vacate(tx, email);',
      replace: '',
      tests: EMAIL_CHANGE,
    },
  ]),
  ...inFile('src/accounts/import/import-file.ts', [
    {
      promise: 'A server goes on if a file to import fails while it is read.',
      find: 'pipeline(stream, parser, () => {});',
      replace: 'stream.pipe(parser);',
      tests: ['test/accounts/import-file.unit.test.ts'],
    },
  ]),
  ...inFile('src/accounts/unproven-accounts.ts', [
    {
      promise: 'A registration does not replace an imported account.',
      find: '{ selfRegistered: true, emailVerifiedAt',
      replace: '{ emailVerifiedAt',
      tests: UNPROVEN,
    },
  ]),
  ...inFile('src/credentials/step-up.ts', [
    {
      promise: 'Sensitive operations require a recent login.',
      find: 'isLevelMissing || this.isTooOld(token.authTime)',
      replace: 'isLevelMissing',
      tests: ['test/accounts/account.api.test.ts'],
    },
  ]),
  ...inFile('src/accounts/account-deletion.ts', [
    {
      promise: 'A deleted account leaves no personal data in the audit trail.',
      find: 'await this.services.audit.forgetPerson(tx, id);',
      replace: '',
      tests: UNPROVEN,
    },
    {
      promise: 'An attempt to delete the last administrator removes nothing from the audit trail.',
      find: 'if (await isLastAdministrator(em, userId)) return;',
      replace: '',
      tests: ['test/accounts/account-deletion.server.test.ts'],
    },
    {
      promise: 'Deleting an account keeps the email that lets the previous owner of its address undo a change.',
      find: '{ recipient: email, userId: null }',
      replace: '{ recipient: email }',
      tests: UNPROVEN,
    },
  ]),
  ...inFile('src/sessions/visible-user.ts', [
    {
      promise: 'Users cannot look up other users by ID.',
      find: 'return viewer.role === Role.ADMIN ? users.load(id.toLowerCase()) : null;',
      replace: 'return users.load(id.toLowerCase());',
      tests: ['test/server/graphql/node.api.test.ts'],
    },
  ]),
  ...inFile('src/server/graphql/node.ts', [
    {
      promise: 'Users cannot look up the sessions of other users by ID.',
      find: 'viewer.role === Role.ADMIN || node.user.id === viewer.id',
      replace: 'viewer.id !== node.id',
      tests: ['test/server/graphql/node.api.test.ts'],
    },
  ]),
];
