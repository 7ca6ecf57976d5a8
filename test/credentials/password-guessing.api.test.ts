import { AuditEvent, AuditEventKind, AuditOutcome } from '../../src/security/audit-event.entity.js';
import { prune } from '../../src/wiring/maintenance.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const LIMITS = {
  rateLimitsDisabled: false,
  trustProxy: '127.0.0.1',
  loginFailuresPerAccountPerHour: 3,
  loginFailuresPerAddressPerHour: 6,
};

const gatehouse = useGatehouse(LIMITS);

let hosts = 0;
const somewhere = () => `198.51.100.${++hosts}`;

/** Tries passwords one after the other, and answers the last outcome. */
async function guess(email: string, times: number, address = somewhere()) {
  let answer = { code: '', retryAfterSeconds: 0 };
  for (let time = 0; time < times; time += 1) {
    answer = await gatehouse.api.at(address).login({ email, password: `guess number ${time}` });
  }
  return answer;
}

/** As `guess`. */
async function guessByUsername(username: string, times: number) {
  let answer = { code: '', retryAfterSeconds: 0 };
  for (let time = 0; time < times; time += 1)
    answer = await gatehouse.api.at(somewhere()).loginByUsername(username, `guess number ${time}`);
  return answer;
}

async function codesOf(answers: Promise<{ code: string }>[]) {
  const codes = (await Promise.all(answers)).map(({ code }) => code);
  return Object.fromEntries(Object.entries(Object.groupBy(codes, (code) => code)).map(([k, v]) => [k, v?.length]));
}

describe('guessing the password of an account', () => {
  test('guessing a password is delayed after too many failures', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    expect((await guess(email, 3)).code).toBe('INVALID_CREDENTIALS');
    expect(await guess(email, 1)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: 2 });
  });

  test('guessing a password is delayed twice as long after each further failure', async () => {
    const email = someEmail();
    await guess(email, 3);
    const delays: number[] = [];
    for (let failure = 0; failure < 4; failure += 1) {
      const { retryAfterSeconds } = await guess(email, 1);
      delays.push(retryAfterSeconds);
      gatehouse.clock.advance({ seconds: retryAfterSeconds });
      await guess(email, 1);
    }
    expect(delays).toEqual([2, 4, 8, 16]);
  });

  test('a failed login is recorded only if a password was compared: a flood does not fill the audit trail', async () => {
    const { email, id } = (await gatehouse.api.newUser()).user;
    await guess(email, 5);
    const failures = { subjectId: id, kind: AuditEventKind.LOGIN, outcome: AuditOutcome.FAILURE };
    expect(await gatehouse.em.count(AuditEvent, failures)).toBe(3);
  });

  test('guessing a password is delayed by a quarter of an hour at most', async () => {
    const email = someEmail();
    let longest = 0;
    for (let failure = 0; failure < 16; failure += 1) {
      const { retryAfterSeconds = 0 } = await guess(email, 1);
      longest = Math.max(longest, retryAfterSeconds);
      gatehouse.clock.advance({ seconds: retryAfterSeconds });
    }
    expect(longest).toBeLessThanOrEqual(900);
  });

  test('failed logins are forgotten after an hour', async () => {
    const email = someEmail();
    await guess(email, 4);
    gatehouse.clock.advance({ minutes: 60 });
    expect((await guess(email, 3)).code).toBe('INVALID_CREDENTIALS');
  });

  test('guessing a password counts each alias of a request', async () => {
    const email = someEmail();
    const tries = Array.from({ length: 20 }, (_, n) => `t${n}: login(input: $input) { ... on ErrorResult { code } }`);
    const query = `mutation ($input: LoginInput!) { ${tries.join(' ')} }`;
    const { data } = await gatehouse.api.at(somewhere()).send(query, { input: { email, password: 'a guess' } });
    const refused = Object.values(data as Record<string, { code: string }>).filter(
      (t) => t.code === 'TOO_MANY_ATTEMPTS',
    );
    expect(refused).toHaveLength(17);
  });

  test('guessing a password counts simultaneous attempts', async () => {
    const email = someEmail();
    const tries = Array.from({ length: 30 }, () => gatehouse.api.at(somewhere()).login({ email, password: 'a guess' }));
    expect(await codesOf(tries)).toEqual({ INVALID_CREDENTIALS: 3, TOO_MANY_ATTEMPTS: 27 });
  });

  test('guessing a password does not reveal whether the account exists', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    expect(await guess(email, 4)).toEqual(await guess(someEmail(), 4));
  });

  test('guessing a password by the username counts for the account, as by the email address', async () => {
    const { user } = await gatehouse.api.register({ email: someEmail(), username: 'guessed' });
    await guess(user.email, 2);
    expect((await guessByUsername('Guessed', 1)).code).toBe('INVALID_CREDENTIALS');
    expect((await guessByUsername('guessed', 1)).code).toBe('TOO_MANY_ATTEMPTS');
    expect((await guess(user.email, 1)).code).toBe('TOO_MANY_ATTEMPTS');
  });

  test('guessing a password by the username does not reveal whether the account exists', async () => {
    await gatehouse.api.register({ email: someEmail(), username: 'existing' });
    expect(await guessByUsername('existing', 4)).toEqual(await guessByUsername('missing', 4));
  });

  test('guessing a password does not delay an account whose address is entered as a username', async () => {
    const email = someEmail();
    await guessByUsername(email, 4);
    expect((await guess(email, 1)).code).toBe('INVALID_CREDENTIALS');
  });

  test('correct passwords do not count as guesses', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    for (let time = 0; time < 8; time += 1) {
      expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
    }
  });

  test('the count of failed logins is reset once the owner has signed in', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    const address = somewhere();
    await guess(email, 2, address);
    await gatehouse.api.at(address).login({ email });
    expect((await guess(email, 3, address)).code).toBe('INVALID_CREDENTIALS');
  });
});

describe('guessing by a stranger', () => {
  test('guessing a password cannot lock the owner out of an address that they signed in from before', async () => {
    const home = somewhere();
    const { email } = (await gatehouse.api.at(home).newUser()).user;
    for (let time = 0; time < 5; time += 1) await guess(email, 4);
    expect((await gatehouse.api.at(home).login({ email })).__typename).toBe('AuthPayload');
    expect((await gatehouse.api.at(somewhere()).login({ email })).code).toBe('TOO_MANY_ATTEMPTS');
  });

  test('guessing a password cannot lock the owner out after a long absence', async () => {
    const home = somewhere();
    const { email } = (await gatehouse.api.at(home).newUser()).user;
    gatehouse.clock.advance({ days: 700 });
    await prune(gatehouse.em, gatehouse.clock.now(), 365);
    await guess(email, 4);
    expect((await gatehouse.api.at(home).login({ email })).__typename).toBe('AuthPayload');
  });

  test('guessing passwords of other accounts from the same address cannot lock the owner out', async () => {
    const home = somewhere();
    const { email } = (await gatehouse.api.at(home).newUser()).user;
    for (let time = 0; time < 8; time += 1) await guess(someEmail(), 1, home);
    expect((await gatehouse.api.at(home).login({ email })).__typename).toBe('AuthPayload');
  });

  test('guessing a password is delayed even at an address that the owner knows', async () => {
    const home = somewhere();
    const { email } = (await gatehouse.api.at(home).newUser()).user;
    expect((await guess(email, 4, home)).code).toBe('TOO_MANY_ATTEMPTS');
  });

  test('guessing passwords of many accounts from one address is delayed', async () => {
    const address = somewhere();
    for (let account = 0; account < 6; account += 1) await guess(someEmail(), 1, address);
    expect((await guess(someEmail(), 1, address)).code).toBe('TOO_MANY_ATTEMPTS');
  });

  test('signing in to an account of their own does not clear a guesser’s address', async () => {
    const address = somewhere();
    const own = (await gatehouse.api.newUser()).user.email;
    for (let account = 0; account < 5; account += 1) await guess(someEmail(), 1, address);
    await gatehouse.api.at(address).login({ email: own });
    expect((await guess(someEmail(), 2, address)).code).toBe('TOO_MANY_ATTEMPTS');
  });

  test('a whole IPv6 network counts as one address for guesses', async () => {
    for (let host = 0; host < 6; host += 1) await guess(someEmail(), 1, `2001:db8::${host}`);
    expect((await guess(someEmail(), 1, '2001:db8::ffff:1')).code).toBe('TOO_MANY_ATTEMPTS');
    expect((await guess(someEmail(), 1, '2001:db8:0:1::1')).code).toBe('INVALID_CREDENTIALS');
  });

  test('guessing with a stolen access token cannot delay the owner’s confirmations', async () => {
    const { accessToken, user } = await gatehouse.api.newUser();
    const owner = await gatehouse.api.login(user);
    const input = { currentPassword: 'a guess', newPassword: 'quite another password' };
    for (let time = 0; time < 4; time += 1) await gatehouse.api.mutate('changePassword', input, accessToken);
    const right = { ...input, currentPassword: PASSWORD };
    expect((await gatehouse.api.mutate('changePassword', right, owner.accessToken)).__typename).toBe(
      'ChangePasswordPayload',
    );
  });

  test('refreshing a stolen session gains no further guesses', async () => {
    const { accessToken, refreshToken } = await gatehouse.api.newUser();
    const input = { currentPassword: 'a guess', newPassword: 'quite another password' };
    for (let time = 0; time < 3; time += 1) await gatehouse.api.mutate('changePassword', input, accessToken);
    const refreshed = await gatehouse.api.refresh(refreshToken);
    expect((await gatehouse.api.mutate('changePassword', input, refreshed.accessToken)).code).toBe('TOO_MANY_ATTEMPTS');
  });

  test('a stolen access token gains no further guesses, not even for the right password', async () => {
    const { accessToken } = await gatehouse.api.newUser();
    const input = { currentPassword: 'a guess', newPassword: 'quite another password' };
    for (let time = 0; time < 3; time += 1) await gatehouse.api.mutate('changePassword', input, accessToken);
    const right = { ...input, currentPassword: PASSWORD };
    expect((await gatehouse.api.mutate('changePassword', right, accessToken)).code).toBe('TOO_MANY_ATTEMPTS');
  });
});

describe('forged client addresses', () => {
  const unproxied = useGatehouse({ ...LIMITS, trustProxy: '' });

  test('a client that makes up its address is counted by its real one', async () => {
    const tries = Array.from({ length: 8 }, () => unproxied.api.at(somewhere()).login({ email: someEmail() }));
    expect(await codesOf(tries)).toEqual({ INVALID_CREDENTIALS: 6, TOO_MANY_ATTEMPTS: 2 });
  });
});
