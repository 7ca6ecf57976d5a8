import jwt from 'jsonwebtoken';
import { ApiKey, ServiceAccount } from '../../src/credentials/api-keys/api-key.entities.js';
import { Permission } from '../../src/sessions/permissions.js';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD, type SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { type Machine, newKey, newMachine } from '../support/machines.js';
import { SERVICE_ACCOUNTS } from '../support/operations.js';

const gatehouse = useGatehouse();

let root: SignedIn;
let machine: Machine;
beforeEach(async () => {
  await gatehouse.em.nativeDelete(ServiceAccount, {});
  root = await gatehouse.newAdministrator();
  machine = await newMachine(gatehouse, root);
});

const asRoot = (field: string, input: object) => gatehouse.api.mutate(field, input, root.accessToken);
const exchange = (apiKey = machine.secret) => gatehouse.api.mutate('exchangeApiKey', { apiKey });
/** Of a request by the machine: null if it is accepted. */
const reasonToReject = async (token = machine.accessToken) => {
  const { errors } = await gatehouse.api.send('{ users(first: 1) { totalCount } }', {}, { token });
  return errors?.[0]?.extensions ?? null;
};
const inDays = (days: number) => new Date(gatehouse.clock.now().getTime() + days * 86_400_000).toISOString();
const revoke = () => asRoot('revokeApiKey', { apiKeyId: machine.apiKey.id });
const act = (field: string) => asRoot(field, { serviceAccountId: machine.serviceAccountId });

describe('service accounts', () => {
  test('an administrator sees service accounts with their keys, and never a secret', async () => {
    const { data } = await gatehouse.api.send(SERVICE_ACCOUNTS, {}, { token: root.accessToken });
    const { node } = data.serviceAccounts.edges[0];
    const { start } = machine.apiKey;
    expect(node).toMatchObject({ id: machine.serviceAccountId, permissions: ['USERS_READ'], apiKeys: [{ start }] });
    expect(JSON.stringify(data)).not.toContain(machine.secret);
  });

  test.each([
    [
      { name: ' ', permissions: [] },
      { name: 'REQUIRED', permissions: 'REQUIRED' },
    ],
    [{ name: 'x'.repeat(51), permissions: ['USERS_READ'] }, { name: 'TOO_LONG' }],
  ])('a service account needs a name and permissions: %j', async (input, codes) => {
    const { fieldErrors } = await asRoot('createServiceAccount', input);
    const found = fieldErrors.map(({ field, code }: { field: string; code: string }) => [field, code]);
    expect(Object.fromEntries(found)).toEqual(codes);
  });

  test('a deactivated service account is refused with the next request, and its keys are', async () => {
    expect((await act('deactivateServiceAccount')).serviceAccount.deactivatedAt).toEqual(expect.any(String));
    expect(await reasonToReject()).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'ACCOUNT_DEACTIVATED' });
    expect((await exchange()).code).toBe('INVALID_API_KEY');
  });

  test('a reactivated service account works again with the keys it had', async () => {
    await act('deactivateServiceAccount');
    expect((await act('reactivateServiceAccount')).serviceAccount.deactivatedAt).toBeNull();
    expect(await reasonToReject((await exchange()).accessToken)).toBeNull();
  });

  test('tokens from before a service account was deactivated are not accepted again once it is reactivated', async () => {
    await act('deactivateServiceAccount');
    await act('reactivateServiceAccount');
    expect(await reasonToReject()).toMatchObject({ reason: 'TOKEN_BLACKLISTED' });
    gatehouse.clock.advance({ minutes: 14 });
    await gatehouse.app.prune();
    expect(await reasonToReject()).toMatchObject({ reason: 'TOKEN_BLACKLISTED' });
  });

  test.each(['createApiKey', 'deactivateServiceAccount', 'reactivateServiceAccount'])(
    '%s reports a service account that does not exist',
    async (field) => {
      const more = field === 'createApiKey' ? { name: 'Production' } : {};
      for (const serviceAccountId of [crypto.randomUUID(), 'nonsense'])
        expect((await asRoot(field, { serviceAccountId, ...more })).code).toBe('SERVICE_ACCOUNT_NOT_FOUND');
    },
  );

  test('a service account goes on working when the administrator who made it is deleted', async () => {
    const other = await gatehouse.newAdministrator();
    await gatehouse.api.mutate('deleteUser', { userId: root.user.id }, other.accessToken);
    expect(await gatehouse.em.count(User, root.user.id)).toBe(0);
    expect(await reasonToReject((await exchange()).accessToken)).toBeNull();
  });
});

describe('API keys', () => {
  test('an API key is exchanged for a token of 15 minutes that names the account, the key and the permissions', async () => {
    const now = gatehouse.clock.now().getTime() / 1000;
    const { accessToken } = await exchange();
    const { header, payload } = jwt.decode(accessToken, { complete: true }) ?? {};
    const ids = { sub: machine.serviceAccountId, client_id: machine.apiKey.id, scope: 'USERS_READ' };
    const others = {
      iss: 'gatehouse',
      aud: 'gatehouse',
      sid: expect.any(String),
      jti: expect.any(String),
      iat: Math.floor(now),
    };
    expect(payload).toEqual({ ...ids, ...others, exp: Math.floor(now) + 900 });
    expect(header).toMatchObject({ typ: 'at+jwt' });
    gatehouse.clock.advance({ minutes: 15 });
    expect(await reasonToReject(accessToken)).toMatchObject({ reason: 'TOKEN_EXPIRED' });
  });

  test('an API key lasts 90 days, and its last token no longer than itself', async () => {
    gatehouse.clock.advance({ days: 89, minutes: 23 * 60 + 50 });
    const { accessToken } = await exchange();
    gatehouse.clock.advance({ minutes: 10 });
    expect(await reasonToReject(accessToken)).toMatchObject({ reason: 'TOKEN_EXPIRED' });
    expect((await exchange()).code).toBe('INVALID_API_KEY');
  });

  test.each([-1, 0, 368])('an API key cannot expire in %d days', async (days) => {
    const { fieldErrors } = await newKey(gatehouse.api, root, machine.serviceAccountId, { expiresAt: inDays(days) });
    expect(fieldErrors).toEqual([{ field: 'expiresAt', code: 'OUT_OF_RANGE' }]);
  });

  test('an API key can last a year', async () => {
    const expiresAt = inDays(366);
    const { apiKey } = await newKey(gatehouse.api, root, machine.serviceAccountId, { expiresAt });
    expect(apiKey.expiresAt).toBe(expiresAt);
  });

  test('an administrator needs a login of the last 10 minutes for an API key', async () => {
    gatehouse.clock.advance({ minutes: 11 });
    const input = { serviceAccountId: machine.serviceAccountId, name: 'Production' };
    const refused = await gatehouse.api.refusedMutation('createApiKey', input, root.accessToken);
    expect(refused).toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
  });

  test('a revoked API key is refused with the next request, and so are its tokens, but no other key', async () => {
    const other = await newKey(gatehouse.api, root, machine.serviceAccountId);
    expect((await revoke()).apiKey.revokedAt).toEqual(expect.any(String));
    expect(await reasonToReject()).toMatchObject({ reason: 'TOKEN_BLACKLISTED' });
    expect((await exchange()).code).toBe('INVALID_API_KEY');
    expect(await reasonToReject((await exchange(other.secret)).accessToken)).toBeNull();
  });

  test.each(['nonsense', crypto.randomUUID()])(
    'revokeApiKey reports a key that does not exist: %#',
    async (apiKeyId) => {
      expect((await asRoot('revokeApiKey', { apiKeyId })).code).toBe('API_KEY_NOT_FOUND');
    },
  );

  test('an API key is exchanged whatever stands in the Authorization header', async () => {
    const { accessToken } = await gatehouse.api.mutate(
      'exchangeApiKey',
      { apiKey: machine.secret },
      machine.accessToken,
    );
    await revoke();
    const { code } = await gatehouse.api.mutate('exchangeApiKey', { apiKey: machine.secret }, accessToken);
    expect(code).toBe('INVALID_API_KEY');
  });

  test('what is done to service accounts and keys is on record, each once', async () => {
    for (const field of ['deactivateServiceAccount', 'deactivateServiceAccount', 'reactivateServiceAccount'])
      await act(field);
    await revoke();
    await revoke();
    const query = '{ auditEvents(first: 5) { edges { node { kind actorId subjectServiceAccountId } } } }';
    const { data } = await gatehouse.api.send(query, {}, { token: root.accessToken });
    const kinds = ['SERVICE_ACCOUNT_CREATED', 'API_KEY_CREATED', 'SERVICE_ACCOUNT_DEACTIVATED'];
    const by = { actorId: root.user.id, subjectServiceAccountId: machine.serviceAccountId };
    const expected = [...kinds, 'SERVICE_ACCOUNT_REACTIVATED', 'API_KEY_REVOKED'].map((kind) => ({ kind, ...by }));
    expect(data.auditEvents.edges.map(({ node }: { node: object }) => node).reverse()).toEqual(expected);
  });
});

describe('a machine', () => {
  test('a machine is no user: me refuses it', async () => {
    const { errors } = await gatehouse.api.me({ token: machine.accessToken });
    expect(errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
  });

  test.each([
    ['confirmIdentity', { password: PASSWORD }],
    ['changePassword', { currentPassword: PASSWORD, newPassword: 'staple battery horse' }],
    ['startTotpEnrollment', {}],
    ['removeTotpFactor', { totpFactorId: crypto.randomUUID() }],
    ['createApiKey', { serviceAccountId: crypto.randomUUID(), name: 'Another' }],
    ['setUserRole', { userId: crypto.randomUUID(), role: 'ADMIN' }],
  ])('a machine never passes what needs a person: %s', async (field, input) => {
    const { accessToken } = await newMachine(gatehouse, root, Object.values(Permission));
    expect(await gatehouse.api.refusedMutation(field, input, accessToken)).toEqual({ code: 'FORBIDDEN' });
  });

  test('a machine is refused the session that its key might be taken for', async () => {
    const query = 'query ($id: ID!) { node(id: $id) { id } }';
    const { data } = await gatehouse.api.send(query, { id: machine.apiKey.id }, { token: machine.accessToken });
    expect(data.node).toBeNull();
  });

  test('administrators find service accounts and keys by their ids, and others do not', async () => {
    const ids = [machine.serviceAccountId, machine.apiKey.id];
    const find = async (token: string) =>
      (await gatehouse.api.send('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }, { token })).data.nodes;
    expect(await find(root.accessToken)).toEqual(ids.map((id) => ({ id })));
    expect(await find((await gatehouse.api.newUser()).accessToken)).toEqual([null, null]);
  });
});

describe('the list of API keys', () => {
  const listed = async (): Promise<string[]> => {
    const { data } = await gatehouse.api.send(SERVICE_ACCOUNTS, {}, { token: root.accessToken });
    return data.serviceAccounts.edges[0].node.apiKeys.map(({ id }: { id: string }) => id);
  };
  const rowOf = (number: number, revokedAt: Date | null) => ({
    ...{ id: crypto.randomUUID(), serviceAccount: machine.serviceAccountId, name: 'Another', digest: '' },
    ...{ start: `gh_${String(number).padStart(12, '0')}`, createdAt: gatehouse.clock.now(), revokedAt },
    expiresAt: new Date(gatehouse.clock.now().getTime() + 60_000),
  });
  const add = (revokedAt: Date | null) =>
    gatehouse.em.insertMany(
      ApiKey,
      Array.from({ length: 100 }, (_, number) => rowOf(number, revokedAt)),
    );

  test('an API key that is accepted stands before a hundred newer ones that were revoked', async () => {
    await add(gatehouse.clock.now());
    const ids = await listed();
    expect([ids.length, ids[0]]).toEqual([100, machine.apiKey.id]);
  });

  test('an API key that is accepted stands before a hundred newer ones that have expired', async () => {
    await add(null);
    gatehouse.clock.advance({ minutes: 1 });
    expect((await listed())[0]).toBe(machine.apiKey.id);
  });
});

describe('expiring API keys', () => {
  const announce = async () => {
    await gatehouse.app.services.credentials.expiringApiKeys.announce(gatehouse.em);
    await gatehouse.app.deliverMail();
    return gatehouse.mail.to(root.user.email).filter(({ subject }) => subject === 'An API key expires soon').length;
  };
  beforeEach(() => gatehouse.em.nativeUpdate(User, root.user.id, { emailVerifiedAt: gatehouse.clock.now() }));

  test('administrators are told by email a week before an API key expires, once', async () => {
    gatehouse.clock.advance({ days: 82, minutes: 23 * 60 });
    expect(await announce()).toBe(0);
    gatehouse.clock.advance({ minutes: 60 });
    expect(await announce()).toBe(1);
    gatehouse.clock.advance({ days: 1 });
    expect(await announce()).toBe(1);
  });

  test.each([
    ['was revoked', revoke],
    ['is of a deactivated service account', () => act('deactivateServiceAccount')],
  ])('administrators are not told of an API key that %s', async (_, end) => {
    await end();
    gatehouse.clock.advance({ days: 84 });
    expect(await announce()).toBe(0);
  });
});
