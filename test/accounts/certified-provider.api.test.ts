import { randomUUID } from 'node:crypto';
import { someEmail } from '../support/api-client.js';
import { CertifiedProvider } from '../support/certified-provider.js';
import { useGatehouse } from '../support/gatehouse.js';
import { FRONT_END, outcomeOf, useProvidersFile } from '../support/social.js';

// It warns that it keeps everything in memory.
for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockImplementation(() => {});

const provider = new CertifiedProvider(`${FRONT_END}/social-login`);
const identityProvidersFile = useProvidersFile([provider]);
const gatehouse = useGatehouse({ appUrl: FRONT_END, identityProvidersFile });

async function login(changeUrl = (url: string) => url) {
  const { url, flowToken } = await gatehouse.api.mutate('startSocialLogin', { provider: 'one' });
  const callbackUrl = await provider.visit(changeUrl(url));
  return gatehouse.api.mutate('completeSocialLogin', { callbackUrl, flowToken });
}

test('a person signs up and in again by a certified provider', async () => {
  const account = { accountId: randomUUID(), email: someEmail(), emailVerified: true };
  provider.signInAs(account);
  const first = await login();
  expect(first.user.email).toBe(account.email);
  expect((await login()).user.id).toBe(first.user.id);
});

test('an address that a certified provider has not verified makes no account', async () => {
  provider.signInAs({ accountId: randomUUID(), email: someEmail(), emailVerified: false });
  expect(outcomeOf(await login())).toBe('EMAIL_REQUIRED');
});

test('a certified provider that demands PKCE gets it', async () => {
  provider.signInAs({ accountId: randomUUID(), email: someEmail(), emailVerified: true });
  const withoutPkce = (url: string) => {
    const changed = new URL(url);
    for (const name of ['code_challenge', 'code_challenge_method']) changed.searchParams.delete(name);
    return changed.href;
  };
  expect(outcomeOf(await login())).toBe('AuthPayload');
  expect(outcomeOf(await login(withoutPkce))).toBe('REFUSED');
});

test('a code that was begun with another code challenge is worth nothing', async () => {
  provider.signInAs({ accountId: randomUUID(), email: someEmail(), emailVerified: true });
  const otherChallenge = (url: string) => {
    const changed = new URL(url);
    changed.searchParams.set('code_challenge', 'x'.repeat(43));
    return changed.href;
  };
  expect(outcomeOf(await login(otherChallenge))).toBe('REFUSED');
});
