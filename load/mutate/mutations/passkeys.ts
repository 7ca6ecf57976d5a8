import { inFile } from '../mutation.ts';

const LIFE = ['test/credentials/passkeys.api.test.ts'];
const ATTACKS = ['test/credentials/passkey-attacks.api.test.ts'];

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
      find: 'decodeClientDataJSON(clientDataJSON).crossOrigin',
      replace: 'decodeClientDataJSON(clientDataJSON).tokenBinding',
      tests: ATTACKS,
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
