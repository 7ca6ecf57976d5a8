import { AuditEvent, AuditEventKind } from '../../src/security/audit-event.entity.js';
import { BlacklistedToken } from '../../src/sessions/blacklisted-token.entity.js';
import { User } from '../../src/users/user.entity.js';
import type { SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { DEACTIVATE_WITH_REASON } from '../support/operations.js';

const gatehouse = useGatehouse();

let root: SignedIn;
let ada: SignedIn;
beforeEach(async () => {
  root = await gatehouse.newAdministrator();
  ada = await gatehouse.api.newUser();
});

const act = (field: string, more = {}) =>
  gatehouse.api.mutate(field, { userId: ada.user.id, ...more }, root.accessToken);
const deactivate = async (reason: string) => {
  const variables = { input: { userId: ada.user.id }, reason };
  return (await gatehouse.api.send(DEACTIVATE_WITH_REASON, variables, { token: root.accessToken })).data.deactivateUser;
};
const successes = (kind: AuditEventKind) =>
  gatehouse.em.find(AuditEvent, { kind, subjectId: ada.user.id, actorId: root.user.id });

describe('deactivation', () => {
  test('administrators see why an account was deactivated, until it is reactivated', async () => {
    const { user } = await deactivate(' Sends spam. ');
    expect(user.deactivationReason).toBe('Sends spam.');
    expect((await act('reactivateUser')).user.deactivationReason).toBeNull();
    expect((await act('deactivateUser')).user.deactivationReason).toBeNull();
  });

  test('deactivating an account again without a reason keeps the first one', async () => {
    await deactivate('Sends spam.');
    expect((await deactivate('  ')).user.deactivationReason).toBe('Sends spam.');
  });

  test.each([
    ['TOO_LONG', 'x'.repeat(501)],
    ['FORBIDDEN_CHARACTER', 'a\u0000b'],
  ])('a reason that cannot be stored is reported as %s, and nobody is deactivated', async (code, reason) => {
    const { fieldErrors } = await deactivate(reason);
    expect(fieldErrors).toEqual([{ field: 'reason', code }]);
    expect(await gatehouse.api.refusal(ada.accessToken)).toBeUndefined();
  });

  test('users cannot read why an account was deactivated', async () => {
    const { errors } = await gatehouse.api.send('{ me { deactivationReason } }', {}, { token: ada.accessToken });
    expect(errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
  });
});

describe('verification by an administrator', () => {
  test('an administrator counts an address as verified, which is on record', async () => {
    expect((await act('verifyUserEmail')).user.emailVerifiedAt).toEqual(expect.any(String));
    expect(await successes(AuditEventKind.EMAIL_VERIFIED)).toHaveLength(1);
  });

  test('an address that its user has verified keeps the time of that', async () => {
    const emailVerifiedAt = gatehouse.clock.now();
    await gatehouse.em.nativeUpdate(User, ada.user.id, { emailVerifiedAt });
    gatehouse.clock.advance({ minutes: 1 });
    expect((await act('verifyUserEmail')).user.emailVerifiedAt).toBe(emailVerifiedAt.toISOString());
  });
});

describe('one session of a user', () => {
  const end = (sessionId: string) => act('endUserSession', { sessionId });

  test('an administrator ends one session of a user, and no other', async () => {
    const phone = await gatehouse.api.login(ada.user);
    expect((await end(phone.session.id)).endedSessionId).toBe(phone.session.id);
    expect(await gatehouse.api.refusal(phone.accessToken)).toBe('TOKEN_BLACKLISTED');
    expect(await gatehouse.api.refusal(ada.accessToken)).toBeUndefined();
  });

  test('the end of one session is on record, with who ended it', async () => {
    await end(ada.session.id);
    expect(await successes(AuditEventKind.SESSIONS_ENDED)).toHaveLength(1);
    const { reason } = await gatehouse.em.findOneOrFail(BlacklistedToken, ada.session.id);
    expect(reason).toBe('ENDED_BY_ADMINISTRATOR');
  });

  test('a session of another user, an ended one and nonsense are unknown sessions of a user', async () => {
    const bob = await gatehouse.api.newUser();
    await end(ada.session.id);
    for (const sessionId of [bob.session.id, ada.session.id, 'nonsense'])
      expect((await end(sessionId)).code).toBe('SESSION_NOT_FOUND');
    expect(await gatehouse.api.refusal(bob.accessToken)).toBeUndefined();
  });
});
