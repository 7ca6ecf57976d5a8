import { documentOf, OPERATIONS } from '../support/all-operations.js';
import type { SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { watchByEventStream } from '../support/live-clients.js';
import { login, newUserWithPasskey } from '../support/passkeys.js';
import { REVOCATIONS } from '../support/revocation-feed.js';
import { addApp } from '../support/second-factor.js';

/** What somebody can do who has yet to add a second factor. */
const ALLOWED = [
  ...['me', 'revokeSession', 'logout', 'logoutAll', 'confirmIdentity', 'startTotpEnrollment', 'confirmTotpEnrollment'],
  ...['register', 'login', 'completeLogin', 'refreshToken', 'introspectToken', 'requestPasswordReset', 'resetPassword'],
  ...['requestEmailVerification', 'verifyEmail', 'undoEmailChange', 'serverInfo'],
  ...['requestEmailLogin', 'completeEmailLogin', 'exchangeApiKey'],
  ...['startPasskeyRegistration', 'completePasskeyRegistration', 'startPasskeyConfirmation'],
  ...['startPasskeyLogin', 'completePasskeyLogin', 'startPasskeySignUp', 'registerWithPasskey'],
  ...['identityProviders', 'startSocialLogin', 'completeSocialLogin', 'loginWithIdToken'],
];

describe('SECOND_FACTOR_REQUIRED_FOR=everyone', () => {
  const gatehouse = useGatehouse({ secondFactorRequiredFor: 'everyone' });
  const codeOf = async (document: string, token: string) =>
    (await gatehouse.api.send(document, {}, { token })).errors?.[0]?.extensions?.code;

  test('a user without a required second factor can do nothing but add one, with any operation there is', async () => {
    const allowed: string[] = [];
    for (const [kind, field] of OPERATIONS) {
      const { accessToken } = await gatehouse.newAdministrator();
      const code = await codeOf(documentOf(kind, field), accessToken);
      if (code !== 'SECOND_FACTOR_REQUIRED') allowed.push(field.name);
    }
    expect(allowed.sort()).toEqual(ALLOWED.sort());
  });

  test('a user without a required second factor can do everything once signed in by a passkey that has verified them', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    const rename = async (uv: boolean) => {
      const { accessToken } = await login(gatehouse.api, ada, { uv });
      return gatehouse.api.refusedMutation('renamePasskey', { passkeyId: ada.passkeyId, name: 'Blue' }, accessToken);
    };
    expect([await rename(false), await rename(true)]).toEqual([{ code: 'SECOND_FACTOR_REQUIRED' }, undefined]);
  });

  test('a user without a required second factor sees their own account and sessions, and can log out', async () => {
    const { accessToken, user } = await gatehouse.api.newUser();
    const query = '{ me { email sessions { totalCount } totpFactors { id } recoveryCodesLeft } }';
    const { me } = (await gatehouse.api.send(query, {}, { token: accessToken })).data;
    expect(me).toEqual({ email: user.email, sessions: { totalCount: 1 }, totpFactors: [], recoveryCodesLeft: 0 });
    const { data } = await gatehouse.api.logout({ token: accessToken });
    expect(data.logout).toEqual({ endedSessionCount: 1 });
  });

  test('a user can do everything once they have the required second factor', async () => {
    const { accessToken } = await addApp(gatehouse, await gatehouse.api.newUser());
    const { __typename } = await gatehouse.api.mutate('updateProfile', { username: 'ada' }, accessToken);
    expect(__typename).toBe('AccountPayload');
  });
});

describe('SECOND_FACTOR_REQUIRED_FOR=administrators', () => {
  const gatehouse = useGatehouse({ secondFactorRequiredFor: 'administrators' });
  const rename = (username: string, { accessToken }: Pick<SignedIn, 'accessToken'>) =>
    gatehouse.api.send(
      'mutation ($username: String) { updateProfile(input: { username: $username }) { __typename } }',
      { username },
      { token: accessToken },
    );

  test('a second factor that administrators must have is not required of others', async () => {
    expect((await rename('grace', await gatehouse.api.newUser())).data.updateProfile.__typename).toBe('AccountPayload');
  });

  test('an administrator without a required second factor can do nothing, from the moment of becoming one', async () => {
    const { errors } = await rename('root', await gatehouse.newAdministrator());
    expect(errors?.[0]?.extensions).toEqual({ code: 'SECOND_FACTOR_REQUIRED' });
  });

  test('an administrator without a required second factor cannot follow revocations, but the end of the session', async () => {
    const { accessToken } = await gatehouse.newAdministrator();
    const url = await gatehouse.api.url();
    const refused = await watchByEventStream(url, accessToken, { query: REVOCATIONS });
    expect((await refused.told).results[0].errors[0].extensions.code).toBe('SECOND_FACTOR_REQUIRED');
    const { told } = await watchByEventStream(url, accessToken);
    await gatehouse.api.logout({ token: accessToken });
    expect((await told).results[0].data.sessionEnded.reason).toBe('LOGOUT');
  });
});
