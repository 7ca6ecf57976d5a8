import type { ApiClient, SignedIn } from '../support/api-client.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const LIMITS = {
  rateLimitsDisabled: false,
  trustProxy: '127.0.0.1',
  mailsPerRecipientPerHour: 2,
  passwordChangesPerUserPerHour: 100,
};

let hosts = 0;

/** A client at an address of its own, so that no limit for one address is met. */
function somewhere(api: ApiClient): ApiClient {
  hosts += 1;
  return api.at(`203.0.113.${hosts}`);
}

describe('optional verification', () => {
  const gatehouse = useGatehouse(LIMITS);

  /** The subjects of all mails to an address, those still waiting included. */
  async function mailsTo(address: string): Promise<(string | undefined)[]> {
    await gatehouse.app.deliverMail();
    return gatehouse.mail.to(address).map(({ subject }) => subject);
  }

  async function changePassword({ accessToken }: SignedIn, times: number): Promise<string[]> {
    const outcomes: string[] = [];
    let token = accessToken;
    for (let time = 0; time < times; time += 1) {
      const [currentPassword, newPassword] =
        time % 2 ? ['other battery staple', PASSWORD] : [PASSWORD, 'other battery staple'];
      const answer = await gatehouse.api.mutate('changePassword', { currentPassword, newPassword }, token);
      token = answer.accessToken ?? token;
      outcomes.push(answer.__typename);
    }
    return [...new Set(outcomes)];
  }

  async function changeEmail(client: ApiClient, { accessToken }: SignedIn, newEmail = someEmail()): Promise<string> {
    const answer = await client.mutate('changeEmail', { newEmail, password: PASSWORD }, accessToken);
    return answer.code ?? answer.__typename;
  }

  test('a verified address gets a limited number of notices of one kind, and every password change succeeds', async () => {
    const ada = await gatehouse.newVerifiedUser({ api: somewhere(gatehouse.api) });
    expect(await changePassword(ada, 5)).toEqual(['ChangePasswordPayload']);
    const notices = (await mailsTo(ada.user.email)).filter((subject) => subject === 'Your password was changed');
    expect(notices).toHaveLength(2);
  });

  test('an address that was never verified gets no notices', async () => {
    const client = somewhere(gatehouse.api);
    const stranger = await client.newUser();
    await mailsTo(stranger.user.email);
    await changeEmail(client, stranger);
    await changePassword(stranger, 2);
    expect(await mailsTo(stranger.user.email)).toEqual(['Verify your email address']);
  });

  test('emails that anyone can request do not keep a notice from being sent', async () => {
    const ada = await gatehouse.newVerifiedUser({ api: somewhere(gatehouse.api) });
    const { email } = ada.user;
    for (const field of ['requestPasswordReset', 'requestEmailVerification']) {
      for (let time = 0; time < 3; time += 1) await somewhere(gatehouse.api).mutate(field, { email });
    }
    await changePassword(ada, 1);
    expect(await mailsTo(email)).toContain('Your password was changed');
  });

  test('creating and deleting an account over and over does not flood a mailbox', async () => {
    const email = someEmail();
    for (let time = 0; time < 4; time += 1) {
      const client = somewhere(gatehouse.api);
      const { accessToken } = await client.newUser(email);
      await mailsTo(email);
      expect(await client.mutate('deleteAccount', { password: PASSWORD }, accessToken)).toMatchObject({
        __typename: 'DeleteAccountPayload',
      });
    }
    expect(await mailsTo(email)).toHaveLength(2);
  });

  test('an account can request only a limited number of address changes an hour, whatever the addresses', async () => {
    const client = somewhere(gatehouse.api);
    const ada = await client.newUser();
    const outcomes: string[] = [];
    for (let time = 0; time < 3; time += 1) outcomes.push(await changeEmail(client, ada));
    expect(outcomes).toEqual(['MailRequestedPayload', 'MailRequestedPayload', 'TOO_MANY_ATTEMPTS']);
  });

  test('an address is sent only a limited number of requests to confirm it, no matter who asks', async () => {
    const target = someEmail();
    const outcomes: string[] = [];
    for (let time = 0; time < 3; time += 1) {
      const client = somewhere(gatehouse.api);
      outcomes.push(await changeEmail(client, await client.newUser(), target));
    }
    expect(outcomes).toEqual(['MailRequestedPayload', 'MailRequestedPayload', 'TOO_MANY_ATTEMPTS']);
    expect(await mailsTo(target)).toHaveLength(2);
  });

  test('a request to change the address that is rejected leaves no trace', async () => {
    const client = somewhere(gatehouse.api);
    const ada = await gatehouse.newVerifiedUser({ api: client });
    const target = someEmail();
    for (let time = 0; time < 2; time += 1) await client.mutate('requestEmailVerification', { email: target });
    expect(await changeEmail(client, ada, target)).toBe('TOO_MANY_ATTEMPTS');
    expect(await mailsTo(ada.user.email)).not.toContain('Your email address is being changed');
  });
});

describe('REQUIRE_VERIFIED_EMAIL', () => {
  const gatehouse = useGatehouse({ ...LIMITS, requireVerifiedEmail: true });
  const register = async (email: string) => {
    const { code, __typename } = await somewhere(gatehouse.api).register({ email });
    return code ?? __typename;
  };

  test('the limit of emails for one address does not reveal whether it has an account', async () => {
    const [known, unknown] = [someEmail(), someEmail()];
    await register(known);
    await gatehouse.api.mutate('verifyEmail', { token: await gatehouse.mailedToken(known) });
    const outcomes = [];
    for (const email of [known, unknown]) {
      gatehouse.clock.advance({ minutes: 120 });
      for (let time = 0; time < 2; time += 1)
        await somewhere(gatehouse.api).mutate('requestEmailVerification', { email });
      outcomes.push(await register(email));
    }
    expect(outcomes).toEqual(['TOO_MANY_ATTEMPTS', 'TOO_MANY_ATTEMPTS']);
  });
});
