import {
  confirmTotpEnrollment,
  removeTotpFactor,
  renewRecoveryCodes,
  repeatAfterConfirmation,
  secondFactors,
  startTotpEnrollment,
} from 'gatehouse-client/account';
import { PASSWORD } from '../../test/support/api-client.js';
import { addApp, totpCode } from '../../test/support/second-factor.js';
import { signUp, type TestClient, useClients } from './support/clients.js';
import { CookieBrowser } from './support/cookie-browser.js';

describe('logins with a second factor', () => {
  const clients = useClients();

  /** A client of a user who has an app, signed out; with the app's next code. */
  async function withApp(device: TestClient) {
    const { gatehouse } = clients;
    const user = await addApp(gatehouse, await gatehouse.api.newUser(device.email));
    gatehouse.clock.advance({ seconds: 30 });
    const login = await device.client.login({ email: device.email, password: PASSWORD });
    if (login.__typename !== 'SecondFactorRequiredError') throw new Error(login.__typename);
    return { ...device, user, challengeToken: login.challengeToken, methods: login.methods };
  }

  describe.each([
    ['tokens', () => clients.newClient()],
    ['cookies', () => new CookieBrowser(clients).newTab()],
  ])('%s', (_, newClient) => {
    test('a login with a second factor does not sign in by the password, and says which factors there are', async () => {
      const { client, methods } = await withApp(newClient());
      expect([client.isSignedIn(), methods]).toEqual([false, ['TOTP', 'RECOVERY_CODE']]);
    });

    test('completeLogin signs in with a code', async () => {
      const { client, email, user, challengeToken } = await withApp(newClient());
      const result = await client.completeLogin({ challengeToken, totpCode: user.code() });
      expect(['accessToken', 'refreshToken'].filter((name) => name in result)).toEqual([]);
      expect(await client.request('{ me { email } }')).toEqual({ me: { email } });
    });

    test('completeLogin returns a wrong code as a result', async () => {
      const { client, challengeToken } = await withApp(newClient());
      const result = await client.completeLogin({ challengeToken, totpCode: '000000' });
      expect([result.__typename, client.isSignedIn()]).toEqual(['WrongCodeError', false]);
    });
  });
});

describe('confirmIdentity', () => {
  const clients = useClients();
  const DELETE = 'mutation { deleteAccount(input: {}) { __typename } }';

  test.each([
    ['tokens', () => clients.newClient()],
    ['cookies', () => new CookieBrowser(clients).newTab()],
  ])('with %s confirmIdentity lets a request be repeated that requires a fresh login', async (_, newClient) => {
    const device = newClient();
    await signUp(device);
    const { client, signOuts } = device;
    const before = client.sessionId();
    clients.gatehouse.clock.advance({ minutes: 11 });
    await expect(client.request(DELETE)).rejects.toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
    expect(await client.confirmIdentity({ password: PASSWORD })).toMatchObject({ session: { id: before } });
    expect([client.sessionId(), signOuts]).toEqual([before, []]);
    expect(await client.request(DELETE)).toEqual({ deleteAccount: { __typename: 'DeleteAccountPayload' } });
  });

  test('confirmIdentity keeps the refresh token, and shows the app no token', async () => {
    const device = await clients.signedIn();
    clients.gatehouse.clock.advance({ minutes: 1 });
    expect(await device.client.confirmIdentity({ password: PASSWORD })).not.toHaveProperty('accessToken');
    clients.expireAccessTokens();
    expect(await device.client.request('{ me { email } }')).toEqual({ me: { email: device.email } });
  });

  test('confirmIdentity returns a wrong password as a result', async () => {
    const { client } = await clients.signedIn();
    expect(await client.confirmIdentity({ password: 'not the password' })).toMatchObject({ code: 'WRONG_PASSWORD' });
  });
});

describe('the functions for a second factor', () => {
  const clients = useClients();

  /** Adds an app. @returns its secret, and the result. */
  async function addAppBy({ client }: TestClient) {
    const started = await startTotpEnrollment(client, { name: 'Phone' });
    if (started.__typename !== 'TotpEnrollment') throw new Error(started.__typename);
    const { enrollmentId, secret } = started;
    const code = totpCode(secret, clients.gatehouse.clock.now());
    const confirmed = await confirmTotpEnrollment(client, { enrollmentId, code });
    if (confirmed.__typename !== 'TotpEnrollmentPayload') throw new Error(confirmed.__typename);
    clients.gatehouse.clock.advance({ seconds: 30 });
    return { started, ...confirmed, code: () => totpCode(secret, clients.gatehouse.clock.now()) };
  }

  describe.each([
    ['tokens', () => clients.newClient()],
    ['cookies', () => new CookieBrowser(clients).newTab()],
  ])('%s', (_, newClient) => {
    let device: TestClient;
    beforeEach(async () => {
      device = newClient();
      await signUp(device);
    });

    test('an app is added, which raises the session, and listed', async () => {
      const { started, totpFactor, recoveryCodes } = await addAppBy(device);
      expect(started.qrCodeSvg).toMatch(/^<svg /);
      expect([recoveryCodes?.length, totpFactor.name]).toEqual([10, 'Phone']);
      expect(await secondFactors(device.client)).toMatchObject({
        totpFactors: [{ name: 'Phone' }],
        recoveryCodesLeft: 10,
      });
      const { __typename } = await renewRecoveryCodes(device.client);
      expect(__typename).toBe('RecoveryCodesPayload');
    });

    test('an app is removed once the user has confirmed who they are', async () => {
      const { totpFactor, code } = await addAppBy(device);
      clients.gatehouse.clock.advance({ minutes: 11 });
      const remove = () => removeTotpFactor(device.client, { totpFactorId: totpFactor.id });
      const confirm = async () =>
        (await device.client.confirmIdentity({ totpCode: code() })).__typename === 'IdentityConfirmation';
      expect(await repeatAfterConfirmation(remove, confirm)).toMatchObject({ removedTotpFactorId: totpFactor.id });
      expect((await secondFactors(device.client)).totpFactors).toEqual([]);
    });
  });

  test('wrong codes, bad names and apps that do not exist are returned as results', async () => {
    const { client } = await clients.signedIn();
    expect(await startTotpEnrollment(client, { name: 'x'.repeat(51) })).toMatchObject({ code: 'INVALID_INPUT' });
    const { enrollmentId } = (await startTotpEnrollment(client)) as { enrollmentId: string };
    expect(await confirmTotpEnrollment(client, { enrollmentId, code: '000000' })).toMatchObject({ code: 'WRONG_CODE' });
    const totpFactorId = crypto.randomUUID();
    expect(await removeTotpFactor(client, { totpFactorId })).toMatchObject({ code: 'FACTOR_NOT_FOUND' });
    expect(await renewRecoveryCodes(client)).toMatchObject({ code: 'NO_SECOND_FACTOR' });
  });
});

describe('repeatAfterConfirmation', () => {
  const clients = useClients();
  const required = { acr: 'AAL1', maxAgeSeconds: 600 };

  test('repeatAfterConfirmation reports what the server requires, and throws its error if the user gives up', async () => {
    const { client } = await clients.signedIn();
    clients.gatehouse.clock.advance({ minutes: 11 });
    const asked: unknown[] = [];
    const giveUp = async (what: unknown) => asked.push(what) === 0;
    const start = repeatAfterConfirmation(() => startTotpEnrollment(client), giveUp);
    await expect(start).rejects.toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
    expect(asked).toEqual([expect.objectContaining(required)]);
  });

  test('repeatAfterConfirmation does not ask about what succeeds, or fails for another reason', async () => {
    const confirm = () => Promise.reject(new Error('asked'));
    expect(await repeatAfterConfirmation(async () => 'done', confirm)).toBe('done');
    const failing = () => Promise.reject(new TypeError('offline'));
    await expect(repeatAfterConfirmation(failing, confirm)).rejects.toThrow('offline');
  });

  test('repeatAfterConfirmation tries nothing a third time', async () => {
    let times = 0;
    const fail = () => {
      times += 1;
      return Promise.reject({
        errors: [{ message: '', extensions: { code: 'REAUTHENTICATION_REQUIRED', ...required } }],
      });
    };
    await expect(repeatAfterConfirmation(fail, async () => true)).rejects.toBeDefined();
    expect(times).toBe(2);
  });
});
