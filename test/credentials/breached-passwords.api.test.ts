import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { type Gatehouse, useGatehouse } from '../support/gatehouse.js';
import { sha1, useRangeServer } from '../support/range-server.js';
import { addApp } from '../support/second-factor.js';

const STOLEN = 'stolen from elsewhere';
const REFUSED = [expect.objectContaining({ code: 'BREACHED_PASSWORD' })];

const service = useRangeServer();
beforeAll(() => service.add(STOLEN));
const settings = () => ({ breachedPasswords: 'range' as const, breachedPasswordsUrl: service.url });

const METRICS_TOKEN = 'a-token-for-the-scrapes-of-the-tests';
const measured = useGatehouse({ metricsToken: METRICS_TOKEN });
beforeAll(() => measured.restart(settings()));

const register = (gatehouse: Gatehouse, password: string) => gatehouse.api.register({ email: someEmail(), password });

/** Somebody who chose the password before it was stolen. */
async function withStolenPassword(gatehouse: Gatehouse) {
  const owner = await gatehouse.newVerifiedUser();
  await gatehouse.restart();
  const input = { currentPassword: PASSWORD, newPassword: STOLEN };
  const changed = await gatehouse.api.mutate('changePassword', input, owner.accessToken);
  await gatehouse.restart(settings());
  return { ...owner, ...changed, credentials: { email: owner.user.email, password: STOLEN } };
}

const away = () => {
  service.handler = (_, response) => void response.writeHead(503).end();
};

describe('breached passwords', () => {
  const gatehouse = useGatehouse();
  beforeAll(() => gatehouse.restart(settings()));

  test('register rejects a breached password', async () => {
    const { fieldErrors } = await register(gatehouse, STOLEN);
    expect(fieldErrors).toEqual([expect.objectContaining({ field: 'password', code: 'BREACHED_PASSWORD' })]);
  });

  test('a breached password is rejected in another spelling of the same characters', async () => {
    service.add('cr\u00e8me br\u00fbl\u00e9e');
    expect((await register(gatehouse, 'cre\u0300me bru\u0302le\u0301e')).fieldErrors).toEqual(REFUSED);
  });

  test('changePassword rejects a breached password, once the current password was right', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    const change = (currentPassword: string) =>
      gatehouse.api.mutate('changePassword', { currentPassword, newPassword: STOLEN }, accessToken);
    service.reset();
    expect((await change('a wrong one')).code).toBe('WRONG_PASSWORD');
    expect(service.requests).toEqual([]);
    expect((await change(PASSWORD)).fieldErrors).toEqual(REFUSED);
  });

  test('resetPassword rejects a breached password, once the token was right, and the token can be used again', async () => {
    const { user } = await gatehouse.api.newUser();
    await gatehouse.api.mutate('requestPasswordReset', { email: user.email });
    const token = await gatehouse.mailedToken(user.email);
    const reset = (input: object) => gatehouse.api.mutate('resetPassword', { newPassword: STOLEN, token, ...input });
    service.reset();
    expect((await reset({ token: 'x' })).code).toBe('INVALID_MAIL_TOKEN');
    expect(service.requests).toEqual([]);
    expect((await reset({})).fieldErrors).toEqual(REFUSED);
    expect((await reset({ newPassword: 'a whole new password' })).__typename).toBe('ResetPasswordPayload');
  });

  test('a password is looked up only if it breaks no other rule', async () => {
    for (const password of ['short', 'password123', '']) await register(gatehouse, password);
    expect(service.requests).toEqual([]);
  });

  test('a looked-up password is neither in the log nor in the requests for it, nor is its whole digest', async () => {
    await register(gatehouse, STOLEN);
    away();
    await register(gatehouse, STOLEN);
    const written = JSON.stringify([gatehouse.log, service.requests]).toUpperCase();
    for (const secret of [STOLEN.toUpperCase(), sha1(STOLEN), sha1(STOLEN).slice(5)])
      expect(written).not.toContain(secret);
  });
});

describe('logins with a breached password', () => {
  const gatehouse = useGatehouse();

  test('a login with a breached password succeeds, and advises to change it', async () => {
    const { credentials, refreshToken } = await withStolenPassword(gatehouse);
    const refreshed = await gatehouse.api.refresh(refreshToken);
    expect(await gatehouse.api.login(credentials)).toMatchObject({ passwordChangeAdvised: true });
    expect(refreshed).toMatchObject({ passwordChangeAdvised: false });
  });

  test('a login with a second factor advises to change a breached password at its end, and not in between', async () => {
    const { credentials, ...owner } = await withStolenPassword(gatehouse);
    const app = await addApp(gatehouse, owner);
    gatehouse.clock.advance({ seconds: 30 });
    const { challengeToken, ...challenge } = await gatehouse.api.login(credentials);
    expect(JSON.stringify(challenge)).not.toContain('passwordChangeAdvised');
    const input = { challengeToken, totpCode: app.code() };
    expect(await gatehouse.api.mutate('completeLogin', input)).toMatchObject({ passwordChangeAdvised: true });
  });

  test('a login with a wrong password looks nothing up, and does not reveal that the password is breached', async () => {
    const { credentials } = await withStolenPassword(gatehouse);
    const other = await gatehouse.newVerifiedUser();
    service.reset();
    const answer = await gatehouse.api.login({ email: other.user.email, password: STOLEN });
    expect(answer).toEqual(await gatehouse.api.login({ ...credentials, password: 'wrong' }));
    expect(service.requests).toEqual([]);
  });

  test('the password of a deactivated user is not looked up', async () => {
    const { credentials, user } = await withStolenPassword(gatehouse);
    service.reset();
    await gatehouse.em.nativeUpdate(User, user.id, { deactivatedAt: gatehouse.clock.now() });
    expect((await gatehouse.api.login(credentials)).code).toBe('ACCOUNT_DEACTIVATED');
    expect(service.requests).toEqual([]);
  });

  test('a service that does not respond does not delay logins', async () => {
    const { credentials } = await withStolenPassword(gatehouse);
    service.handler = () => {};
    await gatehouse.api.login(credentials);
    service.handler = (request) => void request.socket.destroy();
    await gatehouse.api.login(credentials);
    service.handler = () => {};
    const began = performance.now();
    expect(await gatehouse.api.login(credentials)).toMatchObject({ passwordChangeAdvised: false });
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('a service of breached passwords that is down', () => {
  const gatehouse = useGatehouse();

  test('new passwords are accepted by default while the service is down, and the log says once when it is and was', async () => {
    await gatehouse.restart(settings());
    gatehouse.log.length = 0;
    away();
    for (const _ of [1, 2, 3]) expect((await register(gatehouse, STOLEN)).__typename).toBe('AuthPayload');
    service.reset();
    expect((await register(gatehouse, STOLEN)).fieldErrors).toEqual(REFUSED);
    const said = gatehouse.log.filter((line) => line.includes('the list of breached passwords'));
    expect(said.map((line) => JSON.parse(line).level)).toEqual([40, 30]);
  });

  test('BREACHED_PASSWORDS_FAIL=closed rejects new passwords while the service is down, and allows logins', async () => {
    await gatehouse.restart({ ...settings(), breachedPasswordsFail: 'closed' });
    const { user, accessToken } = await gatehouse.api.newUser();
    away();
    expect((await register(gatehouse, 'a fine new password')).code).toBe('SERVER_BUSY');
    const input = { currentPassword: PASSWORD, newPassword: 'a fine new password' };
    expect((await gatehouse.api.mutate('changePassword', input, accessToken)).code).toBe('SERVER_BUSY');
    expect((await gatehouse.api.login(user)).__typename).toBe('AuthPayload');
  });
});

test('metrics count the passwords that were looked up, by result', async () => {
  const url = '/metrics';
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  await register(measured, STOLEN);
  for (const _ of [1, 2]) await register(measured, 'a fine new password');
  away();
  await register(measured, 'a fine new password');
  const { body } = await measured.app.server.inject({ url, headers });
  for (const sample of ['breached"} 1', 'unknown"} 2', 'unavailable"} 1'])
    expect(body).toContain(`gatehouse_breached_password_lookups_total{result="${sample}`);
});

describe('a file of breached passwords', () => {
  const gatehouse = useGatehouse();
  const folder = mkdtempSync(join(tmpdir(), 'breached-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a file of breached passwords is used instead of a service', async () => {
    const breachedPasswordsFile = join(folder, 'pwned.txt');
    writeFileSync(breachedPasswordsFile, `${sha1(STOLEN)}:17\r\n`);
    await gatehouse.restart({ breachedPasswords: 'file', breachedPasswordsFile });
    expect((await register(gatehouse, STOLEN)).fieldErrors).toEqual(REFUSED);
    expect((await register(gatehouse, 'a fine new password')).__typename).toBe('AuthPayload');
    expect(service.requests).toEqual([]);
  });
});

describe('no list of breached passwords', () => {
  const gatehouse = useGatehouse();

  test('without a list of breached passwords, the other rules decide, and nothing leaves the server', async () => {
    expect(await register(gatehouse, STOLEN)).toMatchObject({ passwordChangeAdvised: false });
    expect(service.requests).toEqual([]);
  });
});
