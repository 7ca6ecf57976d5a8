import { signingKeyFromSecret } from '../../src/config/signing-key.js';
import type { SignedIn } from '../support/api-client.js';
import { JWT_SECRET, useGatehouse } from '../support/gatehouse.js';
import { newKey } from '../support/keys.js';

const secret = signingKeyFromSecret(JWT_SECRET);
const [newer, newest] = [newKey('ES256'), newKey('RS256')];

const LIMITS = { rateLimitsDisabled: false, loginFailuresPerAccountPerHour: 1, trustProxy: '127.0.0.1' };
const gatehouse = useGatehouse(LIMITS);
const refresh = (token: string) => gatehouse.api.refresh(token);
const verifyEmail = (token: string) => gatehouse.api.mutate('verifyEmail', { token });

/** Somebody who signed in, and refreshed, before the keys were exchanged. */
interface Person extends SignedIn {
  readonly renewed: SignedIn;
}

async function newPerson(): Promise<Person> {
  const signedIn = await gatehouse.api.newUser();
  return { ...signedIn, renewed: await refresh(signedIn.refreshToken) };
}

describe('a new first key, while the previous one is still listed', () => {
  let [ada, ben, cyd, dan] = [] as unknown as [Person, Person, Person, Person];
  let mailed: string;
  beforeAll(async () => {
    [ada, ben, cyd, dan] = [await newPerson(), await newPerson(), await newPerson(), await newPerson()];
    await gatehouse.api.logout({ token: dan.accessToken });
    mailed = await gatehouse.mailedToken(ada.user.email);
    await gatehouse.restart({ jwtKeyFiles: [newer, secret] });
  });

  test('access tokens keep working when a new key signs', async () => {
    expect(await gatehouse.api.refusal(ada.accessToken)).toBeUndefined();
  });

  test('sessions continue when a new key signs', async () => {
    const { accessToken } = await refresh(ada.renewed.refreshToken);
    expect(await gatehouse.api.refusal(accessToken)).toBeUndefined();
  });

  test('a repeated refresh gets the same successor when a new key signs', async () => {
    const again = await refresh(ben.refreshToken);
    expect(again.refreshToken).toBe(ben.renewed.refreshToken);
    expect((await refresh(again.refreshToken)).__typename).toBe('AuthPayload');
  });

  test('a replay still ends the session when a new key signs', async () => {
    gatehouse.clock.advance({ seconds: 11 });
    expect((await refresh(cyd.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    expect(await gatehouse.api.refusal(cyd.accessToken)).toBe('TOKEN_BLACKLISTED');
  });

  test('links in emails that were sent before a new key signs keep working', async () => {
    expect((await verifyEmail(mailed)).__typename).toBe('AccountPayload');
  });

  test('users are not locked out of where they signed in from before when a new key signs', async () => {
    const { email } = ben.user;
    await gatehouse.api.at('198.51.100.1').login({ email, password: 'a guess' });
    expect((await gatehouse.api.at('198.51.100.2').login({ email })).code).toBe('TOO_MANY_ATTEMPTS');
    expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
  });

  test('what was logged out stays logged out when a new key signs', async () => {
    expect(await gatehouse.api.refusal(dan.accessToken)).toBe('TOKEN_BLACKLISTED');
  });
});

describe('the removal of a key', () => {
  let [ada, ben, cyd, dan] = [] as unknown as [Person, Person, Person, Person];
  beforeAll(async () => {
    [ada, ben, cyd, dan] = [await newPerson(), await newPerson(), await newPerson(), await newPerson()];
    await gatehouse.mail.stop();
    await gatehouse.app.deliverMail();
    await gatehouse.restart({ jwtKeyFiles: [newest] });
    await gatehouse.mail.start();
  });

  test('the access tokens of a removed key are rejected: TOKEN_INVALID', async () => {
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_INVALID');
  });

  test('refresh tokens that were issued with a removed key work', async () => {
    const { accessToken } = await refresh(ada.renewed.refreshToken);
    expect(await gatehouse.api.refusal(accessToken)).toBeUndefined();
  });

  test('a refresh that is repeated after its key was removed gets no successor: no one can derive it', async () => {
    expect((await refresh(ben.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    expect((await refresh(ben.renewed.refreshToken)).__typename).toBe('AuthPayload');
  });

  test('a replay still ends the session after its key was removed, as long as the digest is stored', async () => {
    const next = await refresh(cyd.renewed.refreshToken);
    gatehouse.clock.advance({ seconds: 11 });
    expect((await refresh(cyd.renewed.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    expect((await refresh(next.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });

  test('after its key was removed, logout ends the session by its current refresh token, and by no older one', async () => {
    const logout = async (refreshToken: string) => (await gatehouse.api.logout({ refreshToken })).data?.logout;
    expect(await logout(dan.refreshToken)).toBeUndefined();
    expect(await logout(dan.renewed.refreshToken)).toEqual({ endedSessionCount: 1 });
  });

  test('an email that waited while its key was removed is sent, with a token that works', async () => {
    gatehouse.clock.advance({ seconds: 30 });
    const token = await gatehouse.mailedToken(ada.user.email);
    expect((await verifyEmail(token)).__typename).toBe('AccountPayload');
  });
});
