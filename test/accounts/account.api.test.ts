import { OutgoingMail } from '../../src/mail/mail.entities.js';
import { AuditEvent } from '../../src/security/audit-event.entity.js';
import { Session } from '../../src/sessions/session.entity.js';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD, type SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

let ada: SignedIn;
beforeEach(async () => {
  ada = await gatehouse.api.newUser();
});

describe('updateProfile', () => {
  const update = (input: object) => gatehouse.api.mutate('updateProfile', input, ada.accessToken);

  test('updateProfile sets the username, and removes it', async () => {
    expect((await update({ username: 'Countess' })).user.username).toBe('Countess');
    expect((await gatehouse.api.me({ token: ada.accessToken })).data.me.username).toBe('Countess');
    expect((await update({})).user.username).toBe('Countess');
    expect((await update({ username: null })).user.username).toBeNull();
  });

  test('updateProfile rejects a username that is taken, or that breaks the rules', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    await gatehouse.api.mutate('updateProfile', { username: 'Babbage' }, accessToken);
    expect((await update({ username: 'babbage' })).code).toBe('USERNAME_TAKEN');
    expect((await update({ username: '@' })).fieldErrors).toEqual([{ field: 'username', code: 'TOO_SHORT' }]);
  });
});

describe('deleteAccount', () => {
  const remove = (password = PASSWORD) => gatehouse.api.mutate('deleteAccount', { password }, ada.accessToken);

  test('deleteAccount removes every trace of the person, and ends the sessions', async () => {
    const { id, email } = ada.user;
    expect(await remove()).toEqual({ __typename: 'DeleteAccountPayload', deletedUserId: id });
    const { em } = gatehouse;
    const traces = [
      await em.count(User, { email }),
      await em.count(Session, { user: id }),
      await em.count(OutgoingMail, { recipient: email }),
    ];
    expect(traces).toEqual([0, 0, 0]);
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_INVALID');
    expect((await gatehouse.api.refresh(ada.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    expect((await gatehouse.api.login({ email })).code).toBe('INVALID_CREDENTIALS');
  });

  test('deleteAccount leaves no personal data in the audit trail', async () => {
    await remove();
    const events = await gatehouse.em.find(
      AuditEvent,
      { subjectId: ada.user.id },
      { orderBy: { occurredAt: 'asc', id: 'asc' } },
    );
    expect(events.map(({ kind }) => kind)).toEqual(['REGISTER', 'ACCOUNT_DELETED']);
    expect(events.every(({ ipAddress, userAgent }) => ipAddress === null && userAgent === null)).toBe(true);
    expect(JSON.stringify(events)).not.toContain(ada.user.email);
  });

  test('deleteAccount requires the password', async () => {
    expect((await remove('a guess')).code).toBe('WRONG_PASSWORD');
    expect(await gatehouse.api.refusal(ada.accessToken)).toBeUndefined();
  });

  test('deleteAccount requires a login of the last 10 minutes', async () => {
    gatehouse.clock.advance({ minutes: 11 });
    const refused = await gatehouse.api.refusedMutation('deleteAccount', { password: PASSWORD }, ada.accessToken);
    expect(refused).toEqual({ code: 'REAUTHENTICATION_REQUIRED', acr: 'AAL1', maxAgeSeconds: 600 });
  });

  test('deleteAccount frees the email address', async () => {
    await remove();
    expect((await gatehouse.api.register({ email: ada.user.email })).__typename).toBe('AuthPayload');
  });
});
