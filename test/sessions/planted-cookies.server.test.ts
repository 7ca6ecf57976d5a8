import type { SignedIn } from '../support/api-client.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { COOKIE_TRANSPORT, type CookieAnswer, CookieClient, SESSION_PATH } from '../support/cookie-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { LOGOUT, ME } from '../support/operations.js';

const gatehouse = useGatehouse();

const ACCESS = '__Host-gatehouse-access';
const REFRESH = '__Secure-gatehouse-refresh';
const REFRESH_TOKEN =
  'mutation { refreshToken { __typename ... on AuthPayload { user { email } } ... on ErrorResult { code } } }';

let victim: CookieClient;
let email: string;
/** Plants cookies from another host of the same domain: a session of their own. */
let mallory: SignedIn;
beforeEach(async () => {
  email = someEmail();
  victim = new CookieClient(gatehouse.app.server);
  await victim.register(email);
  mallory = await gatehouse.api.newUser();
});

/** Sends cookies in the order given, which a browser's depends on their paths and ages. */
async function send(query: string, cookies: [name: string, value: string][]): Promise<CookieAnswer> {
  const cookie = cookies.map((pair) => pair.join('=')).join('; ');
  return new CookieClient(gatehouse.app.server).send(
    query,
    {},
    { path: SESSION_PATH, headers: { ...COOKIE_TRANSPORT, cookie } },
  );
}

const access = (): [string, string] => [ACCESS, victim.value('access')];
const own = (): [string, string] => [REFRESH, victim.value('refresh')];
const planted = (): [string, string] => [REFRESH, mallory.refreshToken];
const refreshed = ({ data }: CookieAnswer) => data.refreshToken.user?.email ?? data.refreshToken.code;
const isAlive = async (refreshToken: string) =>
  (await gatehouse.api.refresh(refreshToken)).__typename === 'AuthPayload';

describe('refreshToken with several refresh cookies', () => {
  test.each([
    ['planted first', () => [access(), planted(), own()]],
    ['planted last', () => [access(), own(), planted()]],
    ['planted before everything', () => [planted(), own(), access()]],
  ])('refreshToken uses the refresh cookie of the access cookie’s session, with another one %s', async (_, cookies) => {
    expect(refreshed(await send(REFRESH_TOKEN, cookies()))).toBe(email);
  });

  test('refreshToken uses the refresh cookie of the session of an access cookie that has expired, too', async () => {
    gatehouse.clock.advance({ minutes: 16 });
    expect(refreshed(await send(REFRESH_TOKEN, [planted(), access(), own()]))).toBe(email);
  });

  test('refreshToken uses the unused one of several refresh cookies of the access cookie’s session', async () => {
    const used = own();
    await victim.refresh();
    gatehouse.clock.advance({ minutes: 1 });
    expect(refreshed(await send(REFRESH_TOKEN, [access(), used, own()]))).toBe(email);
  });
});

describe('refreshToken with ambiguous cookies', () => {
  test.each<[string, () => [string, string][]]>([
    ['where the only refresh cookie is of another session than the access cookie', () => [access(), planted()]],
    ['where several come without an access cookie', () => [planted(), own()]],
    ['where several come with an access cookie that does not verify', () => [[ACCESS, 'not.by.us'], planted(), own()]],
    ['where access cookies of two sessions come', () => [access(), [ACCESS, mallory.accessToken], planted(), own()]],
    ['where the only one comes without an access cookie: a victim who is not signed in', () => [planted()]],
  ])('refreshToken uses no cookie, and leaves all as they are, %s', async (_, cookies) => {
    const answer = await send(REFRESH_TOKEN, cookies());
    expect([refreshed(answer), answer.setCookies]).toEqual(['INVALID_REFRESH_TOKEN', []]);
    expect([await isAlive(mallory.refreshToken), await isAlive(victim.value('refresh'))]).toEqual([true, true]);
  });
});

describe('logout', () => {
  const sessionsLeft = async () => [await isAlive(victim.value('refresh')), await isAlive(mallory.refreshToken)];

  test.each<[string, () => [string, string][], number]>([
    ['of the access cookie and of all refresh cookies', () => [access(), planted(), own()], 2],
    ['of all refresh cookies, without an access cookie', () => [planted(), own()], 2],
    ['of the access cookie, whose refresh cookie does not come', () => [access(), planted()], 2],
    ['of all access cookies', () => [access(), [ACCESS, mallory.accessToken]], 2],
  ])('logout ends the session %s', async (_, cookies, count) => {
    const { data, setCookies } = await send(LOGOUT, cookies());
    expect([data.logout.endedSessionCount, setCookies.length]).toEqual([count, 2]);
    expect(await sessionsLeft()).toEqual([false, false]);
  });

  test('logout ends the session of an access cookie that has expired, too', async () => {
    gatehouse.clock.advance({ minutes: 16 });
    await send(LOGOUT, [access(), planted()]);
    expect(await sessionsLeft()).toEqual([false, false]);
  });

  test('logout by a refresh token in the input also ends the sessions of the cookies that it clears', async () => {
    const query = `mutation { logout(input: { refreshToken: "${mallory.refreshToken}" }) { endedSessionCount } }`;
    expect((await send(query, [own()])).data.logout.endedSessionCount).toBe(2);
    expect(await sessionsLeft()).toEqual([false, false]);
  });

  test('a logout reveals nothing about the victim to the owner of a planted session', async () => {
    await send(LOGOUT, [access(), planted()]);
    const events = await gatehouse.em.execute<object[]>(
      "select actor_id, ip_address, user_agent from audit_events where kind = 'LOGOUT' and subject_id = ?",
      [mallory.user.id],
    );
    expect(events).toEqual([{ actor_id: null, ip_address: null, user_agent: null }]);
  });
});

describe('access cookies of two sessions', () => {
  test('access cookies of two sessions are invalid: no one is signed in as someone else', async () => {
    const { errors } = await send(ME, [[ACCESS, mallory.accessToken], access()]);
    expect(errors?.[0]?.extensions?.reason).toBe('TOKEN_INVALID');
  });

  test('access cookies of two sessions do not keep anyone from logging in', async () => {
    const login = `mutation { login(input: { email: "${email}", password: "${PASSWORD}" }) { __typename } }`;
    const { data } = await send(login, [[ACCESS, mallory.accessToken], access()]);
    expect(data.login.__typename).toBe('AuthPayload');
  });

  test('equal access cookies count as one', async () => {
    expect((await send(ME, [access(), access()])).data.me.email).toBe(email);
  });
});
