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

describe('when another key signs, and the one before is still listed', () => {
  let [ada, ben, cyd, dan] = [] as unknown as [Person, Person, Person, Person];
  let mailed: string;
  beforeAll(async () => {
    [ada, ben, cyd, dan] = [await newPerson(), await newPerson(), await newPerson(), await newPerson()];
    await gatehouse.api.logout({ token: dan.accessToken });
    mailed = await gatehouse.mailedToken(ada.user.email);
    await gatehouse.restart({ jwtKeyFiles: [newer, secret] });
  });

  test('access tokens go on to work', async () => {
    expect(await gatehouse.api.refusal(ada.accessToken)).toBeUndefined();
  });

  test('sessions go on', async () => {
    const { accessToken } = await refresh(ada.renewed.refreshToken);
    expect(await gatehouse.api.refusal(accessToken)).toBeUndefined();
  });

  test('a refresh that is repeated gets the same successor', async () => {
    const again = await refresh(ben.refreshToken);
    expect(again.refreshToken).toBe(ben.renewed.refreshToken);
    expect((await refresh(again.refreshToken)).__typename).toBe('AuthPayload');
  });

  test('a replay still ends the session', async () => {
    gatehouse.clock.advance({ seconds: 11 });
    expect((await refresh(cyd.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    expect(await gatehouse.api.refusal(cyd.accessToken)).toBe('TOKEN_BLACKLISTED');
  });

  test('links in mails that were sent before work', async () => {
    expect((await verifyEmail(mailed)).__typename).toBe('AccountPayload');
  });

  test('nobody is locked out of where they signed in from before', async () => {
    const { email } = ben.user;
    await gatehouse.api.at('198.51.100.1').login({ email, password: 'a guess' });
    expect((await gatehouse.api.at('198.51.100.2').login({ email })).code).toBe('TOO_MANY_ATTEMPTS');
    expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
  });

  test('what was logged out stays so', async () => {
    expect(await gatehouse.api.refusal(dan.accessToken)).toBe('TOKEN_BLACKLISTED');
  });
});

describe('when a key has been removed', () => {
  let [ada, ben, cyd, dan] = [] as unknown as [Person, Person, Person, Person];
  beforeAll(async () => {
    [ada, ben, cyd, dan] = [await newPerson(), await newPerson(), await newPerson(), await newPerson()];
    await gatehouse.mail.stop();
    await gatehouse.app.deliverMail();
    await gatehouse.restart({ jwtKeyFiles: [newest] });
    await gatehouse.mail.start();
  });

  test('its access tokens are refused: TOKEN_INVALID', async () => {
    expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_INVALID');
  });

  test('refresh tokens of its time work', async () => {
    const { accessToken } = await refresh(ada.renewed.refreshToken);
    expect(await gatehouse.api.refusal(accessToken)).toBeUndefined();
  });

  test('a refresh that is repeated gets no successor: nobody can tell it any more', async () => {
    expect((await refresh(ben.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    expect((await refresh(ben.renewed.refreshToken)).__typename).toBe('AuthPayload');
  });

  test('a replay still ends the session, as long as the digest is stored', async () => {
    const next = await refresh(cyd.renewed.refreshToken);
    gatehouse.clock.advance({ seconds: 11 });
    expect((await refresh(cyd.renewed.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    expect((await refresh(next.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
  });

  test('logout ends the session by the refresh token that is stored, and by no older one', async () => {
    const logout = async (refreshToken: string) => (await gatehouse.api.logout({ refreshToken })).data?.logout;
    expect(await logout(dan.refreshToken)).toBeUndefined();
    expect(await logout(dan.renewed.refreshToken)).toEqual({ endedSessionCount: 1 });
  });

  test('a mail of its time that waited is sent, with a token that works', async () => {
    gatehouse.clock.advance({ seconds: 30 });
    const token = await gatehouse.mailedToken(ada.user.email);
    expect((await verifyEmail(token)).__typename).toBe('AccountPayload');
  });
});
