import jwt from 'jsonwebtoken';
import { AssuranceLevel, AuthenticationMethod } from '../../src/api/assurance.js';
import { AuditEvent, AuditEventKind, AuditOutcome } from '../../src/security/audit-event.entity.js';
import { Session } from '../../src/sessions/session.entity.js';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { addApp, newUserWithApp, renewRecoveryCodes } from '../support/second-factor.js';

const gatehouse = useGatehouse();

const confirm = (input: object, { accessToken }: Pick<SignedIn, 'accessToken'>) =>
  gatehouse.api.mutate('confirmIdentity', input, accessToken);
const refused = (field: string, input: object, { accessToken }: Pick<SignedIn, 'accessToken'>) =>
  gatehouse.api.refusedMutation(field, input, accessToken);
const events = (subjectId: string, outcome: AuditOutcome) =>
  gatehouse.em.count(AuditEvent, { kind: AuditEventKind.IDENTITY_CONFIRMED, subjectId, outcome });

/** Takes from a session what its second factor has proven. @returns its new access token. */
async function lower({ session, refreshToken }: SignedIn): Promise<string> {
  const proof = { assuranceLevel: AssuranceLevel.AAL1, methods: [AuthenticationMethod.PASSWORD] };
  await gatehouse.em.nativeUpdate(Session, session.id, proof);
  return (await gatehouse.api.refresh(refreshToken)).accessToken;
}

describe('confirmIdentity', () => {
  test('confirmIdentity with the password renews when the user proved who they are, in the same session', async () => {
    const ada = await gatehouse.api.newUser();
    gatehouse.clock.advance({ minutes: 11 });
    const { session, accessToken } = await confirm({ password: PASSWORD }, ada);
    expect(session).toMatchObject({ id: ada.session.id, authenticatedAt: gatehouse.clock.now().toISOString() });
    expect(jwt.decode(accessToken)).toMatchObject({ auth_time: gatehouse.clock.now().getTime() / 1000, acr: 'aal1' });
    const answer = await gatehouse.api.mutate('startTotpEnrollment', {}, accessToken);
    expect(answer.__typename).toBe('TotpEnrollment');
  });

  test('confirmIdentity does not make older access tokens fresh', async () => {
    const ada = await gatehouse.api.newUser();
    gatehouse.clock.advance({ minutes: 11 });
    await confirm({ password: PASSWORD }, ada);
    expect(await refused('startTotpEnrollment', {}, ada)).toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
  });

  test('a confirmed identity is kept by a refresh', async () => {
    const ada = await gatehouse.api.newUser();
    gatehouse.clock.advance({ minutes: 11 });
    const { session } = await confirm({ password: PASSWORD }, ada);
    const refreshed = await gatehouse.api.refresh(ada.refreshToken);
    expect(refreshed.session.authenticatedAt).toBe(session.authenticatedAt);
  });

  test('confirmIdentity with a code of an app raises a session of one factor to AAL2', async () => {
    const ada = await newUserWithApp(gatehouse);
    const accessToken = await lower(ada);
    expect(jwt.decode(accessToken)).toMatchObject({ acr: 'aal1' });
    const { session } = await confirm({ totpCode: ada.code() }, { accessToken });
    expect(session).toMatchObject({ assuranceLevel: 'AAL2', methods: ['PASSWORD', 'TOTP'] });
  });

  test('confirmIdentity with a recovery code uses it up', async () => {
    const ada = await newUserWithApp(gatehouse);
    const recoveryCode = ada.recoveryCodes[0];
    expect((await confirm({ recoveryCode }, ada)).__typename).toBe('IdentityConfirmation');
    expect((await confirm({ recoveryCode }, ada)).code).toBe('WRONG_CODE');
  });

  test.each([
    [{ password: 'not the password' }, 'WRONG_PASSWORD'],
    [{ totpCode: '000000' }, 'WRONG_CODE'],
    [{ recoveryCode: 'ABCD' }, 'WRONG_CODE'],
  ])('confirmIdentity with %j fails with %s, changes nothing and is on record', async (input, code) => {
    const ada = await newUserWithApp(gatehouse);
    expect((await confirm(input, ada)).code).toBe(code);
    expect(await events(ada.user.id, AuditOutcome.FAILURE)).toBe(1);
    expect(await events(ada.user.id, AuditOutcome.SUCCESS)).toBe(0);
  });

  test('confirmIdentity with a code is rejected for a user without a second factor', async () => {
    expect((await confirm({ totpCode: '123456' }, await gatehouse.api.newUser())).code).toBe('WRONG_CODE');
  });

  test('confirmIdentity without a proof names the fields, and with two proofs is rejected as a whole', async () => {
    const ada = await gatehouse.api.newUser();
    expect((await confirm({}, ada)).fieldErrors).toHaveLength(4);
    const both = { password: PASSWORD, totpCode: '123456' };
    expect(await refused('confirmIdentity', both, ada)).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('confirmIdentity requires a signed-in user', async () => {
    const refusal = await gatehouse.api.refusedMutation('confirmIdentity', { password: PASSWORD });
    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('changeEmail and deleteAccount', () => {
  const newEmail = () => ({ newEmail: someEmail() });

  test('changeEmail and deleteAccount need no password once the identity was confirmed', async () => {
    const ada = await gatehouse.newVerifiedUser();
    gatehouse.clock.advance({ seconds: 1 });
    const confirmed = await confirm({ password: PASSWORD }, ada);
    const changed = await gatehouse.api.mutate('changeEmail', newEmail(), confirmed.accessToken);
    expect(changed.__typename).toBe('MailRequestedPayload');
    const deleted = await gatehouse.api.mutate('deleteAccount', {}, confirmed.accessToken);
    expect(deleted.__typename).toBe('DeleteAccountPayload');
  });

  test('changeEmail and deleteAccount without a password require a confirmation, however fresh the login is', async () => {
    const ada = await gatehouse.newVerifiedUser();
    const asked = { code: 'REAUTHENTICATION_REQUIRED', acr: 'AAL1', maxAgeSeconds: 600 };
    expect(await refused('changeEmail', newEmail(), ada)).toEqual(asked);
    expect(await refused('deleteAccount', {}, ada)).toEqual(asked);
    expect(await gatehouse.em.count(User, ada.user.id)).toBe(1);
  });

  test('changeEmail and deleteAccount require another confirmation if the last one was long ago', async () => {
    const ada = await gatehouse.newVerifiedUser();
    gatehouse.clock.advance({ seconds: 1 });
    await confirm({ password: PASSWORD }, ada);
    gatehouse.clock.advance({ minutes: 11 });
    const { accessToken } = await gatehouse.api.refresh(ada.refreshToken);
    expect(await refused('deleteAccount', {}, { accessToken })).toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
  });

  test('deleteAccount rejects a wrong password even after a confirmation', async () => {
    const ada = await gatehouse.newVerifiedUser();
    gatehouse.clock.advance({ seconds: 1 });
    const { accessToken } = await confirm({ password: PASSWORD }, ada);
    const { code } = await gatehouse.api.mutate('deleteAccount', { password: 'not the password' }, accessToken);
    expect(code).toBe('WRONG_PASSWORD');
  });
});

describe('a session of one factor, of a user who has two', () => {
  const password = { password: PASSWORD };

  test.each([
    ['startTotpEnrollment', {}],
    ['removeTotpFactor', { totpFactorId: crypto.randomUUID() }],
    ['changePassword', { currentPassword: PASSWORD, newPassword: 'a whole new password' }],
    ['changeEmail', { newEmail: 'ada@new.example', ...password }],
    ['deleteAccount', password],
  ])('a session of one factor, of a user who has two, is asked for AAL2 by %s', async (field, input) => {
    const ada = await newUserWithApp(gatehouse);
    const accessToken = await lower(ada);
    const asked = { code: 'REAUTHENTICATION_REQUIRED', acr: 'AAL2', maxAgeSeconds: 600 };
    expect(await refused(field, input, { accessToken })).toEqual(asked);
    expect(await renewRecoveryCodes(gatehouse, accessToken)).toEqual(asked);
  });

  test('an administrator who has two factors changes nothing in a session of one', async () => {
    const [root, eve] = [await gatehouse.newAdministrator(), await gatehouse.api.newUser()];
    const withApp = await addApp(gatehouse, root);
    const accessToken = await lower(root);
    const input = { userId: eve.user.id };
    for (const act of ['deactivateUser', 'resetSecondFactors', 'deleteUser'])
      expect(await refused(act, input, { accessToken })).toMatchObject({ acr: 'AAL2' });
    const { __typename } = await gatehouse.api.mutate('deactivateUser', input, withApp.accessToken);
    expect(__typename).toBe('UserPayload');
  });
});

describe('changePassword', () => {
  test('changePassword replaces a session of two factors by one of two factors', async () => {
    const ada = await newUserWithApp(gatehouse);
    const input = { currentPassword: PASSWORD, newPassword: 'a whole new password' };
    const { accessToken } = await gatehouse.api.mutate('changePassword', input, ada.accessToken);
    expect(jwt.decode(accessToken)).toMatchObject({ acr: 'aal2', amr: ['pwd', 'otp'] });
  });
});
