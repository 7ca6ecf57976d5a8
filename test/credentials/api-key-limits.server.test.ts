import { newApiKeyText } from '../../src/credentials/api-keys/api-key-text.js';
import type { Statement } from '../../src/database/statements.js';
import type { SignedIn } from '../support/api-client.js';
import { OF_DELIVERY } from '../support/background-statements.js';
import { useGatehouse } from '../support/gatehouse.js';
import { type Machine, newMachine } from '../support/machines.js';

const statements: Statement[] = [];
const settings = { rateLimitsDisabled: false, trustProxy: '127.0.0.1', loginFailuresPerAddressPerHour: 3 };
const gatehouse = useGatehouse(settings, (statement) => statements.push(statement));

let root: SignedIn;
let machine: Machine;
beforeAll(async () => {
  root = await gatehouse.newAdministrator();
  machine = await newMachine(gatehouse, root);
});

const exchangeAt = (address: string, apiKey: string) => gatehouse.api.at(address).mutate('exchangeApiKey', { apiKey });

/** The statements of a request, without those of what runs beside it. */
async function statementsOf(request: () => Promise<unknown>): Promise<string[]> {
  await gatehouse.app.deliverMail();
  statements.length = 0;
  await request();
  return statements.map(({ summary }) => summary).filter((summary) => !OF_DELIVERY.test(summary));
}

test('a mistyped API key is refused without a query', async () => {
  const mistyped = `${machine.secret.slice(0, -1)}${machine.secret.endsWith('0') ? '1' : '0'}`;
  expect(await statementsOf(() => exchangeAt('198.51.100.1', mistyped))).toEqual([]);
});

test('an unknown API key counts for the address before the database is asked, and beyond the limit it is not', async () => {
  const exchange = () => exchangeAt('198.51.100.2', newApiKeyText());
  expect(await statementsOf(exchange)).toEqual([
    expect.stringContaining('attempt_buckets'),
    expect.stringContaining('api_keys'),
  ]);
  await exchange();
  await exchange();
  const [...asked] = await statementsOf(async () => expect((await exchange()).code).toBe('TOO_MANY_ATTEMPTS'));
  expect(asked.filter((summary) => summary.includes('api_keys'))).toEqual([]);
  expect((await exchangeAt('198.51.100.3', machine.secret)).__typename).toBe('MachineTokenPayload');
});

test('API keys that are accepted do not count for the address', async () => {
  for (let times = 0; times < 10; times += 1)
    expect((await exchangeAt('198.51.100.4', machine.secret)).__typename).toBe('MachineTokenPayload');
});

test('a request of a machine takes one statement to be authenticated', async () => {
  const send = () => gatehouse.api.send('{ me { id } }', {}, { token: machine.accessToken });
  expect(await statementsOf(send)).toEqual(['SELECT blacklisted_tokens api_keys service_accounts']);
});

test('a revoked API key and a deactivated service account are refused by the next request to another instance', async () => {
  const other = await gatehouse.startAnother();
  const another = await newMachine(gatehouse, root);
  const refusalOf = async ({ accessToken }: Machine) =>
    (await other.send('{ users(first: 1) { totalCount } }', {}, { token: accessToken })).errors?.[0]?.extensions
      ?.reason;
  expect([await refusalOf(machine), await refusalOf(another)]).toEqual([undefined, undefined]);
  await gatehouse.api.mutate('revokeApiKey', { apiKeyId: another.apiKey.id }, root.accessToken);
  expect(await refusalOf(another)).toBe('TOKEN_BLACKLISTED');
  const { serviceAccountId } = machine;
  await gatehouse.api.mutate('deactivateServiceAccount', { serviceAccountId }, root.accessToken);
  expect(await refusalOf(machine)).toBe('ACCOUNT_DEACTIVATED');
});
