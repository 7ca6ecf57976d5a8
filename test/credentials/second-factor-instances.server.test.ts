import { secretKeyFromText } from '../../src/config/secret-keys.js';
import { TotpFactor } from '../../src/credentials/totp/totp-factor.entity.js';
import { rotateTotpSecrets } from '../../src/credentials/totp/totp-factors.js';
import { EncryptedSecrets } from '../../src/security/encrypted-secrets.js';
import type { ApiClient } from '../support/api-client.js';
import { CookieClient } from '../support/cookie-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { mutation } from '../support/operations.js';
import { addApp, newUserWithApp, totpCode, type WithApp } from '../support/second-factor.js';

const [OLD, NEW] = ['an old key of secrets, of 32 bytes ...', 'a new key of secrets, of 32 bytes ...'];
const gatehouse = useGatehouse({ secretsKeys: [OLD] });

const login = async (api: ApiClient, { user }: WithApp, codes: object) => {
  const { challengeToken } = await api.login(user);
  const { __typename, code } = await api.mutate('completeLogin', { challengeToken, ...codes });
  return code ?? __typename;
};

test('a code that was used on one instance is refused by another', async () => {
  const ada = await newUserWithApp(gatehouse);
  const other = await gatehouse.startAnother();
  const codes = { totpCode: ada.code() };
  expect(await login(gatehouse.api, ada, codes)).toBe('AuthPayload');
  expect(await login(other, ada, codes)).toBe('WRONG_CODE');
});

test('of many requests with one code to two instances only one gets a session', async () => {
  const ada = await newUserWithApp(gatehouse);
  const other = await gatehouse.startAnother();
  const totpCode = ada.code();
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, index) => login(index % 2 ? other : gatehouse.api, ada, { totpCode })),
  );
  expect(outcomes.filter((outcome) => outcome === 'AuthPayload')).toHaveLength(1);
});

describe('a missing key of SECRETS_KEYS', () => {
  test('without its key a second factor offers recovery codes only, and they work', async () => {
    const ada = await newUserWithApp(gatehouse);
    const other = await gatehouse.startAnother({ secretsKeys: [NEW] });
    expect((await other.login(ada.user)).methods).toEqual(['RECOVERY_CODE']);
    expect(await login(other, ada, { recoveryCode: ada.recoveryCodes[0] })).toBe('AuthPayload');
  });

  test('a code of an app whose key is missing is rejected, and the log names the key', async () => {
    const ada = await newUserWithApp(gatehouse);
    const other = await gatehouse.startAnother({ secretsKeys: [NEW] });
    const { challengeToken } = await other.login(ada.user);
    const refusal = await other.refusedMutation('completeLogin', { challengeToken, totpCode: ada.code() });
    expect(refusal).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(gatehouse.log.join('')).toContain(`encrypted by the key ${secretKeyFromText(OLD).id}`);
  });

  test('another app can be added while the key of the first is missing, and its codes work', async () => {
    const ada = await newUserWithApp(gatehouse);
    await gatehouse.restart({ secretsKeys: [NEW] });
    const withTwo = await addApp(gatehouse, ada);
    gatehouse.clock.advance({ seconds: 30 });
    expect(await login(gatehouse.api, ada, { totpCode: withTwo.code() })).toBe('AuthPayload');
    await gatehouse.restart();
  });
});

test('secrets that were rotated need the new key only, and those that no key decrypts are counted', async () => {
  const ada = await newUserWithApp(gatehouse);
  const lost = await newUserWithApp(gatehouse);
  await gatehouse.em.nativeUpdate(TotpFactor, lost.totpFactorId, { secret: 'v1.missing.AAAA' });
  const secrets = new EncryptedSecrets(async () => [secretKeyFromText(NEW), secretKeyFromText(OLD)]);
  const { renewed, unreadable } = await rotateTotpSecrets(gatehouse.em, secrets);
  expect(renewed).toBeGreaterThan(0);
  expect(unreadable).toBe(1);
  const other = await gatehouse.startAnother({ secretsKeys: [NEW] });
  expect(await login(other, ada, { totpCode: ada.code() })).toBe('AuthPayload');
  expect((await rotateTotpSecrets(gatehouse.em, secrets)).renewed).toBe(0);
});

test('in production without SECRETS_KEYS no user is offered an authenticator app', async () => {
  const { accessToken } = await gatehouse.api.newUser();
  const production = await gatehouse.startAnother({ secretsKeys: [], nodeEnv: 'production', mailDisabled: true });
  expect(await production.refusedMutation('startTotpEnrollment', {}, accessToken)).toEqual({ code: 'FORBIDDEN' });
});

describe('cookies', () => {
  test('with cookies, an app is added, a login completed and an identity confirmed without a token for scripts', async () => {
    const browser = new CookieClient(gatehouse.app.server);
    const email = `cookie-${crypto.randomUUID()}@example.com`;
    await browser.register(email);
    const run = async (field: string, input: object) => (await browser.send(mutation(field), { input })).data[field];
    const { enrollmentId, secret } = await run('startTotpEnrollment', {});
    const code = () => totpCode(secret, gatehouse.clock.now());
    const confirmed = await run('confirmTotpEnrollment', { enrollmentId, code: code() });
    expect(confirmed).toMatchObject({ accessToken: null, session: { assuranceLevel: 'AAL2' } });
    gatehouse.clock.advance({ seconds: 30 });
    const { challengeToken } = (await browser.login(email)).data.login;
    expect(await run('completeLogin', { challengeToken, totpCode: code() })).toMatchObject({ accessToken: null });
    gatehouse.clock.advance({ minutes: 11 });
    expect(await run('confirmIdentity', { totpCode: code() })).toMatchObject({ accessToken: null });
    expect((await run('startTotpEnrollment', {})).__typename).toBe('TotpEnrollment');
  });

  test('a page of another origin cannot complete a login', async () => {
    const ada = await newUserWithApp(gatehouse);
    const { challengeToken } = await gatehouse.api.login(ada.user);
    const headers = { 'x-auth-transport': 'cookie', origin: 'https://evil.example' };
    const input = { challengeToken, totpCode: ada.code() };
    const { errors, status } = await gatehouse.api.send(mutation('completeLogin'), { input }, { headers });
    expect([errors?.[0]?.extensions?.code, status]).toEqual(['ORIGIN_NOT_ALLOWED', 403]);
  });
});
