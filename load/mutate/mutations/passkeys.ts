import { inFile } from '../mutation.ts';

const LIFE = ['test/credentials/passkeys.api.test.ts'];
const ATTACKS = ['test/credentials/passkey-attacks.api.test.ts'];
const CHANGES = ['test/credentials/passkey-life.api.test.ts'];
const SHAPES = ['test/credentials/passkey-shapes.api.test.ts'];
const SIGN_UP = ['test/accounts/passkey-sign-up.api.test.ts'];

/** What is checked of passkeys, and what ceremonies are bound to. */
export const PASSKEYS = [
  ...inFile('src/credentials/passkeys/webauthn.ts', [
    {
      promise: 'A passkey is accepted from the pages that the settings list, and from no other.',
      find: 'expectedOrigin: [...origins]',
      replace: "expectedOrigin: [...origins, 'https://evil.example']",
      tests: ATTACKS,
    },
    {
      promise: 'A passkey is accepted for one domain.',
      find: 'expectedRPID: id }',
      replace: "expectedRPID: [id, 'evil.example'] as never }",
      tests: ATTACKS,
    },
    {
      promise: 'A new passkey has verified its user.',
      find: 'requireUserVerification: true',
      replace: 'requireUserVerification: false',
      tests: ATTACKS,
    },
    {
      promise: 'A page of another origin cannot have a login signed in a frame.',
      find: 'crossOrigin || topOrigin',
      replace: 'topOrigin',
      tests: ATTACKS,
    },
    {
      promise: 'A page of another origin cannot have a passkey made in a frame that it does not say to be one.',
      find: 'crossOrigin || topOrigin',
      replace: 'crossOrigin',
      tests: ATTACKS,
    },
    {
      promise: 'Nothing is looked up by what cannot be the id of a credential.',
      find: '!CREDENTIAL_ID.test(id)',
      replace: '!id',
      tests: ATTACKS,
    },
    {
      promise: 'A new passkey is known by the id that its authenticator has given it.',
      find: 'credentialId !== response.id',
      replace: '!credentialId',
      tests: ATTACKS,
    },
    {
      promise: 'A new passkey uses an algorithm that was offered.',
      find: '    supportedAlgorithmIDs: ALGORITHMS,\n  });\n  if (!registrationInfo)',
      replace: '    supportedAlgorithmIDs: [...ALGORITHMS, -35],\n  });\n  if (!registrationInfo)',
      tests: ATTACKS,
    },
    {
      promise: 'Certificates of authenticators are refused without looking at them.',
      find: '  await refuseCertificates(response);\n',
      replace: '',
      tests: ATTACKS,
    },
    {
      promise: 'Of what a browser says about transports, only those that there are are kept.',
      find: 'inner.transports.filter(isTransport)',
      replace: 'inner.transports',
      tests: SHAPES,
    },
  ]),
  ...inFile('src/credentials/passkeys/passkey-assertions.ts', [
    {
      promise: 'Without user verification, a passkey is one factor.',
      find: 'assertion.isUserVerified || isSecond',
      replace: 'assertion.isUserVerified || isSecond || true',
      tests: LIFE,
    },
    {
      promise: 'A passkey is accepted only for the user whom it names.',
      find: ': userHandle === passkey.userHandle;',
      replace: ': userHandle !== undefined;',
      tests: ATTACKS,
    },
    {
      promise: 'A login that nobody has begun for a user is accepted only from a passkey that names its user.',
      find: 'userHandle === undefined ? ceremony.userId !== null',
      replace: 'userHandle === undefined ? true',
      tests: ATTACKS,
    },
    {
      promise: 'Nobody confirms who they are by the passkey of another user.',
      find: 'ceremony.userId !== null && ceremony.userId !== passkey.user.id',
      replace: 'ceremony.userId === passkey.user.id && ceremony.userId === null',
      tests: CHANGES,
    },
    {
      promise: 'A passkey that could not be copied does not become one that can.',
      find: 'assertion.isSynced !== passkey.isSynced',
      replace: 'assertion.isSynced && assertion.isSynced === !assertion.isSynced',
      tests: ATTACKS,
    },
    {
      promise: 'A passkey is not a second factor to itself.',
      find: 'method !== AuthenticationMethod.PASSKEY',
      replace: 'method !== undefined',
      tests: LIFE,
    },
    {
      promise: 'The counter of a passkey never goes back.',
      find: 'passkey.counter = Math.max(counter, before);',
      replace: 'passkey.counter = counter;',
      tests: ATTACKS,
    },
    {
      promise: 'A counter that does not increase is logged where it is not refused.',
      find: '    this.log.warn({ passkeyId',
      replace: '    this.log.debug({ passkeyId',
      tests: ATTACKS,
    },
    {
      promise: 'A passkey of one device that does not count upwards is refused.',
      find: '!isSynced && counter > 0',
      replace: '!isSynced && counter < 0',
      tests: ATTACKS,
    },
  ]),
  ...inFile('src/credentials/passkeys/passkey-ceremonies.ts', [
    {
      promise: 'A ceremony completes only what it was begun for.',
      find: 'kind in (${kinds}) and',
      replace: '${kinds.length > 0} and',
      tests: ATTACKS,
    },
    {
      promise: 'A ceremony is used up by the first response.',
      find: 'delete from passkey_ceremonies\n',
      replace: 'update passkey_ceremonies set kind = kind\n',
      tests: ATTACKS,
    },
    {
      promise: 'A ceremony lasts for 5 minutes.',
      find: ' and expires_at > ${this.clock()}',
      replace: '',
      tests: ATTACKS,
    },
    {
      promise: 'Only the session that began a ceremony can complete it.',
      find: 'user_id = ${userId} and session_id = ${sessionId}',
      replace: 'user_id = ${userId}',
      tests: ATTACKS,
    },
  ]),
  ...inFile('src/credentials/passkeys/passkey-registration.ts', [
    {
      promise: 'Adding a passkey needs a fresh login, with both factors if there are two.',
      find: 'stepUp.require(authentication)',
      replace: 'stepUp && requireAuthenticated(authentication)',
      tests: ATTACKS,
    },
    {
      promise: 'Accounts that add one passkey at the same moment get it once, and the others a reason.',
      find: '.catch(refuseTaken)',
      replace: '',
      tests: ATTACKS,
    },
    {
      promise: 'Each passkey that is added is on record.',
      find: '    audit.success(tx, AuditEventKind.PASSKEY_ADDED, actor, locked.id);\n',
      replace: '',
      tests: CHANGES,
    },
    {
      promise: 'Each passkey that is added is reported by email.',
      find: '    await outbox.notify(tx, MailTemplate.PASSKEY_ADDED, locked, { device: actor.device });\n',
      replace: '',
      tests: CHANGES,
    },
  ]),
  ...inFile('src/credentials/passkeys/passkey-management.ts', [
    {
      promise: 'Removing a passkey needs a fresh login, with both factors if there are two.',
      find: 'stepUp.require(authentication)',
      replace: 'stepUp && requireAuthenticated(authentication)',
      tests: CHANGES,
    },
    {
      promise: 'Of two passkeys that are removed at the same moment, a user without a password keeps one.',
      find: 'const locked = await lockSignedIn(tx, user.id);',
      replace: 'const locked = user;',
      tests: CHANGES,
    },
    {
      promise: 'Nobody removes or renames the passkey of another user.',
      find: '{ id, user: userId }',
      replace: '{ id, user: { $ne: id } }',
      tests: CHANGES,
    },
    {
      promise: 'Each passkey that is removed is on record.',
      find: '      audit.success(tx, AuditEventKind.PASSKEY_REMOVED, actor, locked.id);\n',
      replace: '',
      tests: CHANGES,
    },
    {
      promise: 'Each passkey that is removed is reported by email.',
      find: '      await outbox.notify(tx, MailTemplate.PASSKEY_REMOVED, locked, { device: actor.device });\n',
      replace: '',
      tests: CHANGES,
    },
  ]),
  ...inFile('src/credentials/passkeys/passkey-login.ts', [
    {
      promise: 'The passkeys of a deactivated account do not sign in.',
      find: '    if (deactivatedAt) throw new RefusedAssertion(new AccountDeactivatedError(), id);\n',
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'A passkey is no second factor of a login that was completed otherwise.',
      find: '    if (!challenge) throw refusedPasskey(PasskeyProblem.EXPIRED, verified.userId);\n',
      replace: '    if (!challenge) return { proof: proofOf(verified), linkDigest: null };\n',
      tests: LIFE,
    },
    {
      promise: 'Where addresses have to be verified, a passkey signs in only once the address is.',
      find: 'this.services.requireVerifiedEmail && !emailVerifiedAt',
      replace: 'this.services.requireVerifiedEmail && emailVerifiedAt === undefined',
      tests: SIGN_UP,
    },
  ]),
  ...inFile('src/accounts/passkey-sign-up.ts', [
    {
      promise: 'The passkey that an account is made with is on record.',
      find: '    audit.success(tx, AuditEventKind.PASSKEY_ADDED,',
      replace: '    audit.success(tx, AuditEventKind.REGISTER,',
      tests: SIGN_UP,
    },
    {
      promise: 'Where addresses have to be verified, a passkey that is known does not say whether an address is taken.',
      find: 'storeInVain: (tx: EntityManager) => newPasskeys.requireFree(tx, verified)',
      replace: 'storeInVain: async (_tx: EntityManager) => {}',
      tests: SIGN_UP,
    },
  ]),
  ...inFile('src/accounts/email-address.ts', [
    {
      promise: 'A thief who has changed the email address cannot sign in by a passkey once the change is undone.',
      find: 'for (const means of [passkeys, identities])',
      replace: 'for (const means of [identities])',
      tests: ['test/accounts/email-change.api.test.ts'],
    },
  ]),
];
