import { addSeconds } from '../../src/clock.js';
import { Permission } from '../../src/sessions/permissions.js';
import { User } from '../../src/users/user.entity.js';
import type { SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { newMachine } from '../support/machines.js';

const ALL = 'active tokenType sub username role sid jti iss aud iat exp authTime clientId scope';
const INTROSPECT = `mutation ($input: IntrospectTokenInput!) { introspectToken(input: $input) { ${ALL} } }`;
const NOTHING = Object.fromEntries(ALL.split(' ').map((field) => [field, null]));
const INACTIVE = { ...NOTHING, active: false };

describe('introspectToken', () => {
  const gatehouse = useGatehouse();
  const introspect = async (token: string, headers = {}) =>
    (await gatehouse.api.send(INTROSPECT, { input: { token } }, { headers })).data.introspectToken;

  let ada: SignedIn;
  beforeEach(async () => {
    ada = await gatehouse.api.newUser();
  });

  test('introspectToken says whose an active access token is', async () => {
    const now = gatehouse.clock.now();
    const times = { iat: now.toISOString(), exp: addSeconds(now, 900).toISOString(), authTime: now.toISOString() };
    expect(await introspect(ada.accessToken)).toEqual({
      ...{ active: true, tokenType: 'Bearer', sub: ada.user.id, username: null, role: 'USER', sid: ada.session.id },
      ...{ jti: expect.any(String), iss: 'gatehouse', aud: 'gatehouse', ...times },
      ...{ clientId: null, scope: null },
    });
  });

  test('introspectToken says of which service account and API key an active access token is, until the key is revoked', async () => {
    const root = await gatehouse.newAdministrator();
    const machine = await newMachine(gatehouse, root);
    const now = gatehouse.clock.now();
    expect(await introspect(machine.accessToken)).toEqual({
      ...NOTHING,
      ...{ active: true, tokenType: 'Bearer', sub: machine.serviceAccountId, clientId: machine.apiKey.id },
      ...{ scope: 'USERS_READ', jti: expect.any(String), iss: 'gatehouse', aud: 'gatehouse' },
      ...{ iat: now.toISOString(), exp: addSeconds(now, 900).toISOString() },
    });
    await gatehouse.api.mutate('revokeApiKey', { apiKeyId: machine.apiKey.id }, root.accessToken);
    expect(await introspect(machine.accessToken)).toEqual(INACTIVE);
  });

  test.each([
    ['logged out', () => gatehouse.api.logout({ token: ada.accessToken })],
    ['expired', async () => gatehouse.clock.advance({ minutes: 15 })],
    ['of a deactivated user', () => gatehouse.em.nativeUpdate(User, ada.user.id, { deactivatedAt: new Date() })],
    ['of a deleted user', () => gatehouse.em.nativeDelete(User, ada.user.id)],
  ])('introspectToken says of an inactive token only that it is inactive: %s', async (_, end) => {
    await end();
    expect(await introspect(ada.accessToken)).toEqual(INACTIVE);
  });

  test.each([
    ['a refresh token', () => ada.refreshToken],
    ['a tampered token', () => `${ada.accessToken.slice(0, -3)}AAA`],
    ['a header', () => `Bearer ${ada.accessToken}`],
    ['nothing', () => ''],
    ['a NUL', () => '\u0000'],
    ['half a header', () => '{"alg":'],
    ['something long', () => 'A'.repeat(90_000)],
    ['something long with dots', () => '.'.repeat(90_000)],
  ])('introspectToken returns that %s is not active', async (_, token) => {
    expect(await introspect(token())).toEqual(INACTIVE);
  });

  test('introspectToken ignores a bad Authorization header', async () => {
    expect((await introspect(ada.accessToken, { authorization: 'Basic eDp5' })).active).toBe(true);
  });

  test('introspectToken is rejected by GET, where the token would be part of the address', async () => {
    const query = new URLSearchParams({ query: INTROSPECT, variables: JSON.stringify({ input: { token: 'x' } }) });
    const headers = { 'apollo-require-preflight': 'true' };
    const { statusCode } = await gatehouse.app.server.inject({ url: `/graphql?${query}`, headers });
    expect(statusCode).toBe(405);
  });

  test('introspectToken repeats no token, neither in a response nor in the log', async () => {
    await introspect(ada.accessToken);
    const { errors } = await gatehouse.api.send(INTROSPECT, { input: { token: [ada.accessToken] } });
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(errors) + gatehouse.log.join('')).not.toContain(ada.accessToken);
  });
});

describe('introspectToken on a server with TOKEN_INTROSPECTION_SECRET', () => {
  const secret = 'what the services and the server share';
  const gatehouse = useGatehouse({ tokenIntrospectionSecret: secret });

  test('introspectToken works for anyone who sends TOKEN_INTROSPECTION_SECRET', async () => {
    const { accessToken: token } = await gatehouse.api.newUser();
    expect((await gatehouse.api.send(INTROSPECT, { input: { token, secret } })).data.introspectToken.active).toBe(true);
  });

  test('introspectToken works for a service account with TOKENS_INTROSPECT without the secret, and for no other', async () => {
    const root = await gatehouse.newAdministrator();
    const ask = async (permission: Permission) => {
      const { accessToken: token } = await newMachine(gatehouse, root, [permission]);
      const { data, errors } = await gatehouse.api.send(INTROSPECT, { input: { token } }, { token });
      return data?.introspectToken.active ?? errors?.[0]?.extensions;
    };
    expect(await ask(Permission.TOKENS_INTROSPECT)).toBe(true);
    expect(await ask(Permission.USERS_READ)).toEqual({ code: 'FORBIDDEN' });
  });

  test('introspectToken without the secret says what is wrong with the access token of the service account', async () => {
    const { accessToken: token } = await newMachine(gatehouse, await gatehouse.newAdministrator(), [
      Permission.TOKENS_INTROSPECT,
    ]);
    gatehouse.clock.advance({ minutes: 15 });
    const { errors } = await gatehouse.api.send(INTROSPECT, { input: { token } }, { token });
    expect(errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', reason: 'TOKEN_EXPIRED' });
  });

  test.each([undefined, null, '', 'another'])('introspectToken with the secret %j is FORBIDDEN', async (other) => {
    const { errors } = await gatehouse.api.send(INTROSPECT, { input: { token: 'any', secret: other } });
    expect(errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
  });
});
