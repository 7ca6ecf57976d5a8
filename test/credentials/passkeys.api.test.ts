import { AuditEvent, AuditEventKind } from '../../src/security/audit-event.entity.js';
import { PASSWORD } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { NODE, PASSKEYS } from '../support/operations.js';
import {
  addPasskey,
  complete,
  login,
  newUserWithPasskey,
  outcomeOf,
  register,
  start,
  startLogin,
} from '../support/passkeys.js';
import { challengeOf, newUserWithApp } from '../support/second-factor.js';
import { SoftAuthenticator } from '../support/soft-authenticator.js';

const gatehouse = useGatehouse();
const ONE_PASSWORD = 'bada5566-a7aa-401f-bd96-45619a55120d';

const passkeysOf = async (token: string) => (await gatehouse.api.send(PASSKEYS, {}, { token })).data.me.passkeys;

describe('a passkey', () => {
  test('a passkey is added by a user who has just signed in, and listed', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    const authenticator = new SoftAuthenticator({ isSynced: true, aaguid: ONE_PASSWORD });
    const added = await register(gatehouse.api, accessToken, authenticator);
    expect(added).toMatchObject({
      endedSessionCount: 0,
      passkey: { name: '1Password', isSynced: true, aaguid: ONE_PASSWORD },
    });
    expect(await passkeysOf(accessToken)).toEqual([added.passkey]);
  });

  test('a passkey gets the name that its user chooses, and another one later', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    const { passkey } = await register(gatehouse.api, accessToken, new SoftAuthenticator(), {}, ' Blue key ');
    expect(passkey).toMatchObject({ name: 'Blue key', aaguid: null, transports: ['internal', 'hybrid'] });
    const renamed = await gatehouse.api.mutate('renamePasskey', { passkeyId: passkey.id, name: 'Red' }, accessToken);
    expect(renamed.passkey).toEqual({ ...passkey, name: 'Red' });
  });

  test.each([
    ['', 'REQUIRED'],
    ['x'.repeat(51), 'TOO_LONG'],
    ['a\u0007b', 'FORBIDDEN_CHARACTER'],
  ])('a passkey is not renamed to %j', async (name, code) => {
    const { accessToken, passkeyId } = await newUserWithPasskey(gatehouse);
    const refused = await gatehouse.api.mutate('renamePasskey', { passkeyId, name }, accessToken);
    expect(refused.fieldErrors).toEqual([{ field: 'name', code }]);
  });

  test('a passkey is a Node for its user and for administrators only', async () => {
    const [ada, eve, root] = [
      await newUserWithPasskey(gatehouse),
      await gatehouse.api.newUser(),
      await gatehouse.newAdministrator(),
    ];
    const typeFor = async (token: string) =>
      (await gatehouse.api.send(NODE, { id: ada.passkeyId }, { token })).data.node?.__typename;
    expect(await typeFor(ada.accessToken)).toBe('Passkey');
    expect(await typeFor(root.accessToken)).toBe('Passkey');
    expect(await typeFor(eve.accessToken)).toBeUndefined();
  });

  test('a passkey is one of at most 20', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    const last = await start(gatehouse.api, 'startPasskeyRegistration', accessToken);
    for (let count = 0; count < 20; count += 1) {
      const other = await gatehouse.api.login({
        email: (await gatehouse.api.me({ token: accessToken })).data.me.email,
      });
      await register(gatehouse.api, other.accessToken, new SoftAuthenticator());
    }
    const response = new SoftAuthenticator().create(last.options);
    const input = { ceremonyId: last.ceremonyId, response };
    const refused = await gatehouse.api.mutate('completePasskeyRegistration', input, accessToken);
    expect(refused.code).toBe('TOO_MANY_PASSKEYS');
    await expect(start(gatehouse.api, 'startPasskeyRegistration', accessToken)).rejects.toThrow('TOO_MANY_PASSKEYS');
  });

  test('a passkey is asked for with user verification and so that it can be found without a name', async () => {
    const { user, accessToken } = await gatehouse.api.newUser();
    const { options } = await start(gatehouse.api, 'startPasskeyRegistration', accessToken);
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Gatehouse' },
      user: { name: user.email, displayName: user.email },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    expect(Buffer.from(options.user.id, 'base64url')).toHaveLength(64);
  });

  test('a passkey is made for the same user handle as the others, whose authenticators make no second one', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    const first = await start(gatehouse.api, 'startPasskeyRegistration', ada.accessToken);
    expect(first.options.excludeCredentials).toMatchObject([
      { id: ada.authenticator.credentialId.toString('base64url') },
    ]);
    const second = await start(gatehouse.api, 'startPasskeyRegistration', ada.accessToken);
    expect(second.options.user.id).toBe(first.options.user.id);
  });
});

describe('a login by passkey', () => {
  /** The whole response to the beginning of one, without what is random or says when it was. */
  async function bytesOfStart(token?: string, input = ''): Promise<string> {
    const query = `mutation { startPasskeyLogin${input} { ceremonyId options expiresAt } }`;
    const { statusCode, headers, body } = await gatehouse.app.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      payload: JSON.stringify({ query }),
    });
    const { ceremonyId, options } = JSON.parse(body).data.startPasskeyLogin;
    const same = body.replace(ceremonyId, '(random)').replace(options.challenge, '(random)');
    return JSON.stringify({ statusCode, headers: { ...headers, date: undefined, 'x-request-id': undefined } }) + same;
  }

  test('a login by passkey starts a session of AAL2 where the authenticator has verified the user', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    const answer = await login(gatehouse.api, ada);
    expect(answer).toMatchObject({ __typename: 'AuthPayload', user: { id: ada.user.id } });
    expect(answer.session).toMatchObject({ assuranceLevel: 'AAL2', methods: ['PASSKEY'] });
  });

  test('a login by passkey starts a session of AAL1 where it has not', async () => {
    const { session } = await login(gatehouse.api, await newUserWithPasskey(gatehouse), { uv: false });
    expect(session).toMatchObject({ assuranceLevel: 'AAL1', methods: ['PASSKEY'] });
  });

  test.each([-7, -8, -257] as const)('a login by passkey works with the algorithm %i', async (algorithm) => {
    const ada = await newUserWithPasskey(gatehouse, { algorithm });
    expect(outcomeOf(await login(gatehouse.api, ada))).toBe('AuthPayload');
  });

  test('a login by passkey records when the passkey was used, and whether there is a copy', async () => {
    const ada = await newUserWithPasskey(gatehouse, { isSynced: true });
    gatehouse.clock.advance({ minutes: 1 });
    await login(gatehouse.api, ada);
    const [passkey] = await passkeysOf(ada.accessToken);
    expect(passkey).toMatchObject({ lastUsedAt: gatehouse.clock.now().toISOString(), isBackedUp: true });
  });

  test('a login by passkey is begun byte for byte alike by everyone, but for what is random', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    const strangers = await bytesOfStart();
    expect(strangers).toContain('"options":{"rpId":"localhost","challenge":"(random)","timeout":300000,');
    for (const { accessToken } of [ada, await gatehouse.api.newUser()])
      expect(await bytesOfStart(accessToken)).toBe(strangers);
    for (const input of ['', '(input: null)', '(input: {})', '(input: { challengeToken: null })'])
      expect(await bytesOfStart(undefined, input)).toBe(strangers);
  });

  test('a login by passkey asks for no passkey of anyone', async () => {
    await newUserWithPasskey(gatehouse);
    expect((await startLogin(gatehouse.api)).options).toEqual({
      rpId: 'localhost',
      challenge: expect.any(String),
      timeout: 300_000,
      userVerification: 'preferred',
    });
  });

  test('a login by passkey that was begun before a restart is completed after it', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    const { ceremonyId, options } = await startLogin(gatehouse.api);
    await gatehouse.restart();
    expect(outcomeOf(await complete(gatehouse.api, ceremonyId, ada.authenticator.get(options)))).toBe('AuthPayload');
  });

  test('a login by passkey is on record, and so is one that was refused', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    await login(gatehouse.api, ada);
    await login(gatehouse.api, ada, { up: false });
    const where = { kind: AuditEventKind.LOGIN, subjectId: ada.user.id };
    const events = await gatehouse.em.find(AuditEvent, where, { orderBy: { id: 'asc' } });
    expect(events.map(({ outcome }) => outcome)).toEqual(['SUCCESS', 'FAILURE']);
  });

  test('a login by passkey goes on after the password was changed', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    const input = { currentPassword: PASSWORD, newPassword: 'a whole new password' };
    await gatehouse.api.mutate('changePassword', input, ada.accessToken);
    expect(outcomeOf(await login(gatehouse.api, ada))).toBe('AuthPayload');
  });

  test('a login by passkey is refused while the account is deactivated', async () => {
    const [ada, root] = [await newUserWithPasskey(gatehouse), await gatehouse.newAdministrator()];
    const input = { userId: ada.user.id };
    await gatehouse.api.mutate('deactivateUser', input, root.accessToken);
    expect(outcomeOf(await login(gatehouse.api, ada))).toBe('ACCOUNT_DEACTIVATED');
    await gatehouse.api.mutate('reactivateUser', input, root.accessToken);
    expect(outcomeOf(await login(gatehouse.api, ada))).toBe('AuthPayload');
  });

  test('a login by passkey is of an unknown credential once the account was deleted', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    await gatehouse.api.mutate('deleteAccount', { password: PASSWORD }, ada.accessToken);
    expect(outcomeOf(await login(gatehouse.api, ada))).toBe('UNKNOWN_CREDENTIAL');
  });
});

describe('a passkey as the second factor', () => {
  const loginWithBoth = async (ada: Awaited<ReturnType<typeof addPasskey>>, forged = {}) => {
    const { challengeToken } = await gatehouse.api.login(ada.user);
    const { ceremonyId, options } = await startLogin(gatehouse.api, { challengeToken });
    const response = ada.authenticator.get(options, forged);
    return { options, answer: await gatehouse.api.mutate('completePasskeyLogin', { ceremonyId, response }) };
  };

  test('a passkey as the second factor completes a login by password, verified or not', async () => {
    const ada = await addPasskey(gatehouse, await newUserWithApp(gatehouse));
    expect((await gatehouse.api.login(ada.user)).methods).toEqual(['TOTP', 'PASSKEY', 'RECOVERY_CODE']);
    const { options, answer } = await loginWithBoth(ada, { uv: false, userHandle: null });
    expect(options.allowCredentials).toMatchObject([{ type: 'public-key', transports: ['internal', 'hybrid'] }]);
    expect(answer.session).toMatchObject({ assuranceLevel: 'AAL2', methods: ['PASSWORD', 'PASSKEY'] });
  });

  test('a passkey as the second factor is asked for no more than an app after a login by passkey with user verification', async () => {
    const ada = await addPasskey(gatehouse, await newUserWithApp(gatehouse));
    expect((await login(gatehouse.api, ada)).session).toMatchObject({ assuranceLevel: 'AAL2' });
  });

  test('a passkey as the second factor is not offered after a login by passkey without user verification, and not accepted', async () => {
    const ada = await addPasskey(gatehouse, await newUserWithApp(gatehouse));
    const { challengeToken, methods } = await login(gatehouse.api, ada, { uv: false });
    expect(methods).toEqual(['TOTP', 'RECOVERY_CODE']);
    const { ceremonyId, options } = await startLogin(gatehouse.api, { challengeToken });
    const response = ada.authenticator.get(options, { uv: false });
    expect(outcomeOf(await gatehouse.api.mutate('completePasskeyLogin', { ceremonyId, response }))).toBe('REFUSED');
  });

  test('a passkey as the second factor is begun at most five times for a login, and not with another token', async () => {
    const ada = await addPasskey(gatehouse, await newUserWithApp(gatehouse));
    const challengeToken = await challengeOf(gatehouse, ada);
    for (let times = 0; times < 5; times += 1) await startLogin(gatehouse.api, { challengeToken });
    for (const token of [challengeToken, 'another'])
      await expect(startLogin(gatehouse.api, { challengeToken: token })).rejects.toThrow('INVALID_CHALLENGE');
  });

  test('a passkey as the second factor is void with the login that it belongs to', async () => {
    const eve = await newUserWithApp(gatehouse);
    const ada = await addPasskey(gatehouse, eve);
    const challengeToken = await challengeOf(gatehouse, ada);
    const { ceremonyId, options } = await startLogin(gatehouse.api, { challengeToken });
    await gatehouse.api.mutate('completeLogin', { challengeToken, totpCode: eve.code() });
    const response = ada.authenticator.get(options);
    expect(outcomeOf(await gatehouse.api.mutate('completePasskeyLogin', { ceremonyId, response }))).toBe('EXPIRED');
  });

  test('a passkey as the second factor signs nobody in who was deactivated or deleted meanwhile', async () => {
    const root = await gatehouse.newAdministrator();
    const outcomes = [];
    for (const field of ['deactivateUser', 'deleteUser']) {
      const ada = await addPasskey(gatehouse, await newUserWithApp(gatehouse));
      const { ceremonyId, options } = await startLogin(gatehouse.api, {
        challengeToken: await challengeOf(gatehouse, ada),
      });
      await gatehouse.api.mutate(field, { userId: ada.user.id }, root.accessToken);
      outcomes.push(outcomeOf(await complete(gatehouse.api, ceremonyId, ada.authenticator.get(options))));
    }
    expect(outcomes).toEqual(['ACCOUNT_DEACTIVATED', 'EXPIRED']);
  });
});
