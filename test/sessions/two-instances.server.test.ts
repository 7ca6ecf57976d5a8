import { PASSWORD, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { LOGIN, LOGOUT, ME, REFRESH_TOKEN } from '../support/operations.js';
import { sendTo } from '../support/server-process.js';

/** `LOGOUTS=1000 npm test -- two-instances` takes about 15 s. */
const LOGOUT_COUNT = Number(process.env.LOGOUTS ?? 100);
const LANE_COUNT = 4;

const gatehouse = useGatehouse();

/** Signs in and out on one instance; answers what the other one says of both tokens before and right after. */
async function logOut(one: string, other: string, email: string) {
  const { data } = await sendTo(one, LOGIN, { input: { email, password: PASSWORD } });
  const { accessToken, refreshToken } = data.login;
  const before = (await sendTo(other, ME, {}, accessToken)).data?.me.email;
  await sendTo(one, LOGOUT, {}, accessToken);
  const { errors } = await sendTo(other, ME, {}, accessToken);
  const { refreshToken: refreshed } = (await sendTo(other, REFRESH_TOKEN, { input: { refreshToken } })).data;
  return [before, errors?.[0].extensions.reason, refreshed.code].join();
}

describe('two instances on one database', () => {
  const title = `a logout on one is refused on the other by its very next request, ${LOGOUT_COUNT} times out of ${LOGOUT_COUNT}`;
  test(title, async () => {
    const urls = await Promise.all([gatehouse.api.url(), gatehouse.startAnother().then((api) => api.url())]);
    const outcomes: string[] = [];
    let left = LOGOUT_COUNT;
    const runLane = async (lane: number) => {
      const { user } = await gatehouse.api.newUser();
      const [one = '', other = ''] = lane % 2 ? urls : urls.toReversed();
      const expected = [user.email, 'TOKEN_BLACKLISTED', 'INVALID_REFRESH_TOKEN'].join();
      while (left > 0) {
        left -= 1;
        const outcome = await logOut(one, other, user.email);
        outcomes.push(outcome === expected ? 'refused' : outcome);
      }
    };
    await Promise.all(Array.from({ length: LANE_COUNT }, (_, lane) => runLane(lane)));
    expect(outcomes).toEqual(Array.from({ length: LOGOUT_COUNT }, () => 'refused'));
  }, 300_000);
});

describe('two instances with limits', () => {
  const limited = useGatehouse({ rateLimitsDisabled: false, loginFailuresPerAccountPerHour: 4 });

  test('two instances count wrong passwords together', async () => {
    const instances = [limited.api, await limited.startAnother()];
    const email = someEmail();
    const codes: string[] = [];
    for (const api of [...instances, ...instances, ...instances]) codes.push((await api.login({ email })).code);
    expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(2);
  });
});

describe.each([1, -1, 60, -60])('clocks of two instances that differ by %i seconds', (seconds) => {
  const skewed = useGatehouse({
    rateLimitsDisabled: false,
    trustProxy: '127.0.0.1',
    loginFailuresPerAccountPerHour: 200,
  });
  const startBoth = async () => [skewed.api, await skewed.startAnother({}, skewed.clock.offBy(seconds))] as const;

  test('instances whose clocks differ reject none of 200 simultaneous refreshes, far below the limit', async () => {
    const [one, other] = await startBoth();
    const tries = Array.from({ length: 200 }, (_, n) => (n % 2 ? one : other).refresh('unknown'));
    const codes = new Set((await Promise.all(tries)).map(({ code }) => code));
    expect([...codes]).toEqual(['INVALID_REFRESH_TOKEN']);
  });

  test('instances whose clocks differ accept every right password, far below the limit', async () => {
    const [one, other] = await startBoth();
    const { email } = (await one.at('198.51.100.1').newUser()).user;
    const outcomes = new Set<string>();
    for (let n = 0; n < 20; n += 1) outcomes.add((await (n % 2 ? one : other).login({ email })).__typename);
    expect([...outcomes]).toEqual(['AuthPayload']);
  });
});
