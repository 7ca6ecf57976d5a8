import { PASSWORD, someEmail } from '../support/api-client.js';
import { COOKIE_TRANSPORT, type CookieAnswer, CookieClient, SESSION_PATH } from '../support/cookie-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { LOGIN, LOGOUT, ME, REFRESH_TOKEN } from '../support/operations.js';

const FRONT_END = 'https://app.example.com';
const gatehouse = useGatehouse({ corsOrigins: [FRONT_END] });

let email: string;
let browser: CookieClient;
let registered: CookieAnswer;
beforeEach(async () => {
  email = someEmail();
  browser = new CookieClient(gatehouse.app.server);
  registered = await browser.register(email);
});

const reason = ({ errors }: CookieAnswer) => errors?.[0]?.extensions?.reason;
const code = ({ errors }: CookieAnswer) => errors?.[0]?.extensions?.code;
const meFrom = (headers: Record<string, string>) => browser.me({ headers: { ...COOKIE_TRANSPORT, ...headers } });

const CLEARED = [
  '__Host-gatehouse-access=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Strict',
  '__Secure-gatehouse-refresh=; Max-Age=0; Path=/graphql/session; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Strict',
];

describe('signing in with x-auth-transport: cookie', () => {
  test('signing in with x-auth-transport: cookie sets the tokens as cookies that scripts cannot read', () => {
    expect(registered.setCookies).toEqual([
      `__Host-gatehouse-access=${browser.value('access')}; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=Strict`,
      `__Secure-gatehouse-refresh=${browser.value('refresh')}; Max-Age=2592000; Path=/graphql/session; HttpOnly; Secure; SameSite=Strict`,
    ]);
  });

  test.each(['register', 'login', 'refreshToken'] as const)('%s by cookie puts no token in the body', async (field) => {
    const answers = {
      register: registered,
      login: await browser.login(email),
      refreshToken: await browser.refresh(),
    };
    expect(answers[field].data[field]).toMatchObject({ accessToken: null, refreshToken: null });
    expect(answers[field].body).not.toMatch(/eyJ/);
  });

  test('signing in with cookies is remembered by the next request', async () => {
    expect((await browser.me()).data.me.email).toBe(email);
  });

  test('signing in with cookies counts for what follows in the same document', async () => {
    const document = `mutation { login(input: { email: "${email}", password: "${PASSWORD}" }) { __typename } logout { endedSessionCount } }`;
    const { data, setCookies } = await new CookieClient(gatehouse.app.server).send(document);
    expect(data.logout.endedSessionCount).toBe(1);
    expect(setCookies).toEqual(CLEARED);
  });

  test('a failed login sets no cookie', async () => {
    expect((await browser.login(email, 'wrong')).setCookies).toEqual([]);
  });
});

describe('requests without x-auth-transport: cookie', () => {
  test('cookies do not count without x-auth-transport: cookie', async () => {
    expect((await browser.me({ headers: {} })).data).toEqual({ me: null });
    expect(reason(await browser.send(LOGOUT, {}, { path: SESSION_PATH, headers: {} }))).toBe('TOKEN_MISSING');
  });

  test('without x-auth-transport: cookie tokens are in the body, and no cookie is set', async () => {
    const input = { email, password: PASSWORD };
    const { data, setCookies } = await browser.send(LOGIN, { input }, { headers: {} });
    expect([data.login.accessToken, setCookies]).toEqual([expect.stringMatching(/^eyJ/), []]);
  });

  test('another value of x-auth-transport is rejected', async () => {
    const answer = await browser.me({ headers: { 'x-auth-transport': 'cookies' } });
    expect([answer.status, code(answer)]).toEqual([400, 'BAD_USER_INPUT']);
  });
});

describe('origins whose cookies are accepted', () => {
  test.each([
    ['a listed origin', { origin: FRONT_END, 'sec-fetch-site': 'same-site' }],
    ['the same origin', { origin: 'https://auth.example.com', host: 'auth.example.com' }],
    [
      'the same origin behind a proxy that rewrites Host',
      { origin: 'https://a.example', 'sec-fetch-site': 'same-origin' },
    ],
    ['no origin: not a browser', {}],
  ])('cookies are accepted from %s', async (_, headers) => {
    expect((await meFrom(headers)).data.me.email).toBe(email);
  });
});

describe('origins whose cookies are rejected', () => {
  test.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a foreign origin of the same site', { origin: 'https://blog.example.com', 'sec-fetch-site': 'same-site' }],
    ['an origin that only looks like a listed one', { origin: `${FRONT_END}.evil.example` }],
    ['an origin that hides', { origin: 'null' }],
    ['another site that sends no origin', { 'sec-fetch-site': 'cross-site' }],
  ])('cookies are rejected from %s', async (_, headers) => {
    const answer = await meFrom(headers);
    expect([answer.status, code(answer), answer.data]).toEqual([403, 'ORIGIN_NOT_ALLOWED', undefined]);
  });

  test('a page of a foreign origin cannot change anything by cookies', async () => {
    const headers = { ...COOKIE_TRANSPORT, origin: 'https://evil.example' };
    await browser.send(LOGOUT, {}, { path: SESSION_PATH, headers });
    expect((await browser.me()).data.me.email).toBe(email);
  });
});

describe('the Authorization header', () => {
  test('the Authorization header takes precedence over cookies', async () => {
    const bob = await gatehouse.api.newUser();
    expect((await meFrom({ authorization: `Bearer ${bob.accessToken}` })).data.me.email).toBe(bob.user.email);
  });

  test('the Authorization header takes precedence over cookies even if it is bad', async () => {
    expect(reason(await meFrom({ authorization: 'Bearer bad' }))).toBe('TOKEN_INVALID');
  });
});

describe('access tokens in cookies', () => {
  test('an expired access token in a cookie is rejected as expired', async () => {
    gatehouse.clock.advance({ minutes: 16 });
    expect(reason(await browser.me())).toBe('TOKEN_EXPIRED');
  });

  test('an access token of an ended session in a cookie is rejected as blacklisted', async () => {
    await gatehouse.api.logout({ refreshToken: browser.value('refresh') });
    expect(reason(await browser.me())).toBe('TOKEN_BLACKLISTED');
  });

  test('an access token in a cookie that no longer verifies can still be refreshed', async () => {
    browser.replace('access', 'not.by.us');
    expect(reason(await browser.mutate('updateProfile', { username: null }))).toBe('TOKEN_INVALID');
    await browser.refresh();
    expect((await browser.me()).data.me.email).toBe(email);
  });

  test('an access token in a cookie also counts for queries by GET', async () => {
    const headers = {
      ...COOKIE_TRANSPORT,
      'apollo-require-preflight': 'yes',
      cookie: `__Host-gatehouse-access=${browser.value('access')}`,
    };
    const response = await gatehouse.app.server.inject({ url: `/graphql?query=${encodeURIComponent(ME)}`, headers });
    expect(response.json().data.me.email).toBe(email);
  });
});

describe('refreshToken with cookies', () => {
  test('refreshToken with cookies sets new tokens for the same session', async () => {
    const before = browser.value('refresh');
    gatehouse.clock.advance({ minutes: 16 });
    expect((await browser.refresh()).data.refreshToken.__typename).toBe('AuthPayload');
    expect(browser.value('refresh')).not.toBe(before);
    expect((await browser.me()).data.me.email).toBe(email);
  });

  test('refreshToken without a refresh cookie says at which path the browser would send it', async () => {
    const { data, setCookies } = await browser.refresh('/graphql');
    expect(data.refreshToken).toMatchObject({
      code: 'INVALID_REFRESH_TOKEN',
      message: expect.stringContaining(SESSION_PATH),
    });
    expect(setCookies).toEqual([]);
  });

  test('refreshToken with a replayed cookie ends the session and clears the cookies', async () => {
    const { jar } = browser;
    await browser.refresh();
    await browser.refresh();
    browser.jar = jar;
    const { data, setCookies } = await browser.refresh();
    expect(data.refreshToken.code).toBe('INVALID_REFRESH_TOKEN');
    expect(setCookies).toEqual(CLEARED);
    browser.jar = jar;
    expect(reason(await browser.me())).toBe('TOKEN_BLACKLISTED');
  });

  test('refreshToken prefers a token in the input, so that a client can change over to cookies', async () => {
    const bob = await gatehouse.api.newUser();
    await browser.send(REFRESH_TOKEN, { input: { refreshToken: bob.refreshToken } }, { path: SESSION_PATH });
    expect((await browser.me()).data.me.email).toBe(bob.user.email);
  });

  test('cookies that refreshToken sets last as long as the session', async () => {
    gatehouse.clock.advance({ seconds: 5 });
    const { jar } = browser;
    await browser.refresh();
    gatehouse.clock.advance({ seconds: 5 });
    browser.jar = jar;
    expect((await browser.refresh()).setCookies[1]).toContain('Max-Age=2591995;');
  });
});

describe('clearing cookies', () => {
  test('logout clears the cookies', async () => {
    const { data, setCookies } = await browser.logout();
    expect(data.logout.endedSessionCount).toBe(1);
    expect(setCookies).toEqual(CLEARED);
    expect((await browser.me()).data).toEqual({ me: null });
  });

  test('logout by the refresh cookie clears the cookies if the access token has expired', async () => {
    gatehouse.clock.advance({ minutes: 16 });
    expect((await browser.logout()).setCookies).toEqual(CLEARED);
  });

  test('logout from a session that has ended elsewhere clears the cookies', async () => {
    await gatehouse.api.logout({ refreshToken: browser.value('refresh') });
    expect((await browser.logout()).setCookies).toEqual(CLEARED);
  });

  test('logoutAll clears the cookies', async () => {
    expect((await browser.send('mutation { logoutAll { endedSessionCount } }')).setCookies).toEqual(CLEARED);
  });

  test('deleteAccount clears the cookies', async () => {
    expect((await browser.mutate('deleteAccount', { password: PASSWORD })).setCookies).toEqual(CLEARED);
  });

  test('resetPassword clears the cookies', async () => {
    await gatehouse.api.mutate('requestPasswordReset', { email });
    const input = { token: await gatehouse.mailedToken(email), newPassword: 'another good one' };
    expect((await browser.mutate('resetPassword', input)).setCookies).toEqual(CLEARED);
  });

  test('revokeSession clears the cookies of this session, not of another', async () => {
    const phone = await gatehouse.api.login({ email });
    const revoke = (sessionId: string) => browser.mutate('revokeSession', { sessionId });
    expect((await revoke(phone.session.id)).setCookies).toEqual([]);
    expect((await revoke(registered.data.register.session.id)).setCookies).toEqual(CLEARED);
  });

  test('a mutation that leaves the session active does not clear the cookies', async () => {
    expect((await browser.mutate('updateProfile', { username: null })).setCookies).toEqual([]);
    expect((await browser.me()).data.me.email).toBe(email);
  });

  test('no response clears the cookies once the session has ended: someone else may have signed in since', async () => {
    await gatehouse.api.logout({ refreshToken: browser.value('refresh') });
    const answer = await browser.send('mutation { logoutAll { endedSessionCount } }');
    expect([reason(answer), answer.setCookies]).toEqual(['TOKEN_BLACKLISTED', []]);
  });
});

describe('changePassword with cookies', () => {
  const change = () => browser.mutate('changePassword', { currentPassword: PASSWORD, newPassword: 'another good one' });

  test('changePassword sets the tokens of the new session as cookies, and shows none in the body', async () => {
    const { data, body, setCookies } = await change();
    expect(data.changePassword).toMatchObject({ accessToken: null, refreshToken: null });
    expect(body).not.toMatch(/eyJ/);
    expect(setCookies.map((line) => line.split('=')[0])).toEqual(CLEARED.map((line) => line.split('=')[0]));
    expect(setCookies).not.toEqual(CLEARED);
  });

  test('changePassword keeps the browser signed in, and able to refresh', async () => {
    await change();
    expect((await browser.me()).data.me.email).toBe(email);
    expect((await browser.refresh()).data.refreshToken.__typename).toBe('AuthPayload');
  });

  test('changePassword makes a copy of the former cookies worthless', async () => {
    const copy = new CookieClient(gatehouse.app.server);
    copy.jar = browser.jar;
    await change();
    expect(reason(await copy.me())).toBe('TOKEN_BLACKLISTED');
    expect((await copy.refresh()).data.refreshToken.code).toBe('INVALID_REFRESH_TOKEN');
  });

  test('changePassword with cookies counts for what follows in the same document', async () => {
    const document = `mutation {
      changePassword(input: { currentPassword: "${PASSWORD}", newPassword: "another good one" }) { __typename }
      logout { endedSessionCount }
    }`;
    expect((await browser.send(document)).data.logout.endedSessionCount).toBe(1);
  });
});

describe('rate-limited refreshes with cookies', () => {
  const limited = useGatehouse({ rateLimitsDisabled: false, refreshesPerAddressPerHour: 1 });

  test('a refresh that is rate-limited keeps the cookies: the response does not say if the session has ended', async () => {
    const client = new CookieClient(limited.app.server);
    await client.register(someEmail());
    const dead = client.value('refresh');
    await limited.api.logout({ refreshToken: dead });
    await limited.api.refresh(dead);
    const { data, setCookies } = await client.refresh();
    expect([data.refreshToken.code, setCookies]).toEqual(['TOO_MANY_ATTEMPTS', []]);
  });
});
