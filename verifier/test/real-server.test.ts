import { createVerifier, type Verifier, type VerifierEvent, type VerifierOptions } from 'gatehouse-verifier';
import { Permission } from '../../src/sessions/permissions.js';
import { useGatehouse } from '../../test/support/gatehouse.js';
import { newKey } from '../../test/support/keys.js';
import { newMachine } from '../../test/support/machines.js';
import { until } from '../../test/support/until.js';

const NAMES = { issuer: 'gatehouse', audience: 'gatehouse' };

const gatehouse = useGatehouse({ jwtKeyFiles: [newKey('ES256')], bcryptCost: 4 });
const verifiers: Verifier[] = [];
let apiKey: string;
let urls: string[];

beforeAll(async () => {
  // Tokens expire by the clock of the service, which is the machine's.
  gatehouse.clock.advance({ seconds: (Date.now() - gatehouse.clock.now().getTime()) / 1000 });
  const other = await gatehouse.startAnother();
  urls = [await gatehouse.api.url(), await other.url()];
  apiKey = (await newMachine(gatehouse, await gatehouse.newAdministrator(), [Permission.TOKENS_INTROSPECT])).secret;
});
afterAll(() => {
  for (const verifier of verifiers) verifier.close();
});

/** A service that listens to an instance. */
async function newVerifier(url = urls[0], options: Partial<VerifierOptions> = {}): Promise<Verifier> {
  const verifier = createVerifier({ url: url as string, ...NAMES, apiKey, ...options });
  verifiers.push(verifier);
  await verifier.ready();
  return verifier;
}

const outcomeOf = (verifier: Verifier, token: string) =>
  verifier.verify(token).then(
    ({ sub }) => sub,
    ({ code }) => code,
  );

/** Waits until a token is no longer accepted, and returns why. */
async function refusalBy(verifier: Verifier, token: string): Promise<string> {
  await until(async () => (await outcomeOf(verifier, token)) === 'TOKEN_BLACKLISTED');
  return outcomeOf(verifier, token);
}

describe.each([0, 1])('a service that listens to instance %i', (index) => {
  test(`a service that listens to instance ${index} accepts a user until they log out at the other one`, async () => {
    const verifier = await newVerifier(urls[index]);
    const { accessToken, user } = await gatehouse.api.newUser();
    expect(await outcomeOf(verifier, accessToken)).toBe(user.id);
    await gatehouse.api.logout({ token: accessToken });
    expect(await refusalBy(verifier, accessToken)).toBe('TOKEN_BLACKLISTED');
    expect(verifier.state().isFresh).toBe(true);
  });

  test(`a service that starts to listen to instance ${index} knows who has logged out before`, async () => {
    const { accessToken } = await gatehouse.api.newUser();
    await gatehouse.api.logout({ token: accessToken });
    expect(await outcomeOf(await newVerifier(urls[index]), accessToken)).toBe('TOKEN_BLACKLISTED');
  });
});

test('a service refuses the tokens of a user who is deactivated', async () => {
  const root = await gatehouse.newAdministrator();
  const verifier = await newVerifier();
  const { accessToken, user } = await gatehouse.api.newUser();
  await gatehouse.api.mutate('deactivateUser', { userId: user.id }, root.accessToken);
  expect(await refusalBy(verifier, accessToken)).toBe('TOKEN_BLACKLISTED');
});

test('a service accepts a machine until its API key is revoked', async () => {
  const root = await gatehouse.newAdministrator();
  const verifier = await newVerifier();
  const machine = await newMachine(gatehouse, root);
  expect(await outcomeOf(verifier, machine.accessToken)).toBe(machine.serviceAccountId);
  await gatehouse.api.mutate('revokeApiKey', { apiKeyId: machine.apiKey.id }, root.accessToken);
  expect(await refusalBy(verifier, machine.accessToken)).toBe('TOKEN_BLACKLISTED');
});

test('a service with an API key that lacks the permission is not ready', async () => {
  const { secret } = await newMachine(gatehouse, await gatehouse.newAdministrator(), [Permission.USERS_READ]);
  await expect(newVerifier(urls[0], { apiKey: secret })).rejects.toMatchObject({ code: 'API_KEY_REFUSED' });
});

test('a service that has slept asks the server about tokens, until it has heard from it again', async () => {
  let sleptMillis = 0;
  const events: string[] = [];
  const clock = { wall: () => Date.now() + sleptMillis, elapsed: () => performance.now() };
  const onEvent = ({ type }: VerifierEvent) => events.push(type);
  const verifier = await newVerifier(urls[0], { clock, whenStale: 'introspect', onEvent });
  const [ada, eve] = [await gatehouse.api.newUser(), await gatehouse.api.newUser()];
  sleptMillis = 16_000;
  expect(await outcomeOf(verifier, ada.accessToken)).toBe(ada.user.id);
  await gatehouse.api.logout({ token: eve.accessToken });
  expect(await outcomeOf(verifier, eve.accessToken)).toBe('TOKEN_BLACKLISTED');
  expect(events).toContain('introspected');
});

test('a service refuses the tokens of a service account that is deactivated, and accepts new ones once it is not', async () => {
  const root = await gatehouse.newAdministrator();
  const verifier = await newVerifier();
  const { accessToken, secret, serviceAccountId } = await newMachine(gatehouse, root);
  await gatehouse.api.mutate('deactivateServiceAccount', { serviceAccountId }, root.accessToken);
  expect(await refusalBy(verifier, accessToken)).toBe('TOKEN_BLACKLISTED');
  await gatehouse.api.mutate('reactivateServiceAccount', { serviceAccountId }, root.accessToken);
  const renewed = await gatehouse.api.mutate('exchangeApiKey', { apiKey: secret });
  expect(await outcomeOf(verifier, renewed.accessToken)).toBe(serviceAccountId);
});
