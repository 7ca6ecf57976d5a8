import { AuditEvent, type AuditEventKind } from '../../src/security/audit-event.entity.js';
import { PASSWORD, type SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse({
  rateLimitsDisabled: false,
  accountChangesPerUserPerHour: 3,
  passwordChangesPerUserPerHour: 2,
});

let ada: SignedIn;
beforeEach(async () => {
  ada = await gatehouse.newVerifiedUser();
});

let names = 0;
const someName = () => `name-${++names}`;

const rename = (username: string | null) => gatehouse.api.mutate('updateProfile', { username }, ada.accessToken);
const eventCount = (kind: string) =>
  gatehouse.em.count(AuditEvent, { subjectId: ada.user.id, kind: kind as AuditEventKind });

const passwords = [PASSWORD, 'other battery staple'];
/** Changes the password there and back, so many times; returns the last outcome. */
async function changePassword(times: number) {
  let answer: { __typename?: string; code?: string; accessToken?: string } = {};
  for (let time = 0; time < times; time += 1) {
    const [currentPassword, newPassword] = time % 2 ? passwords.toReversed() : passwords;
    answer = await gatehouse.api.mutate('changePassword', { currentPassword, newPassword }, ada.accessToken);
    if (answer.accessToken) ada = { ...ada, accessToken: answer.accessToken };
  }
  return answer;
}

describe('updateProfile', () => {
  test('updateProfile is rejected after too many changes', async () => {
    for (let time = 0; time < 3; time += 1) expect((await rename(someName())).__typename).toBe('AccountPayload');
    expect(await rename(someName())).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: 1200 });
    expect(await eventCount('USERNAME_CHANGED')).toBe(3);
  });

  test('a username that stays the same is neither recorded nor counted', async () => {
    const username = someName();
    const { user } = await rename(username);
    const { updatedAt } = (await gatehouse.api.me({ token: ada.accessToken })).data.me;
    gatehouse.clock.advance({ seconds: 1 });
    for (let time = 0; time < 5; time += 1) expect((await rename(` ${username} `)).user).toEqual(user);
    expect(await eventCount('USERNAME_CHANGED')).toBe(1);
    expect((await gatehouse.api.me({ token: ada.accessToken })).data.me.updatedAt).toBe(updatedAt);
  });

  test('simultaneous equal changes of a username are recorded once', async () => {
    const username = someName();
    await Promise.all([rename(username), rename(username), rename(username)]);
    expect(await eventCount('USERNAME_CHANGED')).toBe(1);
  });

  test('updateProfile that is rejected for one user is accepted from another', async () => {
    for (let time = 0; time < 4; time += 1) await rename(someName());
    const { accessToken } = await gatehouse.api.newUser();
    const answer = await gatehouse.api.mutate('updateProfile', { username: someName() }, accessToken);
    expect(answer.__typename).toBe('AccountPayload');
  });

  test('updateProfile with a stolen access token does not keep the owner from changing the password', async () => {
    const owner = await gatehouse.api.login(ada.user);
    for (let time = 0; time < 4; time += 1) await rename(someName());
    const input = { currentPassword: PASSWORD, newPassword: 'other battery staple' };
    const changed = await gatehouse.api.mutate('changePassword', input, owner.accessToken);
    expect(changed).toMatchObject({ __typename: 'ChangePasswordPayload', endedSessionCount: 1 });
  });
});

describe('changePassword', () => {
  test('changePassword is rejected after too many changes', async () => {
    expect(await changePassword(2)).toMatchObject({ __typename: 'ChangePasswordPayload' });
    expect(await changePassword(1)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: 1800 });
    expect(await eventCount('PASSWORD_CHANGED')).toBe(2);
  });

  test('changePassword counts only passwords that were changed', async () => {
    const wrong = { currentPassword: 'a guess', newPassword: 'other battery staple' };
    for (let time = 0; time < 3; time += 1) await gatehouse.api.mutate('changePassword', wrong, ada.accessToken);
    expect(await changePassword(2)).toMatchObject({ __typename: 'ChangePasswordPayload' });
  });

  test('a password can be reset by email while changePassword is rejected', async () => {
    await changePassword(3);
    await gatehouse.api.mutate('requestPasswordReset', { email: ada.user.email });
    const input = { token: await gatehouse.mailedToken(ada.user.email), newPassword: 'mine again, only mine' };
    expect((await gatehouse.api.mutate('resetPassword', input)).__typename).toBe('ResetPasswordPayload');
  });
});

describe('signing out', () => {
  test('many simultaneous logouts of one session are recorded once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => gatehouse.api.logout({ token: ada.accessToken })));
    expect(await eventCount('LOGOUT')).toBe(1);
  });

  test('many simultaneous logouts of all sessions are recorded once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => gatehouse.api.logoutAll(ada.accessToken)));
    expect(await eventCount('LOGOUT_ALL')).toBe(1);
  });
});
