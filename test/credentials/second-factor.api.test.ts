import jwt from 'jsonwebtoken';
import { AuditEvent, type AuditEventKind, AuditOutcome } from '../../src/security/audit-event.entity.js';
import { Session } from '../../src/sessions/session.entity.js';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { FACTORS, NODE } from '../support/operations.js';
import { addApp, challengeOf, newUserWithApp, renewRecoveryCodes, totpCode } from '../support/second-factor.js';

const gatehouse = useGatehouse();

const factorsOf = async (token: string) => (await gatehouse.api.send(FACTORS, {}, { token })).data.me;
const complete = (input: object) => gatehouse.api.mutate('completeLogin', input);
const events = (kind: string, subjectId: string, outcome = AuditOutcome.SUCCESS) =>
  gatehouse.em.count(AuditEvent, { kind: kind as AuditEventKind, subjectId, outcome });
const subjects = async (address: string) => {
  await gatehouse.app.deliverMail();
  return gatehouse.mail.to(address).map(({ subject }) => subject);
};

describe('the proof of a session', () => {
  test('a session says how it was proven, and so do its tokens and its introspection', async () => {
    const { accessToken, session } = await gatehouse.api.newUser();
    const now = gatehouse.clock.now().toISOString();
    expect(session).toMatchObject({ assuranceLevel: 'AAL1', methods: ['PASSWORD'], authenticatedAt: now });
    expect(jwt.decode(accessToken)).toMatchObject({ acr: 'aal1', amr: ['pwd'] });
    const query = 'mutation ($input: IntrospectTokenInput!) { introspectToken(input: $input) { acr amr } }';
    const { data } = await gatehouse.api.send(query, { input: { token: accessToken } });
    expect(data.introspectToken).toEqual({ acr: 'AAL1', amr: ['PASSWORD'] });
  });

  test('a session keeps its level and its time through a refresh', async () => {
    const ada = await newUserWithApp(gatehouse);
    const challengeToken = await challengeOf(gatehouse, ada);
    const { refreshToken, session } = await complete({ challengeToken, totpCode: ada.code() });
    gatehouse.clock.advance({ minutes: 30 });
    const refreshed = await gatehouse.api.refresh(refreshToken);
    const { assuranceLevel, authenticatedAt, methods } = session;
    expect(refreshed.session).toMatchObject({ assuranceLevel, authenticatedAt, methods });
    expect(jwt.decode(refreshed.accessToken)).toMatchObject({ acr: 'aal2', amr: ['pwd', 'otp'] });
  });
});

describe('adding an authenticator app', () => {
  test('startTotpEnrollment returns a secret, a URI for apps and a QR code of it', async () => {
    const { accessToken, user } = await gatehouse.api.newUser();
    const started = await gatehouse.api.mutate('startTotpEnrollment', {}, accessToken);
    const { secret, otpauthUri, qrCodeSvg, expiresAt } = started;
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(decodeURIComponent(otpauthUri)).toContain(`otpauth://totp/Gatehouse:${user.email}?issuer=Gatehouse&secret=`);
    expect(qrCodeSvg).toMatch(/^<svg /);
    expect(Date.parse(expiresAt) - gatehouse.clock.now().getTime()).toBe(600_000);
  });

  test('adding an app raises the session, ends the others of one factor and returns recovery codes', async () => {
    const ada = await gatehouse.newVerifiedUser();
    const other = await gatehouse.api.login(ada.user);
    const { recoveryCodes, endedSessionCount, accessToken } = await addApp(gatehouse, ada);
    expect(endedSessionCount).toBe(1);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(recoveryCodes.join('\n')).toMatch(/^((?:[0-9A-HJKMNP-TV-Z]{4}-?){6}\n?){10}$/);
    expect(await gatehouse.api.refusal(other.accessToken)).toBe('TOKEN_BLACKLISTED');
    expect((await gatehouse.em.findOneOrFail(Session, other.session.id)).endReason).toBe('SECOND_FACTOR_ENABLED');
    expect(jwt.decode(accessToken)).toMatchObject({ acr: 'aal2', amr: ['pwd', 'otp'], sid: ada.session.id });
  });

  test('adding an app is on record, and reported by email', async () => {
    const { user } = await newUserWithApp(gatehouse);
    expect(await events('SECOND_FACTOR_ENROLLED', user.id)).toBe(1);
    expect(await subjects(user.email)).toContain('An authenticator app was added');
  });

  test('adding an app does not renew when the user logged in', async () => {
    const ada = await gatehouse.api.newUser();
    const { enrollmentId, secret } = await gatehouse.api.mutate('startTotpEnrollment', {}, ada.accessToken);
    gatehouse.clock.advance({ minutes: 5 });
    const input = { enrollmentId, code: totpCode(secret, gatehouse.clock.now()) };
    const { session } = await gatehouse.api.mutate('confirmTotpEnrollment', input, ada.accessToken);
    expect(session.authenticatedAt).toBe((ada.session as Session & { createdAt: string }).createdAt);
  });

  test('an app is shown to its user, under its name', async () => {
    const ada = await addApp(gatehouse, await gatehouse.api.newUser(), ' Phone ');
    const { totpFactors, recoveryCodesLeft, hasPassword } = await factorsOf(ada.accessToken);
    expect(totpFactors).toMatchObject([{ id: ada.totpFactorId, name: 'Phone', lastUsedAt: null }]);
    expect({ recoveryCodesLeft, hasPassword }).toEqual({ recoveryCodesLeft: 10, hasPassword: true });
  });

  test('adding an app is rejected after a stale login', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    gatehouse.clock.advance({ minutes: 11 });
    expect(await gatehouse.api.refusedMutation('startTotpEnrollment', {}, accessToken)).toEqual({
      code: 'REAUTHENTICATION_REQUIRED',
      acr: 'AAL1',
      maxAgeSeconds: 600,
    });
  });

  test('an enrollment that was abandoned leaves the account as it was', async () => {
    const ada = await newUserWithApp(gatehouse);
    await gatehouse.api.mutate('startTotpEnrollment', {}, ada.accessToken);
    const challengeToken = await challengeOf(gatehouse, ada);
    expect((await complete({ challengeToken, totpCode: ada.code() })).__typename).toBe('AuthPayload');
  });

  test('an enrollment that was abandoned is not a second factor', async () => {
    const ada = await gatehouse.api.newUser();
    await gatehouse.api.mutate('startTotpEnrollment', {}, ada.accessToken);
    expect((await gatehouse.api.login(ada.user)).__typename).toBe('AuthPayload');
  });

  test('an enrollment is confirmed only by the session that began it, with a right code, within 10 minutes', async () => {
    const ada = await gatehouse.api.newUser();
    const other = await gatehouse.api.login(ada.user);
    const { enrollmentId, secret } = await gatehouse.api.mutate('startTotpEnrollment', {}, ada.accessToken);
    const confirm = (token: string, code = totpCode(secret, gatehouse.clock.now())) =>
      gatehouse.api.mutate('confirmTotpEnrollment', { enrollmentId, code }, token);
    expect((await confirm(other.accessToken)).code).toBe('INVALID_CHALLENGE');
    expect((await confirm(ada.accessToken, '000000')).code).toBe('WRONG_CODE');
    gatehouse.clock.advance({ minutes: 10 });
    expect((await confirm(ada.accessToken)).code).toBe('INVALID_CHALLENGE');
    expect(await factorsOf(ada.accessToken)).toMatchObject({ totpFactors: [] });
  });

  test('a sixth app is rejected', async () => {
    const ada = await gatehouse.api.newUser();
    let { accessToken } = ada;
    for (let count = 0; count < 5; count += 1) ({ accessToken } = await addApp(gatehouse, { ...ada, accessToken }));
    const { code } = await gatehouse.api.mutate('startTotpEnrollment', {}, accessToken);
    expect(code).toBe('TOO_MANY_FACTORS');
  });

  test('only the first app comes with recovery codes', async () => {
    const ada = await newUserWithApp(gatehouse);
    expect((await addApp(gatehouse, ada)).recoveryCodes).toBeNull();
  });

  test.each([['n'.repeat(51)], ['two\nlines']])('an app cannot be named %j', async (name) => {
    const { accessToken } = await gatehouse.api.newUser();
    const { fieldErrors } = await gatehouse.api.mutate('startTotpEnrollment', { name }, accessToken);
    expect(fieldErrors).toMatchObject([{ field: 'name' }]);
  });
});

describe('a login with an authenticator app', () => {
  test('a login with an app starts no session by the password alone, and says what is missing', async () => {
    const ada = await newUserWithApp(gatehouse);
    const before = await gatehouse.em.count(Session, { user: ada.user.id });
    const answer = await gatehouse.api.login(ada.user);
    expect(answer).toMatchObject({ code: 'SECOND_FACTOR_REQUIRED', methods: ['TOTP', 'RECOVERY_CODE'] });
    expect(Date.parse(answer.expiresAt) - gatehouse.clock.now().getTime()).toBe(300_000);
    expect(await gatehouse.em.count(Session, { user: ada.user.id })).toBe(before);
    expect(await events('LOGIN', ada.user.id)).toBe(0);
  });

  test('a login with an app starts a session of AAL2 by the next code, and is on record', async () => {
    const ada = await newUserWithApp(gatehouse);
    const challengeToken = await challengeOf(gatehouse, ada);
    const { session, user } = await complete({ challengeToken, totpCode: ada.code() });
    expect(session).toMatchObject({ assuranceLevel: 'AAL2', methods: ['PASSWORD', 'TOTP'] });
    expect(await events('LOGIN', user.id)).toBe(1);
    const { totpFactors } = await factorsOf(ada.accessToken);
    expect(totpFactors[0].lastUsedAt).toBe(gatehouse.clock.now().toISOString());
  });

  test('a code may be entered as apps show it, in two groups', async () => {
    const ada = await newUserWithApp(gatehouse);
    const challengeToken = await challengeOf(gatehouse, ada);
    const totpCode = ada.code().replace(/^.../, '$& ');
    expect((await complete({ challengeToken, totpCode })).__typename).toBe('AuthPayload');
  });

  test('a recovery code is accepted in lower case and without hyphens, once', async () => {
    const ada = await newUserWithApp(gatehouse);
    const recoveryCode = ada.recoveryCodes[0]?.toLowerCase().replaceAll('-', ' ');
    const challengeToken = await challengeOf(gatehouse, ada);
    const { session, accessToken } = await complete({ challengeToken, recoveryCode });
    expect(session).toMatchObject({ assuranceLevel: 'AAL2', methods: ['PASSWORD', 'RECOVERY_CODE'] });
    expect(await factorsOf(accessToken)).toMatchObject({ recoveryCodesLeft: 9 });
    const again = await complete({ challengeToken: await challengeOf(gatehouse, ada), recoveryCode });
    expect(again.code).toBe('WRONG_CODE');
  });

  test('a login with a recovery code is on record, and reported by email', async () => {
    const ada = await newUserWithApp(gatehouse);
    await complete({ challengeToken: await challengeOf(gatehouse, ada), recoveryCode: ada.recoveryCodes[1] });
    expect(await events('RECOVERY_CODE_USED', ada.user.id)).toBe(1);
    expect(await subjects(ada.user.email)).toContain('A recovery code was used');
  });

  test.each([
    [{}, ['totpCode', 'recoveryCode']],
    [{ totpCode: ' ' }, ['totpCode']],
  ])('completeLogin names the fields that %j lacks', async (codes, fields) => {
    const answer = await complete({ challengeToken: 'any', ...codes });
    expect(answer.fieldErrors.map(({ field }: { field: string }) => field)).toEqual(fields);
  });

  test('completeLogin with two codes is rejected as a whole', async () => {
    const input = { challengeToken: 'any', totpCode: '123456', recoveryCode: 'ABCD' };
    expect(await gatehouse.api.refusedMutation('completeLogin', input)).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('removing an authenticator app', () => {
  const remove = (totpFactorId: string, token: string) =>
    gatehouse.api.mutate('removeTotpFactor', { totpFactorId }, token);

  test('removing the last app lowers sessions, voids recovery codes and makes the password suffice', async () => {
    const ada = await newUserWithApp(gatehouse);
    expect(await remove(ada.totpFactorId, ada.accessToken)).toMatchObject({ removedTotpFactorId: ada.totpFactorId });
    expect(await factorsOf(ada.accessToken)).toMatchObject({ totpFactors: [], recoveryCodesLeft: 0 });
    expect((await gatehouse.em.findOneOrFail(Session, ada.session.id)).assuranceLevel).toBe('AAL1');
    expect((await gatehouse.api.login(ada.user)).__typename).toBe('AuthPayload');
  });

  test('removing an app is on record, and reported by email', async () => {
    const ada = await newUserWithApp(gatehouse);
    await remove(ada.totpFactorId, ada.accessToken);
    expect(await events('SECOND_FACTOR_REMOVED', ada.user.id)).toBe(1);
    expect(await subjects(ada.user.email)).toContain('An authenticator app was removed');
  });

  test('removing an app leaves the second factor in force while there is another app', async () => {
    const ada = await newUserWithApp(gatehouse);
    const withTwo = await addApp(gatehouse, ada);
    await remove(ada.totpFactorId, withTwo.accessToken);
    expect((await gatehouse.api.login(ada.user)).code).toBe('SECOND_FACTOR_REQUIRED');
  });

  test('an app of another user cannot be removed, nor one that does not exist', async () => {
    const [ada, eve] = [await newUserWithApp(gatehouse), await newUserWithApp(gatehouse)];
    for (const id of [ada.totpFactorId, crypto.randomUUID(), 'no id'])
      expect((await remove(id, eve.accessToken)).code).toBe('FACTOR_NOT_FOUND');
    expect((await gatehouse.api.login(ada.user)).code).toBe('SECOND_FACTOR_REQUIRED');
  });
});

describe('recovery codes', () => {
  test('recovery codes can be replaced, which voids the earlier ones', async () => {
    const ada = await newUserWithApp(gatehouse);
    const { recoveryCodes } = await renewRecoveryCodes(gatehouse, ada.accessToken);
    const [old, fresh] = [ada.recoveryCodes[0], recoveryCodes[0]];
    const challengeToken = await challengeOf(gatehouse, ada);
    expect((await complete({ challengeToken, recoveryCode: old })).code).toBe('WRONG_CODE');
    expect((await complete({ challengeToken, recoveryCode: fresh })).__typename).toBe('AuthPayload');
    expect(await events('RECOVERY_CODES_RENEWED', ada.user.id)).toBe(1);
    expect(await subjects(ada.user.email)).toContain('Your recovery codes were replaced');
  });

  test('recovery codes are for users with a second factor', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    expect(await renewRecoveryCodes(gatehouse, accessToken)).toMatchObject({ code: 'NO_SECOND_FACTOR' });
  });
});

describe('authenticator apps', () => {
  test('an app is found by its ID by its user and by administrators, and by no one else', async () => {
    const ada = await newUserWithApp(gatehouse);
    const [root, eve] = [await gatehouse.newAdministrator(), await gatehouse.api.newUser()];
    const find = async (token: string) =>
      (await gatehouse.api.send(NODE, { id: ada.totpFactorId }, { token })).data.node;
    expect(await find(ada.accessToken)).toEqual({ __typename: 'TotpFactor', id: ada.totpFactorId });
    expect(await find(root.accessToken)).toMatchObject({ id: ada.totpFactorId });
    expect(await find(eve.accessToken)).toBeNull();
  });

  test('deleting an account deletes its apps and the rest of its second factor', async () => {
    const ada = await newUserWithApp(gatehouse);
    await challengeOf(gatehouse, ada);
    await gatehouse.api.mutate('deleteAccount', { password: PASSWORD }, ada.accessToken);
    expect(await gatehouse.em.count(User, ada.user.id)).toBe(0);
    const tables = ['totp_factors', 'recovery_codes', 'login_challenges', 'pending_totp_factors'];
    for (const table of tables)
      expect(await gatehouse.em.execute(`select 1 from ${table} where user_id = ?`, [ada.user.id])).toEqual([]);
  });
});

describe('resetSecondFactors', () => {
  test('resetSecondFactors makes the password suffice, ends the sessions, is on record and reported by email', async () => {
    const [ada, root] = [await newUserWithApp(gatehouse), await gatehouse.newAdministrator()];
    const answer = await gatehouse.api.mutate('resetSecondFactors', { userId: ada.user.id }, root.accessToken);
    expect(answer).toMatchObject({ user: { id: ada.user.id } });
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_BLACKLISTED');
    expect((await gatehouse.api.login(ada.user)).__typename).toBe('AuthPayload');
    expect(await events('SECOND_FACTOR_RESET', ada.user.id)).toBe(1);
    expect(await subjects(ada.user.email)).toContain('Your second factors were removed');
  });

  test('resetSecondFactors is for administrators, and a rejected one is on record', async () => {
    const [ada, eve] = [await newUserWithApp(gatehouse), await gatehouse.api.newUser()];
    const refusal = await gatehouse.api.refusedMutation('resetSecondFactors', { userId: ada.user.id }, eve.accessToken);
    expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
    expect(await events('SECOND_FACTOR_RESET', ada.user.id, AuditOutcome.FAILURE)).toBe(1);
    expect((await gatehouse.api.login(ada.user)).code).toBe('SECOND_FACTOR_REQUIRED');
  });
});
