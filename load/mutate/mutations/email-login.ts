import { inFile } from '../mutation.ts';

const LIFE = ['test/credentials/email-login.api.test.ts'];
const ATTACKS = ['test/credentials/email-login-attacks.api.test.ts'];

/** What a code or link of an email is bound to, and what follows from it. */
export const EMAIL_LOGIN = [
  ...inFile('src/mail/email-logins.ts', [
    {
      promise: 'A code of an email can be tried three times.',
      find: ' and attempts < ${MAX_ATTEMPTS}',
      replace: '',
      tests: ATTACKS,
    },
    {
      promise: 'A code of an email lasts for 10 minutes.',
      find: ' and expires_at > ${this.options.clock()}',
      replace: '',
      tests: ATTACKS,
    },
    {
      promise: 'A code or link of an email works only in the browser that requested it.',
      find: 'where flow_digest = ${flowDigest} and',
      replace: 'where email = (select email from email_logins where flow_digest = ${flowDigest}) and',
      tests: ATTACKS,
    },
    {
      promise: 'A code of an email starts one session, however many use it at the same time.',
      find: '{ id, usedAt: null }, { usedAt',
      replace: '{ id }, { usedAt',
      tests: ATTACKS,
    },
    {
      promise: 'A code is not accepted where only a link is sent.',
      find: "contents === 'link' ? null : derivation.derive(digestSource(id, code))",
      replace: 'derivation.derive(digestSource(id, code))',
      tests: LIFE,
    },
    {
      promise: 'A copy of the database does not contain what codes can be found by.',
      find: "contents === 'link' ? null : derivation.derive(digestSource(id, code))",
      replace: "contents === 'link' ? null : code",
      tests: ATTACKS,
    },
    {
      promise: 'A login of an email that was sent again has the code of the first one.',
      find: 'map(codeFrom)',
      replace: "map(() => '00000000')",
      tests: LIFE,
    },
  ]),
  ...inFile('src/credentials/email-login/email-login.ts', [
    {
      promise: 'An address without an account is not told apart by a wrong code.',
      find: 'if (problem || !user) return this.refuse(caller, user, problem ?? new WrongCodeError(WRONG_CODE));',
      replace:
        'if (!user) return this.refuse(caller, user, new AccountDeactivatedError());\n    if (problem) return this.refuse(caller, user, problem);',
      tests: ATTACKS,
    },
    {
      promise: 'A deactivated user gets no session by email.',
      find: 'if (user.deactivatedAt) throw refuse(new AccountDeactivatedError());',
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'A login by email is one factor.',
      find: 'level: AssuranceLevel.AAL1',
      replace: 'level: AssuranceLevel.AAL2',
      tests: LIFE,
    },
    {
      promise: 'A login by email that still lacks a factor is not on record as one.',
      find: '    if (signIn.isEnough(user, EMAIL_PROOF))\n',
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'Codes of an email are not to be tried by the thousand from one network.',
      find: 'const attempt = await buckets.consume(failures, networkOf(caller.actor.device.ipAddress));',
      replace: "const attempt = { limit: failures, whom: '', opensAt: '0' };",
      tests: ATTACKS,
    },
    {
      promise: 'Nobody signs in by email on a server that does not offer it.',
      find: "if (contents === 'off') throw refuse(new InvalidMailTokenError(MailTokenProblem.UNKNOWN, NOT_OFFERED));",
      replace: '',
      tests: LIFE,
    },
  ]),
  ...inFile('src/credentials/password/password-change.ts', [
    {
      promise: 'A stranger who registered an address has nothing left there once its owner has reset the password.',
      find: '      await provenAddress.prove(tx, user, actor);\n',
      replace: '',
      tests: ['test/credentials/password-change.api.test.ts'],
    },
  ]),
  ...inFile('src/credentials/proven-address.ts', [
    {
      promise: 'A stranger who registered an address cannot sign in by the password once its owner has come.',
      find: '    await tx.nativeUpdate(User, user.id, { passwordHash: null });\n',
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'A stranger who registered an address has no passkey and no app there once its owner has come.',
      find: '    await secondFactors.removeAll(tx, user);\n',
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'A stranger who registered an address cannot sign in by another provider once its owner has come.',
      find: '    await tx.nativeDelete(Identity, { user: user.id });\n',
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'A stranger who registered an address is signed out once its owner has come.',
      find: '    await sessionEnding.endAll(tx, user.id, BlacklistReason.PASSWORD_RESET);\n',
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'What was emailed before the owner of an address came is void.',
      find: '    await mailTokens.revokeAll(tx, user);\n',
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'An account that an operator or administrator has created keeps its password when its owner comes.',
      find: 'user.selfRegistered && user.role',
      replace: 'user.role',
      tests: LIFE,
    },
  ]),
  ...inFile('src/mail/mail-tokens.ts', [
    {
      promise: 'A login by email is void once the password was changed.',
      find: '    await tx.nativeDelete(EmailLogin, { email, usedAt: null });\n',
      replace: '',
      tests: ATTACKS,
    },
  ]),
  ...inFile('src/mail/mail-composer.ts', [
    {
      promise: 'A deactivated user is sent no email to log in by.',
      find: '{ ...recipientOf(mail), deactivatedAt: null }',
      replace: 'recipientOf(mail)',
      tests: LIFE,
    },
  ]),
];
