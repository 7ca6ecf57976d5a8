import { Session } from '../../src/sessions/session.entity.js';
import { PASSWORD, type SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { addApp, challengeOf, newUserWithApp, type WithApp } from '../support/second-factor.js';

const gatehouse = useGatehouse({ rateLimitsDisabled: false });

const complete = (challengeToken: string, codes: object) =>
  gatehouse.api.mutate('completeLogin', { challengeToken, ...codes });
/** Logs in by the password, and then by what `codes` says. */
const login = async (user: SignedIn, codes: object) => complete(await challengeOf(gatehouse, user), codes);
const outcomeOf = ({ __typename, code }: { __typename: string; code?: string }) => code ?? __typename;
const countOf = (outcomes: string[], wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
const repeat = <T>(times: number, act: () => Promise<T>) => Promise.all(Array.from({ length: times }, act));

/** One after the other: of logins at the same moment, some would be told to wait. */
async function manyChallenges(count: number): Promise<string[]> {
  const challenges: string[] = [];
  while (challenges.length < count) challenges.push(await challengeOf(gatehouse, ada));
  return challenges;
}

let ada: WithApp;
beforeEach(async () => {
  ada = await newUserWithApp(gatehouse);
});

describe('a code of an authenticator app', () => {
  test('a code of an authenticator app is not accepted a second time', async () => {
    const totpCode = ada.code();
    expect(outcomeOf(await login(ada, { totpCode }))).toBe('AuthPayload');
    expect(outcomeOf(await login(ada, { totpCode }))).toBe('WRONG_CODE');
  });

  test('a used code of an app is not accepted after a restart', async () => {
    const totpCode = ada.code();
    await login(ada, { totpCode });
    await gatehouse.restart();
    expect(outcomeOf(await login(ada, { totpCode }))).toBe('WRONG_CODE');
  });

  test('a code of an app that was used for a login is not accepted by confirmIdentity, nor the other way round', async () => {
    const totpCode = ada.code();
    const { accessToken } = await login(ada, { totpCode });
    expect((await gatehouse.api.mutate('confirmIdentity', { totpCode }, accessToken)).code).toBe('WRONG_CODE');
    gatehouse.clock.advance({ seconds: 30 });
    const next = ada.code();
    await gatehouse.api.mutate('confirmIdentity', { totpCode: next }, accessToken);
    expect(outcomeOf(await login(ada, { totpCode: next }))).toBe('WRONG_CODE');
  });

  test('one code of an app starts one session, however many logins use it simultaneously', async () => {
    const totpCode = ada.code();
    const challenges = await manyChallenges(20);
    const answers = await Promise.all(challenges.map((token) => complete(token, { totpCode })));
    expect(countOf(answers.map(outcomeOf), 'AuthPayload')).toBe(1);
    expect(await gatehouse.em.count(Session, { user: ada.user.id, endedAt: null })).toBe(2);
  });

  test('the code that confirmed an app is not accepted for a login', async () => {
    const eve = await addApp(gatehouse, await gatehouse.newVerifiedUser());
    expect(outcomeOf(await login(eve, { totpCode: eve.code() }))).toBe('WRONG_CODE');
  });

  test('a code of an app from an earlier step than the last one is not accepted', async () => {
    const [earlier, later] = [ada.code(), ada.code(1)];
    expect(outcomeOf(await login(ada, { totpCode: later }))).toBe('AuthPayload');
    expect(outcomeOf(await login(ada, { totpCode: earlier }))).toBe('WRONG_CODE');
  });

  test('a code of an app may be one step early or late, but not two', async () => {
    gatehouse.clock.advance({ minutes: 5 });
    for (const steps of [-2, 2]) expect(outcomeOf(await login(ada, { totpCode: ada.code(steps) }))).toBe('WRONG_CODE');
    for (const steps of [-1, 1]) expect(outcomeOf(await login(ada, { totpCode: ada.code(steps) }))).toBe('AuthPayload');
  });

  test('a used code of an app is not accepted when the clock is set back', async () => {
    const totpCode = ada.code();
    await login(ada, { totpCode });
    gatehouse.clock.advance({ seconds: -30 });
    expect(outcomeOf(await login(ada, { totpCode }))).toBe('WRONG_CODE');
    expect(outcomeOf(await login(ada, { totpCode: ada.code() }))).toBe('WRONG_CODE');
    gatehouse.clock.advance({ seconds: 30 });
  });

  test.each(['', '12345', '1234567', '１２３４５６', '12345６', "' or 1=1 --"])(
    '%j is not accepted as a code of an app',
    async (text) => {
      expect(['WRONG_CODE', 'INVALID_INPUT']).toContain(outcomeOf(await login(ada, { totpCode: text })));
    },
  );
});

describe('login challenges', () => {
  test('a login challenge starts one session', async () => {
    const challengeToken = await challengeOf(gatehouse, ada);
    const codes = [{ totpCode: ada.code() }, { totpCode: ada.code(1) }, { recoveryCode: ada.recoveryCodes[0] }];
    const answers = await Promise.all(codes.map((code) => complete(challengeToken, code)));
    const outcomes = answers.map(outcomeOf);
    expect([countOf(outcomes, 'AuthPayload'), countOf(outcomes, 'INVALID_CHALLENGE')]).toEqual([1, 2]);
  });

  test('a login challenge expires after 5 minutes', async () => {
    const challengeToken = await challengeOf(gatehouse, ada);
    gatehouse.clock.advance({ minutes: 5 });
    expect(outcomeOf(await complete(challengeToken, { totpCode: ada.code() }))).toBe('INVALID_CHALLENGE');
  });

  test('a login challenge accepts only codes of its own account', async () => {
    const eve = await newUserWithApp(gatehouse);
    gatehouse.clock.advance({ seconds: 30 });
    const challengeToken = await challengeOf(gatehouse, ada);
    for (const codes of [{ totpCode: eve.code() }, { recoveryCode: eve.recoveryCodes[0] }])
      expect(outcomeOf(await complete(challengeToken, codes))).toBe('WRONG_CODE');
  });

  test('a login challenge is neither an access token nor a refresh token, nor are those a login challenge', async () => {
    const challengeToken = await challengeOf(gatehouse, ada);
    expect(await gatehouse.api.refusal(challengeToken)).toBe('TOKEN_INVALID');
    expect((await gatehouse.api.refresh(challengeToken)).code).toBe('INVALID_REFRESH_TOKEN');
    for (const token of [ada.accessToken, ada.refreshToken])
      expect(outcomeOf(await complete(token, { totpCode: ada.code() }))).toBe('INVALID_CHALLENGE');
  });

  test('a login challenge is void once the password was changed', async () => {
    const challengeToken = await challengeOf(gatehouse, ada);
    const input = { currentPassword: PASSWORD, newPassword: 'a whole new password' };
    await gatehouse.api.mutate('changePassword', input, ada.accessToken);
    expect(outcomeOf(await complete(challengeToken, { totpCode: ada.code() }))).toBe('INVALID_CHALLENGE');
  });

  test('a login challenge is void once the password was reset', async () => {
    const challengeToken = await challengeOf(gatehouse, ada);
    await resetPassword();
    expect(outcomeOf(await complete(challengeToken, { totpCode: ada.code() }))).toBe('INVALID_CHALLENGE');
  });

  test('a login challenge is void once the account was deactivated, and remains so', async () => {
    const root = await gatehouse.newAdministrator();
    const challengeToken = await challengeOf(gatehouse, ada);
    const input = { userId: ada.user.id };
    await gatehouse.api.mutate('deactivateUser', input, root.accessToken);
    expect(outcomeOf(await complete(challengeToken, { totpCode: ada.code() }))).toBe('INVALID_CHALLENGE');
    await gatehouse.api.mutate('reactivateUser', input, root.accessToken);
    expect(outcomeOf(await complete(challengeToken, { totpCode: ada.code() }))).toBe('INVALID_CHALLENGE');
  });

  test('a login challenge accepts five attempts, however many arrive at once', async () => {
    const challengeToken = await challengeOf(gatehouse, ada);
    const answers = await repeat(12, () => complete(challengeToken, { totpCode: '000000' }));
    expect(countOf(answers.map(outcomeOf), 'WRONG_CODE')).toBe(5);
    expect(outcomeOf(await complete(challengeToken, { totpCode: ada.code() }))).toBe('INVALID_CHALLENGE');
  });

  test('a login challenge accepts no more attempts for aliases in one document', async () => {
    const challengeToken = await challengeOf(gatehouse, ada);
    const field =
      'completeLogin(input: { challengeToken: $token, totpCode: "000000" }) { ... on ErrorResult { code } }';
    const aliases = Array.from({ length: 20 }, (_, index) => `a${index}: ${field}`).join('\n');
    const { data } = await gatehouse.api.send(`mutation ($token: String!) { ${aliases} }`, { token: challengeToken });
    const outcomes = Object.values<{ code: string }>(data).map(({ code }) => code);
    expect(countOf(outcomes, 'WRONG_CODE')).toBe(5);
  });

  test('a hundred aliases in one document are rejected as a whole, and no attempt is counted', async () => {
    const challengeToken = await challengeOf(gatehouse, ada);
    const field = `completeLogin(input: { challengeToken: "${challengeToken}", totpCode: "000000" }) { __typename }`;
    const aliases = Array.from({ length: 100 }, (_, index) => `a${index}: ${field}`).join('\n');
    expect((await gatehouse.api.send(`mutation { ${aliases} }`)).status).toBe(400);
    expect(outcomeOf(await complete(challengeToken, { totpCode: ada.code() }))).toBe('AuthPayload');
  });
});

describe('a stolen session of one factor', () => {
  test('a stolen session of one factor adds no app, however often it is refreshed', async () => {
    const { refreshToken } = await gatehouse.api.newUser();
    gatehouse.clock.advance({ minutes: 11 });
    const { accessToken } = await gatehouse.api.refresh(refreshToken);
    const refused = await gatehouse.api.refusedMutation('startTotpEnrollment', {}, accessToken);
    expect(refused).toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
    expect((await gatehouse.api.mutate('confirmIdentity', { password: 'a guess' }, accessToken)).code).toBe(
      'WRONG_PASSWORD',
    );
  });
});

describe('guessing codes', () => {
  /** Ten wrong codes, in challenges of their own. */
  const guessTen = async () => {
    for (let count = 0; count < 10; count += 1) await login(ada, { totpCode: '000000' });
  };

  test('guessing codes is slowed down for the account, across challenges and kinds of codes', async () => {
    await guessTen();
    const refused = await login(ada, { recoveryCode: ada.recoveryCodes[0] });
    expect(refused).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: 90 });
    const { code } = await gatehouse.api.mutate('confirmIdentity', { totpCode: ada.code() }, ada.accessToken);
    expect(code).toBe('TOO_MANY_ATTEMPTS');
  });

  test('a user whose codes were guessed can log in again after a while', async () => {
    await guessTen();
    gatehouse.clock.advance({ minutes: 15 });
    expect(outcomeOf(await login(ada, { totpCode: ada.code() }))).toBe('AuthPayload');
  });

  test('guesses of codes are counted before the comparison, however many arrive at once', async () => {
    const challenges: string[] = [];
    while (challenges.length < 20) challenges.push(await challengeOf(gatehouse, ada));
    const answers = await Promise.all(challenges.map((token) => complete(token, { totpCode: '000000' })));
    const outcomes = answers.map(outcomeOf);
    expect([countOf(outcomes, 'WRONG_CODE'), countOf(outcomes, 'TOO_MANY_ATTEMPTS')]).toEqual([10, 10]);
  });

  test('guesses of codes are not forgiven by a login of the owner', async () => {
    for (let count = 0; count < 9; count += 1) await login(ada, { totpCode: '000000' });
    expect(outcomeOf(await login(ada, { totpCode: ada.code() }))).toBe('AuthPayload');
    expect(outcomeOf(await login(ada, { totpCode: '000000' }))).toBe('WRONG_CODE');
    expect(outcomeOf(await login(ada, { totpCode: '000000' }))).toBe('TOO_MANY_ATTEMPTS');
  });

  test('guesses by a stranger without the password never delay the owner', async () => {
    await repeat(20, () => complete('a guess', { totpCode: '000000' }));
    for (let count = 0; count < 5; count += 1) await gatehouse.api.login({ ...ada.user, password: `guess ${count}` });
    expect(outcomeOf(await login(ada, { totpCode: ada.code() }))).toBe('AuthPayload');
  });

  test('a wrong password gets the same response with and without a second factor', async () => {
    const eve = await gatehouse.newVerifiedUser();
    const [withFactor, without] = await Promise.all(
      [ada, eve].map(({ user }) => gatehouse.api.login({ ...user, password: 'not the password' })),
    );
    expect(withFactor).toEqual(without);
  });
});

describe('recovery codes', () => {
  test('a recovery code is accepted once, however many logins use it simultaneously', async () => {
    const recoveryCode = ada.recoveryCodes[3];
    const challenges = await manyChallenges(20);
    const answers = await Promise.all(challenges.map((token) => complete(token, { recoveryCode })));
    expect(countOf(answers.map(outcomeOf), 'AuthPayload')).toBe(1);
  });
});

describe('a password reset', () => {
  test('a password reset does not sign the user in, and leaves the second factor in force', async () => {
    await resetPassword();
    const answer = await gatehouse.api.login({ ...ada.user, password: 'a whole new password' });
    expect(outcomeOf(answer)).toBe('SECOND_FACTOR_REQUIRED');
  });
});

describe('a copy of the database', () => {
  test('a copy of the database contains neither secrets of apps nor recovery codes nor challenges', async () => {
    const eve = await gatehouse.newVerifiedUser();
    const { secret } = await gatehouse.api.mutate('startTotpEnrollment', {}, eve.accessToken);
    const challengeToken = await challengeOf(gatehouse, ada);
    const tables = ['totp_factors', 'pending_totp_factors', 'recovery_codes', 'login_challenges'];
    const rows = await Promise.all(tables.map((table) => gatehouse.em.execute(`select t::text from ${table} t`)));
    expect(rows.every((found) => found.length > 0)).toBe(true);
    const dump = JSON.stringify(rows);
    const codes = ada.recoveryCodes.flatMap((code) => [code, code.replaceAll('-', '')]);
    for (const text of [secret, challengeToken, ...codes]) expect(dump).not.toContain(text);
    expect(dump).toMatch(/v1\.[\w-]{12}\.[\w-]{60,}/);
  });
});

async function resetPassword(): Promise<void> {
  await gatehouse.api.mutate('requestPasswordReset', { email: ada.user.email });
  const token = await gatehouse.mailedToken(ada.user.email);
  const { __typename } = await gatehouse.api.mutate('resetPassword', { token, newPassword: 'a whole new password' });
  expect(__typename).toBe('ResetPasswordPayload');
}
