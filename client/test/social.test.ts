import type { GatehouseClient } from 'gatehouse-client';
import {
  completeCallback,
  identities,
  identityProviders,
  startIdentityLink,
  startSocialLogin,
  unlinkIdentity,
} from 'gatehouse-client/social';
import { ScriptedProvider } from '../../test/support/scripted-provider.js';
import { FRONT_END, somebody, useProvidersFile } from '../../test/support/social.js';
import { newStorage, useClients } from './support/clients.js';

describe('social login', () => {
  const provider = new ScriptedProvider();
  const identityProvidersFile = useProvidersFile([provider]);
  const clients = useClients({ appUrl: FRONT_END, identityProvidersFile });
  beforeEach(() => Object.assign(globalThis, { sessionStorage: newStorage() }));

  const urlOf = (started: Awaited<ReturnType<typeof startSocialLogin>>) => {
    if (started.__typename !== 'SocialLoginStart') throw new Error(started.message);
    return started.url;
  };
  const signIn = async (client: GatehouseClient) => {
    const url = urlOf(await startSocialLogin(client, { provider: 'one', returnTo: '/cart' }));
    return completeCallback(client, provider.callbackFor(url));
  };

  test('signs up by a provider, and keeps the tokens from the app', async () => {
    const { client } = clients.newClient();
    expect(await identityProviders(client)).toEqual([{ id: 'one', name: 'One' }]);
    const person = somebody();
    provider.answerFor(person);
    const result = await signIn(client);
    expect(result).toMatchObject({ __typename: 'AuthPayload', returnTo: `${FRONT_END}/cart` });
    expect(['accessToken', 'refreshToken'].filter((name) => name in result)).toEqual([]);
    expect(await client.request('{ me { email } }')).toEqual({ me: { email: person.email } });
  });

  test('keeps nothing of a login that is completed', async () => {
    const { client } = clients.newClient();
    provider.answerFor(somebody());
    await signIn(client);
    expect(sessionStorage.length).toBe(0);
  });

  test('completes no login of another tab', async () => {
    const { client } = clients.newClient();
    provider.answerFor(somebody());
    const url = urlOf(await startSocialLogin(client, { provider: 'one' }));
    sessionStorage.clear();
    expect(await completeCallback(client, provider.callbackFor(url))).toMatchObject({ reason: 'EXPIRED' });
  });

  test('links, lists and unlinks', async () => {
    const { client } = await clients.signedIn();
    provider.answerFor(somebody());
    const url = urlOf(await startIdentityLink(client, { provider: 'one' }));
    const linked = await completeCallback(client, provider.callbackFor(url));
    if (linked.__typename !== 'IdentityPayload') throw new Error(linked.__typename);
    expect(await identities(client)).toEqual([linked.identity]);
    const unlinked = await unlinkIdentity(client, { identityId: linked.identity.id });
    expect(unlinked.__typename).toBe('UserPayload');
    expect(await identities(client)).toEqual([]);
  });

  test('says that a login with the link token links an account that exists', async () => {
    const { email } = await clients.signedIn();
    await clients.gatehouse.em
      .getConnection()
      .execute(`update users set email_verified_at = now() where email = '${email}'`);
    provider.answerFor(somebody({ email }));
    const other = clients.newClient().client;
    const required = await signIn(other);
    if (required.__typename !== 'AccountLinkRequiredError') throw new Error(required.__typename);
    const { linkToken } = required;
    const login = await other.login({ email, password: 'correct horse battery', linkToken });
    expect(login.__typename).toBe('AuthPayload');
    expect(await identities(other)).toHaveLength(1);
  });
});
