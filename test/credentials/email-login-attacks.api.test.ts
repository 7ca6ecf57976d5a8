import { EmailLogin } from '../../src/mail/mail.entities.js';
import { Session } from '../../src/sessions/session.entity.js';
import { User } from '../../src/users/user.entity.js';
import { type ApiClient, PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { otherThan, requestEmailLogin } from '../support/email-login.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse({ emailLogin: 'both' });
const request = (email: string) => requestEmailLogin(gatehouse, email);
const complete = (input: object, api: ApiClient = gatehouse.api) => api.mutate('completeEmailLogin', input);
const outcomeOf = (result: { __typename: string; code?: string; reason?: string }) =>
  result.reason ?? result.code ?? result.__typename;

/** How often each outcome occurs. */
async function outcomes(attempts: Promise<Parameters<typeof outcomeOf>[0]>[]) {
  const counts: Record<string, number> = {};
  for (const result of await Promise.all(attempts)) counts[outcomeOf(result)] = (counts[outcomeOf(result)] ?? 0) + 1;
  return counts;
}

let ada: SignedIn;
beforeEach(async () => {
  ada = await gatehouse.newVerifiedUser();
});

describe('an address without an account', () => {
  const shapeOf = async (email: string) => {
    const { flowToken, ...rest } = await gatehouse.api.mutate('requestEmailLogin', { email });
    return { ...rest, length: flowToken.length };
  };

  test('a request for an email to log in by gets the same response for every address', async () => {
    const known = await shapeOf(ada.user.email);
    expect(known).toMatchObject({ __typename: 'EmailLoginRequested', length: 43 });
    expect(await shapeOf(someEmail())).toEqual(known);
  });

  test('an address without an account is sent no email to log in by', async () => {
    const email = someEmail();
    await request(email);
    expect(gatehouse.mail.to(email)).toEqual([]);
  });

  test.each(['code', 'token'])(
    'a wrong %s gets the same responses for every address, until nothing works any more',
    async (field) => {
      const attempts = async (email: string) => {
        const { flowToken } = await gatehouse.api.mutate('requestEmailLogin', { email });
        const results: unknown[] = [];
        for (let time = 0; time < 4; time += 1) results.push(await complete({ flowToken, [field]: '00000000' }));
        return results;
      };
      expect(await attempts(someEmail())).toEqual(await attempts(ada.user.email));
    },
  );
});

describe('guessing the code of an email', () => {
  test('after three wrong codes the right one does not sign in any more', async () => {
    const { flowToken, code, token } = await request(ada.user.email);
    for (let time = 0; time < 3; time += 1) {
      expect(outcomeOf(await complete({ flowToken, code: otherThan(code) }))).toBe('WRONG_CODE');
    }
    expect(outcomeOf(await complete({ flowToken, code }))).toBe('USED');
    expect(outcomeOf(await complete({ flowToken, token }))).toBe('USED');
  });

  test('two wrong codes do not keep the right one from signing in', async () => {
    const { flowToken, code } = await request(ada.user.email);
    for (let time = 0; time < 2; time += 1) await complete({ flowToken, code: otherThan(code) });
    expect(outcomeOf(await complete({ flowToken, code }))).toBe('AuthPayload');
  });

  test('of 20 codes at once three are compared', async () => {
    const { flowToken, code } = await request(ada.user.email);
    const attempts = Array.from({ length: 20 }, () => complete({ flowToken, code: otherThan(code) }));
    expect(await outcomes(attempts)).toEqual({ WRONG_CODE: 3, USED: 17 });
  });

  test.each([
    ['7 digits', (code: string) => code.slice(1)],
    ['9 digits', (code: string) => `${code}0`],
    ['no digits', () => 'abcdefgh'],
    ['a NUL', (code: string) => `${code}\0`],
  ])('a code of %s is a wrong one', async (_, spell) => {
    const { flowToken, code } = await request(ada.user.email);
    expect(outcomeOf(await complete({ flowToken, code: spell(code) }))).toBe('WRONG_CODE');
  });

  test('the database holds neither the code nor the token, nor a digest that the code could be found by', async () => {
    const { flowToken, code, token } = await request(ada.user.email);
    const [login] = await gatehouse.em.find(EmailLogin, { email: ada.user.email });
    const stored = JSON.stringify(login);
    expect([code, token, flowToken].filter((secret) => stored.includes(secret))).toEqual([]);
    expect(login?.codeDigest).toHaveLength(43);
  });
});

describe('a code or link of an email', () => {
  test('of 20 logins at once by the right code one starts a session', async () => {
    const { flowToken, code } = await request(ada.user.email);
    const sessions = () => gatehouse.em.count(Session, { user: ada.user.id, endedAt: null });
    const before = await sessions();
    const results = await outcomes(Array.from({ length: 20 }, () => complete({ flowToken, code })));
    expect(results).toEqual({ AuthPayload: 1, USED: 19 });
    expect(await sessions()).toBe(before + 1);
  });

  test.each(['code', 'token'] as const)('the %s of an email works once', async (field) => {
    const { flowToken, ...sent } = await request(ada.user.email);
    await complete({ flowToken, [field]: sent[field] });
    expect(outcomeOf(await complete({ flowToken, [field]: sent[field] }))).toBe('USED');
  });

  test.each(['code', 'token'] as const)('the %s of an email works for 10 minutes', async (field) => {
    const { flowToken, ...sent } = await request(ada.user.email);
    gatehouse.clock.advance({ minutes: 10 });
    expect(outcomeOf(await complete({ flowToken, [field]: sent[field] }))).toBe('EXPIRED');
  });

  test.each([
    ['code', 'WRONG_CODE'],
    ['token', 'UNKNOWN'],
  ] as const)('the %s of the request before does not work with the request after it', async (field, outcome) => {
    const [before, after] = [await request(ada.user.email), await request(ada.user.email)];
    expect(outcomeOf(await complete({ flowToken: after.flowToken, [field]: before[field] }))).toBe(outcome);
    expect(outcomeOf(await complete({ flowToken: before.flowToken, [field]: before[field] }))).toBe('AuthPayload');
  });

  test.each(['code', 'token'] as const)('the %s of an email signs nobody in who did not request it', async (field) => {
    const sent = await request(ada.user.email);
    const elsewhere = await gatehouse.api.mutate('requestEmailLogin', { email: ada.user.email });
    const tried = await complete({ [field]: sent[field] });
    expect([tried.code, tried.fieldErrors[0].field]).toEqual(['INVALID_INPUT', 'flowToken']);
    expect(outcomeOf(await complete({ flowToken: '', [field]: sent[field] }))).toBe('INVALID_INPUT');
    expect(outcomeOf(await complete({ flowToken: 'x'.repeat(43), [field]: sent[field] }))).toBe('UNKNOWN');
    expect(outcomeOf(await complete({ flowToken: elsewhere.flowToken, [field]: sent[field] }))).not.toBe('AuthPayload');
  });

  test('whoever else opens the link or tries it does not use it up', async () => {
    const { flowToken, token } = await request(ada.user.email);
    for (const method of ['GET', 'HEAD'] as const)
      await gatehouse.app.server.inject({ method, url: `/account/email-login?token=${token}` });
    for (let time = 0; time < 5; time += 1) await complete({ token });
    expect(outcomeOf(await complete({ flowToken, token }))).toBe('AuthPayload');
  });

  test('a code and a token together are refused', async () => {
    const { flowToken, code, token } = await request(ada.user.email);
    const refused = await gatehouse.api.refusedMutation('completeEmailLogin', { flowToken, code, token });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('a login by email is void once the password was changed', async () => {
    const { flowToken, code } = await request(ada.user.email);
    const input = { currentPassword: PASSWORD, newPassword: 'a whole new password' };
    await gatehouse.api.mutate('changePassword', input, ada.accessToken);
    expect(outcomeOf(await complete({ flowToken, code }))).toBe('UNKNOWN');
  });

  test('a login by email does not follow a user to another address, nor sign in whoever has the address now', async () => {
    const { flowToken, code } = await request(ada.user.email);
    await gatehouse.em.nativeUpdate(User, ada.user.id, { email: someEmail() });
    expect(outcomeOf(await complete({ flowToken, code }))).toBe('WRONG_CODE');
  });

  test('a login by email goes with the account', async () => {
    await request(ada.user.email);
    await gatehouse.api.mutate('deleteAccount', { password: PASSWORD }, ada.accessToken);
    expect(await gatehouse.em.count(EmailLogin, { email: ada.user.email })).toBe(0);
  });
});

describe('a flood', () => {
  const limited = useGatehouse({
    emailLogin: 'code',
    rateLimitsDisabled: false,
    trustProxy: '127.0.0.1',
    mailsPerRecipientPerHour: 2,
    loginFailuresPerAddressPerHour: 3,
  });
  let hosts = 0;
  const somewhere = () => limited.api.at(`203.0.113.${++hosts}`);
  const requested = async (email: string) => outcomeOf(await somewhere().mutate('requestEmailLogin', { email }));

  test.each([
    ['with an account', async () => (await somewhere().newUser()).user.email],
    ['without an account', async () => someEmail()],
  ])(
    'an address %s is sent a limited number of emails to log in by, wherever they are requested',
    async (_, someone) => {
      const email = await someone();
      const results = [await requested(email), await requested(email), await requested(email)];
      expect(results).toEqual(['EmailLoginRequested', 'EmailLoginRequested', 'TOO_MANY_ATTEMPTS']);
    },
  );

  test('emails to log in by leave a user the email to reset the password', async () => {
    const { email } = (await somewhere().newUser()).user;
    for (let time = 0; time < 3; time += 1) await requested(email);
    expect(outcomeOf(await somewhere().mutate('requestPasswordReset', { email }))).toBe('MailRequestedPayload');
  });

  test('wrong codes from one network are limited, whatever logins they are for, and right ones are not counted', async () => {
    const guesser = somewhere();
    const { user } = await somewhere().newUser();
    const own = await requestEmailLogin(limited, user.email, somewhere());
    expect(outcomeOf(await complete({ flowToken: own.flowToken, code: own.code }, guesser))).toBe('AuthPayload');
    const guess = async () => {
      const { flowToken } = await somewhere().mutate('requestEmailLogin', { email: someEmail() });
      return outcomeOf(await complete({ flowToken, code: '00000000' }, guesser));
    };
    const guesses = [await guess(), await guess(), await guess(), await guess()];
    expect(guesses).toEqual(['WRONG_CODE', 'WRONG_CODE', 'WRONG_CODE', 'TOO_MANY_ATTEMPTS']);
  });
});
