import { Session } from '../../src/sessions/session.entity.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse({
  trustProxy: '127.0.0.1',
  rateLimitsDisabled: false,
  registrationsPerAddressPerHour: 1,
  loginFailuresPerAccountPerHour: 1,
});

const registerAt = async (address: string) =>
  (await gatehouse.api.at(address).register({ email: someEmail() })).__typename;

test.each([
  ['192.0.2.1:4711', '192.0.2.2:4711', '192.0.2.1:4712'],
  ['[2001:db8:1::1]:4711', '[2001:db8:2::1]:4711', '[2001:db8:1::2]:1'],
  ['[2001:db8:3::1]', '[2001:db8:4::1]', '2001:DB8:0003:0::9'],
  ['::ffff:192.0.2.5', '::ffff:192.0.2.6', '192.0.2.5'],
])('clients behind a proxy that adds ports have limits of their own: %s, %s', async (one, other, oneAgain) => {
  const outcomes = [await registerAt(one), await registerAt(other), await registerAt(oneAgain)];
  expect(outcomes).toEqual(['AuthPayload', 'AuthPayload', 'TooManyAttemptsError']);
});

test('users get in from a network that they signed in from before, whatever the port', async () => {
  const email = someEmail();
  await gatehouse.api.at('198.51.100.1:1000').register({ email });
  for (const _ of [1, 2, 3]) await gatehouse.api.at('203.0.113.1:1').login({ email, password: 'wrong password' });
  const login = await gatehouse.api.at('198.51.100.1:2000').login({ email, password: PASSWORD });
  expect(login.__typename).toBe('AuthPayload');
});

test.each([
  ['fe80::1%eth0', 'fe80::1'],
  [`2001:db8:9::2%${'x'.repeat(100)}`, '2001:db8:9::2'],
  ['[2001:DB8:0:0::0A]:443', '2001:db8::a'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['garbage', '127.0.0.1'],
])('a session started at %s has the address %s', async (address, ipAddress) => {
  const { session } = await gatehouse.api.at(address).register({ email: someEmail() });
  expect(await gatehouse.em.findOneOrFail(Session, session.id)).toMatchObject({ ipAddress });
});
