import { ChaosClient } from '../../load/chaos/client.js';
import { newHistory, type Tokens } from '../../load/chaos/history.js';
import { StubbornApi } from '../../load/chaos/stubborn-api.js';
import { checkPromises } from '../../load/chaos/verify.js';
import { Random } from '../../load/shared/random.js';
import { type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();
const history = newHistory();
let api: StubbornApi;
beforeAll(async () => {
  api = new StubbornApi([await gatehouse.api.origin()], history, new Random(1));
});

const tokensOf = ({ session, ...tokens }: SignedIn): Tokens => ({ ...tokens, sessionId: session.id });
const check = (changes: object) => checkPromises({ ...newHistory(), ...changes }, api);

test('npm run chaos finds an account that was lost', async () => {
  const { user } = await gatehouse.api.newUser();
  expect(await check({ accounts: [{ email: user.email, sessions: [] }] })).toEqual([]);
  const [complaint] = await check({ accounts: [{ email: someEmail(), sessions: [] }] });
  expect(complaint).toContain('An acknowledged registration does not log in');
});

test('npm run chaos finds a logout that was lost, by each of the tokens', async () => {
  const ada = await gatehouse.api.newUser();
  expect(await check({ logouts: [tokensOf(ada)] })).toHaveLength(2);
  await gatehouse.api.logout({ token: ada.accessToken });
  expect(await check({ logouts: [tokensOf(ada)] })).toEqual([]);
});

test('npm run chaos finds a session that was lost, by each of the tokens', async () => {
  const ada = await gatehouse.api.newUser();
  const accounts = [{ email: ada.user.email, sessions: [tokensOf(ada)] }];
  expect(await check({ accounts })).toEqual([]);
  await gatehouse.api.logout({ token: ada.accessToken });
  expect(await check({ accounts })).toHaveLength(2);
});

test('the clients of npm run chaos find a session that was ended behind their back', async () => {
  const stopped = new AbortController();
  const running = new ChaosClient(api, history, new Random(2)).run(stopped.signal);
  while (history.violations.length === 0) await gatehouse.em.execute('delete from sessions');
  stopped.abort();
  await running;
  expect(history.violations[0]).toMatch(/answered .*(UNAUTHENTICATED|INVALID_REFRESH_TOKEN|"me":)/);
});
