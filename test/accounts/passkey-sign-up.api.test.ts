import { Passkey } from '../../src/credentials/passkeys/passkey.entities.js';
import { AuditEvent, AuditEventKind } from '../../src/security/audit-event.entity.js';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { PASSKEYS } from '../support/operations.js';
import { complete, login, outcomeOf, signUp, startLogin } from '../support/passkeys.js';
import { addApp } from '../support/second-factor.js';
import { SoftAuthenticator } from '../support/soft-authenticator.js';

const NEW_PASSWORD = 'a whole new password';

describe('someone without a password', () => {
  const gatehouse = useGatehouse();
  const newUser = async () => {
    const authenticator = new SoftAuthenticator();
    return { ...(await signUp(gatehouse.api, someEmail(), authenticator)), authenticator };
  };
  const newVerifiedUser = async () => {
    const ada = await newUser();
    await gatehouse.em.nativeUpdate(User, ada.user.id, { emailVerifiedAt: gatehouse.clock.now() });
    return ada;
  };

  test('someone without a password signs up by a passkey, and signs in by it', async () => {
    const ada = await newUser();
    expect(ada.session).toMatchObject({ assuranceLevel: 'AAL2', methods: ['PASSKEY'] });
    const { me } = (await gatehouse.api.send(PASSKEYS, {}, { token: ada.accessToken })).data;
    expect(me).toMatchObject({ hasPassword: false, passkeys: [{ name: 'Passkey' }] });
    expect(outcomeOf(await login(gatehouse.api, ada))).toBe('AuthPayload');
  });

  test('someone without a password has the account and its passkey on record', async () => {
    const { id } = (await newUser()).user;
    const kinds = [AuditEventKind.REGISTER, AuditEventKind.PASSKEY_ADDED];
    const counts = kinds.map((kind) => gatehouse.em.count(AuditEvent, { subjectId: id, actorId: id, kind }));
    expect(await Promise.all(counts)).toEqual([1, 1]);
  });

  test('someone without a password is refused without user verification, and no account is made', async () => {
    const email = someEmail();
    expect(outcomeOf(await signUp(gatehouse.api, email, new SoftAuthenticator(), { uv: false }))).toBe('REFUSED');
    expect(await gatehouse.em.count(User, { email })).toBe(0);
  });

  test('someone without a password learns that an address is taken before a passkey is made', async () => {
    const { user } = await gatehouse.newVerifiedUser();
    expect(await signUp(gatehouse.api, user.email)).toMatchObject({ code: 'EMAIL_TAKEN' });
  });

  test('someone without a password learns that an address is none', async () => {
    const refused = await gatehouse.api.mutate('startPasskeySignUp', { email: 'nobody', username: '!' });
    expect(refused.fieldErrors.map(({ field }: { field: string }) => field)).toEqual(['email', 'username']);
  });

  test('someone without a password gets no account for an address that was taken meanwhile', async () => {
    const email = someEmail();
    const { ceremonyId, options } = await gatehouse.api.mutate('startPasskeySignUp', { email });
    await gatehouse.newVerifiedUser({ email });
    const response = new SoftAuthenticator().create(options);
    expect((await gatehouse.api.mutate('registerWithPasskey', { ceremonyId, response })).code).toBe('EMAIL_TAKEN');
  });

  test('someone without a password gets no account by a passkey that another one has', async () => {
    const { credentialId } = (await newUser()).authenticator;
    const email = someEmail();
    const refused = await signUp(gatehouse.api, email, new SoftAuthenticator(), { credentialId });
    expect([refused.code, await gatehouse.em.count(User, { email })]).toEqual(['PASSKEY_TAKEN', 0]);
  });

  test('someone without a password gets one account for a response that is sent many times at once', async () => {
    const { ceremonyId, options } = await gatehouse.api.mutate('startPasskeySignUp', { email: someEmail() });
    const input = { ceremonyId, response: new SoftAuthenticator().create(options) };
    const answers = await Promise.all([1, 2, 3, 4].map(() => gatehouse.api.mutate('registerWithPasskey', input)));
    expect(answers.map(outcomeOf).sort()).toEqual(['AuthPayload', 'EXPIRED', 'EXPIRED', 'EXPIRED']);
  });

  test('someone without a password cannot complete the sign-up as a login, nor a login as a sign-up', async () => {
    const ada = await newUser();
    const started = await gatehouse.api.mutate('startPasskeySignUp', { email: someEmail() });
    const asLogin = ada.authenticator.get({ rpId: 'localhost', ...started.options });
    expect(outcomeOf(await complete(gatehouse.api, started.ceremonyId, asLogin))).toBe('EXPIRED');
    const { ceremonyId, options } = await startLogin(gatehouse.api);
    const response = ada.authenticator.get(options);
    expect(outcomeOf(await gatehouse.api.mutate('registerWithPasskey', { ceremonyId, response }))).toBe('EXPIRED');
  });

  test('someone without a password sets a password after a fresh login, and needs it from then on', async () => {
    const ada = await newUser();
    const change = (input: object, token: string) => gatehouse.api.mutate('changePassword', input, token);
    const { accessToken } = await change({ newPassword: PASSWORD }, ada.accessToken);
    expect(outcomeOf(await gatehouse.api.login(ada.user))).toBe('AuthPayload');
    const refused = await change({ newPassword: NEW_PASSWORD }, accessToken);
    expect(refused.fieldErrors).toEqual([{ field: 'currentPassword', code: 'REQUIRED' }]);
  });

  test('someone without a password sets no password when the login was long ago', async () => {
    const ada = await newUser();
    gatehouse.clock.advance({ minutes: 11 });
    const refused = await gatehouse.api.refusedMutation('changePassword', { newPassword: PASSWORD }, ada.accessToken);
    expect(refused).toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
  });

  test('someone without a password sets one password of two at the same moment', async () => {
    const ada = await newUser();
    const others = [await login(gatehouse.api, ada), await login(gatehouse.api, ada)];
    const answers = await Promise.all(
      others.map(({ accessToken }, index) =>
        gatehouse.api.send(
          'mutation ($new: String!) { changePassword(input: { newPassword: $new }) { __typename } }',
          { new: `${NEW_PASSWORD} ${index}` },
          { token: accessToken },
        ),
      ),
    );
    const changed = answers.filter(({ data }) => data?.changePassword?.__typename === 'ChangePasswordPayload');
    expect(changed).toHaveLength(1);
  });

  test('someone without a password who has lost the passkey gets in by email, and can remove it', async () => {
    const ada = await newVerifiedUser();
    await gatehouse.api.mutate('requestPasswordReset', { email: ada.user.email });
    const token = await gatehouse.mailedToken(ada.user.email);
    await gatehouse.api.mutate('resetPassword', { token, newPassword: NEW_PASSWORD });
    const again = await gatehouse.api.login({ email: ada.user.email, password: NEW_PASSWORD });
    const [passkey] = await gatehouse.em.find(Passkey, { user: ada.user.id });
    const removed = await gatehouse.api.mutate('removePasskey', { passkeyId: passkey?.id }, again.accessToken);
    expect(removed).toMatchObject({ removedPasskeyId: passkey?.id });
  });

  test('someone without a password who has lost the passkey does not get past an authenticator app by email', async () => {
    const ada = await newVerifiedUser();
    await addApp(gatehouse, ada);
    await gatehouse.api.mutate('requestPasswordReset', { email: ada.user.email });
    const token = await gatehouse.mailedToken(ada.user.email);
    await gatehouse.api.mutate('resetPassword', { token, newPassword: NEW_PASSWORD });
    const { code } = await gatehouse.api.login({ email: ada.user.email, password: NEW_PASSWORD });
    expect(code).toBe('SECOND_FACTOR_REQUIRED');
  });
});

describe('where email addresses have to be verified', () => {
  const gatehouse = useGatehouse({ requireVerifiedEmail: true });

  test('where email addresses have to be verified a sign-up by passkey says the same for a free address and for a taken one', async () => {
    const taken = await verifiedAddress();
    const answers = [await signUp(gatehouse.api, someEmail()), await signUp(gatehouse.api, taken)];
    expect(answers[0]).toEqual({ __typename: 'VerificationRequired', message: expect.any(String) });
    expect(answers[1]).toEqual(answers[0]);
  });

  test('where email addresses have to be verified nothing says by a passkey that is known whether an address is taken', async () => {
    const authenticator = new SoftAuthenticator();
    await signUp(gatehouse.api, someEmail(), authenticator);
    const { credentialId } = authenticator;
    const outcomes = [];
    for (const email of [someEmail(), await verifiedAddress()])
      outcomes.push(outcomeOf(await signUp(gatehouse.api, email, new SoftAuthenticator(), { credentialId })));
    expect(outcomes).toEqual(['PASSKEY_TAKEN', 'PASSKEY_TAKEN']);
  });

  test('where email addresses have to be verified the passkey signs in once the address is verified', async () => {
    const [email, authenticator] = [someEmail(), new SoftAuthenticator()];
    await signUp(gatehouse.api, email, authenticator);
    expect(outcomeOf(await login(gatehouse.api, { authenticator }))).toBe('EMAIL_NOT_VERIFIED');
    await gatehouse.api.mutate('verifyEmail', { token: await gatehouse.mailedToken(email) });
    expect(outcomeOf(await login(gatehouse.api, { authenticator }))).toBe('AuthPayload');
  });

  async function verifiedAddress(): Promise<string> {
    const email = someEmail();
    await gatehouse.api.register({ email });
    await gatehouse.em.nativeUpdate(User, { email }, { emailVerifiedAt: gatehouse.clock.now() });
    return email;
  }
});
