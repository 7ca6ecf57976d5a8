import { someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { complete, login, outcomeOf, startLogin } from '../support/passkeys.js';
import { SoftAuthenticator } from '../support/soft-authenticator.js';

const gatehouse = useGatehouse({
  rateLimitsDisabled: false,
  trustProxy: '127.0.0.1',
  registrationsPerAddressPerHour: 3,
  refreshesPerAddressPerHour: 4,
  passkeyLoginsPerAddressPerHour: 3,
  loginFailuresPerAddressPerHour: 2,
  mailsPerAddressPerHour: 5,
  mailsPerRecipientPerHour: 2,
});

let hosts = 0;
const somewhere = () => gatehouse.api.at(`203.0.113.${++hosts}`);

/** The refresh token of a session that has ended. */
async function deadToken(): Promise<string> {
  const { accessToken, refreshToken } = await somewhere().newUser();
  await gatehouse.api.logout({ token: accessToken });
  return refreshToken;
}

describe('limits for one client address', () => {
  test('one client address can register only a limited number of accounts an hour', async () => {
    const client = somewhere();
    for (let account = 0; account < 3; account += 1) await client.newUser();
    expect(await client.register({ email: someEmail() })).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    expect((await somewhere().register({ email: someEmail() })).__typename).toBe('AuthPayload');
  });

  test('a client address may register again as soon as the response said', async () => {
    const client = somewhere();
    for (let account = 0; account < 3; account += 1) await client.newUser();
    const { retryAfterSeconds } = await client.register({ email: someEmail() });
    gatehouse.clock.advance({ seconds: retryAfterSeconds });
    expect((await client.register({ email: someEmail() })).__typename).toBe('AuthPayload');
    expect((await client.register({ email: someEmail() })).code).toBe('TOO_MANY_ATTEMPTS');
  });

  test('a registration that is filled in wrongly does not count against the limit of its address', async () => {
    const client = somewhere();
    for (let time = 0; time < 5; time += 1) await client.register({ email: 'nobody' });
    expect((await client.register({ email: someEmail() })).__typename).toBe('AuthPayload');
  });

  test('one client address can fail to refresh only a limited number of times an hour', async () => {
    const client = somewhere();
    const dead = await deadToken();
    for (let time = 0; time < 4; time += 1) await client.refresh(dead);
    expect(await client.refresh(dead)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: 900 });
  });

  test('one address can begin only so many logins by passkey an hour', async () => {
    const client = somewhere();
    for (let time = 0; time < 3; time += 1) await startLogin(client);
    await expect(startLogin(client)).rejects.toThrow('TOO_MANY_ATTEMPTS');
    expect(await startLogin(somewhere())).toHaveProperty('options');
  });

  test('one address can fail to log in by passkey only so many times an hour, not counting what came too late', async () => {
    const client = somewhere();
    const fail = async () => outcomeOf(await login(client, { authenticator: new SoftAuthenticator() }));
    for (let time = 0; time < 5; time += 1) await complete(client, 'an unknown one', {});
    expect([await fail(), await fail(), await fail()]).toEqual([
      'UNKNOWN_CREDENTIAL',
      'UNKNOWN_CREDENTIAL',
      'TOO_MANY_ATTEMPTS',
    ]);
  });

  test('forged refresh tokens are not limited: rejecting them costs less than counting them', async () => {
    const client = somewhere();
    for (let time = 0; time < 9; time += 1) {
      expect((await client.refresh('a guess')).code).toBe('INVALID_REFRESH_TOKEN');
    }
  });

  test('one client address may refresh any number of good tokens', async () => {
    const client = somewhere();
    let { refreshToken } = await client.newUser();
    for (let time = 0; time < 9; time += 1) ({ refreshToken } = await client.refresh(refreshToken));
    expect(await client.refresh(await deadToken())).toMatchObject({ code: 'INVALID_REFRESH_TOKEN' });
  });

  test('a good token is refreshed however many others from its address were rejected', async () => {
    const client = somewhere();
    const { refreshToken } = await client.newUser();
    const dead = await deadToken();
    for (let time = 0; time < 9; time += 1) await client.refresh(dead);
    expect((await client.refresh(refreshToken)).__typename).toBe('AuthPayload');
  });

  test('a replayed refresh token ends its session however many others from its address were rejected', async () => {
    const client = somewhere();
    const first = await client.newUser();
    const second = await client.refresh(first.refreshToken);
    const third = await client.refresh(second.refreshToken);
    const dead = await deadToken();
    for (let time = 0; time < 9; time += 1) await client.refresh(dead);
    expect((await client.refresh(first.refreshToken)).code).toBe('TOO_MANY_ATTEMPTS');
    expect(await client.refusal(third.accessToken)).toBe('TOKEN_BLACKLISTED');
  });

  test.each(['requestPasswordReset', 'requestEmailVerification'])(
    'one client address can ask for only a limited number of emails by %s',
    async (field) => {
      const client = somewhere();
      for (let mail = 0; mail < 5; mail += 1) await client.mutate(field, { email: someEmail() });
      expect((await client.mutate(field, { email: someEmail() })).code).toBe('TOO_MANY_ATTEMPTS');
    },
  );
});

describe('limits for one mailbox', () => {
  test('one mailbox is not flooded, whether or not it has an account', async () => {
    const { email } = (await somewhere().newUser()).user;
    for (const address of [email, someEmail()]) {
      for (let mail = 0; mail < 2; mail += 1) await somewhere().mutate('requestPasswordReset', { email: address });
      expect((await somewhere().mutate('requestPasswordReset', { email: address })).code).toBe('TOO_MANY_ATTEMPTS');
    }
  });
});

describe('limits for emails of one kind', () => {
  test('asking for emails of one kind does not use up those of another kind', async () => {
    const { email } = (await somewhere().newUser()).user;
    for (let mail = 0; mail < 3; mail += 1) await somewhere().mutate('requestEmailVerification', { email });
    const { __typename } = await somewhere().mutate('requestPasswordReset', { email });
    expect(__typename).toBe('MailRequestedPayload');
  });

  test('someone who does not know the password does not use up the emails of an account', async () => {
    const client = somewhere();
    const { accessToken } = await client.newUser();
    const input = { newEmail: someEmail(), password: 'a guess' };
    for (let mail = 0; mail < 3; mail += 1) {
      expect((await client.mutate('changeEmail', input, accessToken)).code).toBe('WRONG_PASSWORD');
    }
  });
});

describe('REQUIRE_VERIFIED_EMAIL', () => {
  const verifying = useGatehouse({
    rateLimitsDisabled: false,
    trustProxy: '127.0.0.1',
    requireVerifiedEmail: true,
    mailsPerRecipientPerHour: 1,
  });

  test('registering someone else’s address over and over does not flood their mailbox', async () => {
    const email = someEmail();
    expect((await verifying.api.register({ email })).__typename).toBe('VerificationRequired');
    expect((await verifying.api.register({ email })).code).toBe('TOO_MANY_ATTEMPTS');
  });
});
