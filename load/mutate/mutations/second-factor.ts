import { inFile } from '../mutation.ts';

const GATE = ['test/credentials/sign-in-gate.api.test.ts'];
const FACTOR = ['test/credentials/second-factor.api.test.ts'];
const ATTACKS = ['test/credentials/second-factor-attacks.api.test.ts'];
const CONFIRMATION = ['test/credentials/confirm-identity.api.test.ts'];

/** The gate, authenticator apps, recovery codes, and what is asked for before something sensitive. */
export const SECOND_FACTOR = [
  ...inFile('src/credentials/sign-in.ts', [
    {
      promise: 'A user with a second factor gets no session by the first one alone.',
      find: '!user.hasSecondFactor || proof.level === AssuranceLevel.AAL2',
      replace: 'user !== null && proof.level !== undefined',
      tests: GATE,
    },
  ]),
  ...inFile('src/credentials/login.ts', [
    {
      promise: 'No way of signing in claims more than was proven.',
      find: 'signIn.start(tx, user, actor.device, PASSWORD_PROOF, { passwordChangeAdvised, linkDigest })',
      replace: "signIn.start(tx, user, actor.device, { ...PASSWORD_PROOF, level: 'AAL2' as never })",
      tests: GATE,
    },
    {
      promise: 'A login that still lacks a factor is not on record as one.',
      find: '    if (signIn.isEnough(user, PASSWORD_PROOF))\n',
      replace: '',
      tests: FACTOR,
    },
  ]),
  ...inFile('src/credentials/totp/totp-factors.ts', [
    {
      promise: 'A code of an authenticator app is accepted once.',
      find: 'lastUsedStep: step, lastUsedAt: now',
      replace: 'lastUsedAt: now',
      tests: ATTACKS,
    },
    {
      promise: 'A code of an earlier step than the last one is not accepted.',
      find: 'lastUsedStep: { $lt: step }',
      replace: 'lastUsedStep: { $ne: step }',
      tests: ATTACKS,
    },
  ]),
  ...inFile('src/credentials/totp/totp.ts', [
    {
      promise: 'A code may be one step early or late, and not two.',
      find: 'const WINDOW = 1;',
      replace: 'const WINDOW = 2;',
      tests: ATTACKS,
    },
  ]),
  ...inFile('src/credentials/totp/totp-enrollment.ts', [
    {
      promise: 'Only the session that began an enrolment can confirm it.',
      find: 'user: user.id, sessionId: session.id, expiresAt',
      replace: 'user: user.id, expiresAt',
      tests: FACTOR,
    },
  ]),
  ...inFile('src/credentials/second-factors.ts', [
    {
      promise: 'Wrong codes are counted for the account, not only for one login.',
      find: 'const attempt = await buckets.consume(GUESSES, userId);',
      replace: 'const attempt = await buckets.consume(GUESSES, crypto.randomUUID());',
      tests: ATTACKS,
    },
    {
      promise: 'A login of the owner does not forgive the wrong codes of whoever guesses.',
      find: 'await buckets.refund(attempt);',
      replace: 'await buckets.reset(attempt);',
      tests: ATTACKS,
    },
    {
      promise: 'The first authenticator app ends the sessions that one factor had sufficed for.',
      find: 'return sessionEnding.endOthersOfOneFactor(tx, user.id, session.id, BlacklistReason.SECOND_FACTOR_ENABLED);',
      replace: 'return sessionEnding ? 0 : 1;',
      tests: FACTOR,
    },
    {
      promise: 'Sessions are lowered when the last factor is removed.',
      find: 'await lowerSessions(tx, user.id);',
      replace: 'void lowerSessions;',
      tests: FACTOR,
    },
  ]),
  ...inFile('src/credentials/login-challenge.ts', [
    {
      promise: 'A challenge takes five attempts.',
      find: 'attempts: { $lt: MAX_ATTEMPTS }, ',
      replace: '',
      tests: ATTACKS,
    },
    {
      promise: 'A challenge expires after 5 minutes.',
      find: ', expiresAt: { $gt: this.clock() } }',
      replace: ' }',
      tests: ATTACKS,
    },
  ]),
  ...inFile('src/credentials/login-completion.ts', [
    {
      promise: 'A challenge starts one session.',
      find: 'await challenges.use(tx, challenge);',
      replace: '',
      tests: ATTACKS,
    },
  ]),
  ...inFile('src/credentials/password/password-change.ts', [
    {
      promise: 'A changed or reset password voids the logins that were begun with the old one.',
      find: '    await challenges.revokeAll(tx, user);\n',
      replace: '',
      tests: ATTACKS,
    },
  ]),
  ...inFile('src/credentials/step-up.ts', [
    {
      promise: 'A user with two factors needs both for what is sensitive.',
      find: 'if (isLevelMissing || this.isTooOld',
      replace: 'if (this.isTooOld',
      tests: CONFIRMATION,
    },
    {
      promise: 'Without a password, the identity must have been confirmed since the login.',
      find: 'session && session.authenticatedAt > session.createdAt',
      replace: 'session',
      tests: CONFIRMATION,
    },
    {
      promise: 'Users who have a passkey but no password confirm by it before the account is deleted.',
      find: 'if (hasSecondFactor || (await em.count(Passkey, { user: id })) > 0) return true;',
      replace: 'if (hasSecondFactor) return true;',
      tests: ['test/accounts/social-login.api.test.ts'],
    },
    {
      promise: 'Users who have a password enter it before the account is deleted, however fresh the login is.',
      find: 'return (await em.count(User, { id, passwordHash: { $ne: null } })) > 0;',
      replace: 'return false;',
      tests: CONFIRMATION,
    },
  ]),
  ...inFile('src/credentials/recovery-codes/recovery-codes.ts', [
    {
      promise: 'A recovery code is accepted once.',
      find: 'return (await tx.nativeDelete(RecoveryCode, { user: user.id, digest: digestOf(code, user) })) === 1;',
      replace: 'return (await tx.count(RecoveryCode, { user: user.id, digest: digestOf(code, user) })) === 1;',
      tests: ATTACKS,
    },
  ]),
];
