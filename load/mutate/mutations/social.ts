import { inFile } from '../mutation.ts';

const LOGIN = ['test/accounts/social-login.api.test.ts'];
const LINKING = ['test/accounts/identity-linking.api.test.ts'];
const ATTACKS = ['test/credentials/social-provider-attacks.api.test.ts'];
const ID_TOKENS = ['test/accounts/id-token-login.api.test.ts'];
const GUARD = ['test/security/guarded-fetch.unit.test.ts'];
const PRESETS = ['test/credentials/social-presets.unit.test.ts'];

/** What is checked of logins at providers, and what may be linked. */
export const SOCIAL = [
  ...inFile('src/credentials/social/social-flows.ts', [
    {
      promise: 'A login at a provider is completed only in the browser that began it.',
      find: ' and flow_digest = ${digestOf(token)}',
      replace: ' and ${token.length >= 0}',
      tests: LOGIN,
    },
    {
      promise: 'A flow is used up by the first callback.',
      find: 'delete from social_flows\n',
      replace: 'update social_flows set nonce = nonce\n',
      tests: LOGIN,
    },
    {
      promise: 'A flow lasts for 10 minutes.',
      find: ' and expires_at > ${this.clock()}',
      replace: '',
      tests: LOGIN,
    },
    {
      promise: 'Only the session that began to link an identity can complete it.',
      find: 'user_id = ${linking.userId} and session_id = ${linking.sessionId}',
      replace: 'user_id = ${linking.userId}',
      tests: LINKING,
    },
    {
      promise: 'What was begun to link does not sign in.',
      find: 'sql`session_id is null`',
      replace: 'sql`true`',
      tests: LINKING,
    },
  ]),
  ...inFile('src/credentials/social/openid-provider.ts', [
    {
      promise: 'An ID token belongs to the login that was begun: its nonce is compared.',
      find: 'expectedNonce: nonce',
      replace: 'idTokenExpected: true',
      tests: ATTACKS,
    },
    {
      promise: 'Signatures of ID tokens are verified, although they come by TLS.',
      find: 'const execute = [enableNonRepudiationChecks, ',
      replace: 'const execute = [',
      tests: ATTACKS,
    },
    {
      promise: 'Only an acr that the settings list counts as two factors.',
      find: 'this.settings.trustedAcrValues.includes(acr)',
      replace: 'acr.length > 0',
      tests: PRESETS,
    },
    {
      promise: 'What a provider says about itself is kept.',
      find: 'now - this.discovered.at > METADATA_TTL_MILLIS',
      replace: 'now - this.discovered.at >= 0',
      tests: ATTACKS,
    },
  ]),
  ...inFile('src/credentials/social/presets.ts', [
    {
      promise: 'An address is verified only if the provider says so: the text "false" is not true.',
      find: 'email_verified === true;\n',
      replace: '!!email_verified;\n',
      tests: LOGIN,
    },
    {
      promise: 'An address at Entra is verified only by xms_edov.',
      find: '[true, 1, ',
      replace: '[undefined, true, 1, ',
      tests: PRESETS,
    },
  ]),
  ...inFile('src/security/guarded-fetch.ts', [
    {
      promise: 'In production, nothing is requested from private addresses.',
      find: 'isPublic(address) || (allowPrivate && ',
      replace: 'isPublic(address) || (',
      tests: GUARD,
    },
    {
      promise: 'Nothing is requested from the metadata services of clouds.',
      find: "(allowPrivate && address.range() !== 'linkLocal')",
      replace: 'allowPrivate',
      tests: ATTACKS,
    },
    {
      promise: 'Names that lead to private addresses are refused.',
      find: 'addresses.length === 0 || addresses.some(isForbidden)',
      replace: 'addresses.length === 0 && isForbidden !== undefined',
      tests: GUARD,
    },
    {
      promise: 'In production, nothing is requested from a provider by HTTP.',
      find: "!allowPrivate && protocol !== 'https:'",
      replace: "allowPrivate && protocol === 'ftp:'",
      tests: GUARD,
    },
    {
      promise: 'A response of a provider takes at most 1 MB.',
      find: 'size > MAX_RESPONSE_BYTES',
      replace: 'size > MAX_RESPONSE_BYTES * 100',
      tests: GUARD,
    },
    {
      promise: 'A response of a provider takes at most 5 seconds.',
      find: 'init.signal ? AbortSignal.any([init.signal, timeout]) : timeout',
      replace: 'init.signal ?? (timeout.aborted ? timeout : null)',
      tests: GUARD,
    },
    {
      promise: 'A redirect of a provider is not followed.',
      find: "redirect: 'manual'",
      replace: "redirect: 'follow'",
      tests: GUARD,
    },
  ]),
  ...inFile('src/credentials/social/id-tokens.ts', [
    {
      promise: 'An ID token that was stolen signs nobody in.',
      find: ' || digest !== digestOf(nonce)',
      replace: ' || nonce === undefined || digest === undefined',
      tests: ID_TOKENS,
    },
    {
      promise: 'A public key is no secret that could sign ID tokens.',
      find: 'if (isForOthers',
      replace: 'if (!createHash && isForOthers',
      tests: ID_TOKENS,
    },
    {
      promise: 'An ID token for another application is refused.',
      find: '      audience: [...this.clientIds],\n',
      replace: '',
      tests: ID_TOKENS,
    },
  ]),
  ...inFile('src/credentials/social/identities.ts', [
    {
      promise: 'An ID token signs in once.',
      find: 'return used !== undefined;',
      replace: "return used !== 'never';",
      tests: ID_TOKENS,
    },
    {
      promise: 'An ID token signs in once, however its signature is spelled.',
      find: "idToken.slice(0, idToken.lastIndexOf('.'))",
      replace: 'idToken',
      tests: ID_TOKENS,
    },
    {
      promise: 'A link token links nothing to another account.',
      find: '{ digest, user: user.id, expiresAt: { $gt: now } }',
      replace: '{ digest, expiresAt: { $gt: now } }',
      tests: LOGIN,
    },
    {
      promise: 'A link token lasts for 10 minutes.',
      find: '{ digest, user: user.id, expiresAt: { $gt: now } }',
      replace: '{ digest, user: user.id }',
      tests: LOGIN,
    },
    {
      promise: 'The same sub of two issuers are two accounts.',
      find: 'em.findOne(Identity, { issuer, subject }',
      replace: 'em.findOne(Identity, { subject }',
      tests: LOGIN,
    },
  ]),
  ...inFile('src/credentials/social/social-login.ts', [
    {
      promise: 'A login at a provider that was removed meanwhile fails as any other.',
      find: 'if (!provider) throw refuse(new SocialLoginFailedError(SocialLoginProblem.UNAVAILABLE));',
      replace: 'if (!provider) return this.services.providers.require(flow.provider) as never;',
      tests: ATTACKS,
    },
  ]),
  ...inFile('src/credentials/social/return-to.ts', [
    {
      promise: 'Nobody is returned to a page of another site.',
      find: 'return origin === new URL(appUrl).origin || isTrusted(origin) ? href : undefined;',
      replace: 'return isTrusted(origin) || appUrl ? href : undefined;',
      tests: LOGIN,
    },
  ]),
  ...inFile('src/credentials/sign-in.ts', [
    {
      promise: 'An identity is linked only once everything is proven.',
      find: 'if (!this.isEnough(user, proof)) {\n',
      replace:
        'if (linkDigest !== null) await identities.completeLink(tx, user, linkDigest, device);\n    if (!this.isEnough(user, proof)) {\n',
      tests: LOGIN,
    },
  ]),
  ...inFile('src/accounts/social-sign-in.ts', [
    {
      promise: 'Nobody gets an account by an address that the provider has not verified.',
      find: 'email === null || !isEmailVerified',
      replace: 'email === null || isEmailVerified === undefined',
      tests: LOGIN,
    },
    {
      promise: 'An account with the address is not linked without its user.',
      find: 'return identities.offerLink(tx, user, flow.identity, flow.returnTo);',
      replace:
        'await identities.link(tx, user, flow.identity, caller.actor.device);\n    await tx.flush();\n    return this.start(tx, caller, user.id, flow.identity);',
      tests: LOGIN,
    },
    {
      promise: 'A deactivated account is not signed in to by a provider.',
      find: 'if (deactivatedAt) throw',
      replace: 'if (!deactivatedAt && emailVerifiedAt === undefined) throw',
      tests: LOGIN,
    },
  ]),
  ...inFile('src/credentials/social/identity-linking.ts', [
    {
      promise: 'An identity of another account is not linked.',
      find: 'existing && existing.user.id !== locked.id',
      replace: 'existing && !locked.id',
      tests: LINKING,
    },
    {
      promise: 'Unlinking needs a fresh login.',
      find: 'const { user } = stepUp.require(authentication);',
      replace: 'const { user } = stepUp && requireAuthenticated(authentication);',
      tests: LINKING,
    },
  ]),
  ...inFile('src/accounts/email-address.ts', [
    {
      promise: 'A thief who has changed the email address cannot sign in by a provider once the change is undone.',
      find: 'for (const means of [passkeys, identities])',
      replace: 'for (const means of [passkeys])',
      tests: ['test/accounts/email-change.api.test.ts'],
    },
  ]),
  ...inFile('src/credentials/sign-in-methods.ts', [
    {
      promise: 'The last way to sign in is not removed.',
      find: 'others === 0 && !(await',
      replace: 'others < 0 && !(await',
      tests: [...LINKING, 'test/credentials/passkey-life.api.test.ts'],
    },
  ]),
];
