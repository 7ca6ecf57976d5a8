import { Passkey } from '../../src/credentials/passkeys/passkey.entities.js';
import { AuditEvent, AuditEventKind } from '../../src/security/audit-event.entity.js';
import { User } from '../../src/users/user.entity.js';
import { someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { addPasskey, login, newUserWithPasskey, outcomeOf, start, type WithPasskey } from '../support/passkeys.js';
import { newUserWithApp } from '../support/second-factor.js';
import type { Forgery } from '../support/soft-authenticator.js';

const gatehouse = useGatehouse();

const remove = ({ accessToken }: { accessToken: string }, passkeyId: string) =>
  gatehouse.api.mutate('removePasskey', { passkeyId }, accessToken);

describe('removePasskey', () => {
  test('removePasskey keeps the passkey from signing in, and the sessions that it started', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    const { accessToken } = await login(gatehouse.api, ada);
    expect(await remove(ada, ada.passkeyId)).toMatchObject({ removedPasskeyId: ada.passkeyId });
    expect(outcomeOf(await login(gatehouse.api, ada))).toBe('UNKNOWN_CREDENTIAL');
    expect(await gatehouse.api.refusal(accessToken)).toBeUndefined();
  });

  test('removePasskey finds no passkey of another user', async () => {
    const [ada, eve] = [await newUserWithPasskey(gatehouse), await newUserWithPasskey(gatehouse)];
    for (const id of [ada.passkeyId, 'not an id']) {
      expect((await remove(eve, id)).code).toBe('PASSKEY_NOT_FOUND');
      const renamed = await gatehouse.api.mutate('renamePasskey', { passkeyId: id, name: 'Mine' }, eve.accessToken);
      expect(renamed.code).toBe('PASSKEY_NOT_FOUND');
    }
  });

  test('removePasskey leaves a user without a password one passkey', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    const second = await addPasskey(gatehouse, ada);
    await gatehouse.em.nativeUpdate(User, ada.user.id, { passwordHash: null });
    expect(await remove(ada, ada.passkeyId)).toMatchObject({ removedPasskeyId: ada.passkeyId });
    expect((await remove(ada, second.passkeyId)).code).toBe('LAST_SIGN_IN_METHOD');
    expect(outcomeOf(await login(gatehouse.api, second))).toBe('AuthPayload');
  });

  test('removePasskey of both of two passkeys at once leaves one', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    const second = await addPasskey(gatehouse, ada);
    await gatehouse.em.nativeUpdate(User, ada.user.id, { passwordHash: null });
    await Promise.all([remove(ada, ada.passkeyId), remove(ada, second.passkeyId)]);
    expect(await gatehouse.em.count(Passkey, { user: ada.user.id })).toBe(1);
  });

  test('removePasskey needs a fresh login', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    gatehouse.clock.advance({ minutes: 11 });
    const refused = await gatehouse.api.refusedMutation('removePasskey', { passkeyId: ada.passkeyId }, ada.accessToken);
    expect(refused).toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
  });
});

describe('a passkey that is added or removed', () => {
  test('a passkey that is added or removed is reported by email and on record', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    await remove(ada, ada.passkeyId);
    await gatehouse.app.deliverMail();
    const subjects = gatehouse.mail.to(ada.user.email).map(({ subject }) => subject);
    expect(subjects).toEqual(expect.arrayContaining(['A passkey was added', 'A passkey was removed']));
    const kind = [AuditEventKind.PASSKEY_ADDED, AuditEventKind.PASSKEY_REMOVED];
    const where = { subjectId: ada.user.id, actorId: ada.user.id, kind };
    expect(await gatehouse.em.count(AuditEvent, where)).toBe(2);
  });
});

describe('resetSecondFactors', () => {
  test('resetSecondFactors takes the passkeys, too', async () => {
    const [ada, root] = [
      await addPasskey(gatehouse, await newUserWithApp(gatehouse)),
      await gatehouse.newAdministrator(),
    ];
    await gatehouse.api.mutate('resetSecondFactors', { userId: ada.user.id }, root.accessToken);
    expect(outcomeOf(await login(gatehouse.api, ada))).toBe('UNKNOWN_CREDENTIAL');
  });
});

describe('confirmIdentity by a passkey', () => {
  const confirm = async (ada: WithPasskey, token = ada.accessToken, forged: Forgery = {}) => {
    const { ceremonyId, options } = await start(gatehouse.api, 'startPasskeyConfirmation', token);
    const passkey = { ceremonyId, response: ada.authenticator.get(options, forged) };
    return gatehouse.api.mutate('confirmIdentity', { passkey }, token);
  };

  test('confirmIdentity by a passkey renews when the user proved who they are, and raises the level', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    gatehouse.clock.advance({ minutes: 11 });
    const { session, accessToken } = await confirm(ada);
    expect(session).toMatchObject({ assuranceLevel: 'AAL2', methods: ['PASSWORD', 'PASSKEY'] });
    expect(session.authenticatedAt).toBe(gatehouse.clock.now().toISOString());
    await expect(start(gatehouse.api, 'startPasskeyRegistration', accessToken)).resolves.toBeDefined();
  });

  test('confirmIdentity by a passkey raises no session that a passkey alone has started, unless the user is verified', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    const { accessToken } = await login(gatehouse.api, ada, { uv: false });
    const levels = [];
    for (const uv of [false, true]) levels.push((await confirm(ada, accessToken, { uv })).session.assuranceLevel);
    expect(levels).toEqual(['AAL1', 'AAL2']);
  });

  test('confirmIdentity by a passkey takes no passkey of another user', async () => {
    const [ada, eve] = [await newUserWithPasskey(gatehouse), await newUserWithPasskey(gatehouse)];
    expect(outcomeOf(await confirm({ ...ada, authenticator: eve.authenticator }))).toBe('REFUSED');
  });

  test('confirmIdentity by a passkey takes no password at the same time', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    const input = { password: 'x', passkey: { ceremonyId: 'x', response: {} } };
    expect(await gatehouse.api.refusedMutation('confirmIdentity', input, ada.accessToken)).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});

describe('a user without a password', () => {
  test('a user without a password cannot log in by one, and learns nothing else than others', async () => {
    const ada = await newUserWithPasskey(gatehouse);
    await gatehouse.em.nativeUpdate(User, ada.user.id, { passwordHash: null });
    expect(await gatehouse.api.login(ada.user)).toEqual(await gatehouse.api.login({ email: someEmail() }));
  });
});
