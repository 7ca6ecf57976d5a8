import type { SignedIn } from '../../support/api-client.js';
import { useGatehouse } from '../../support/gatehouse.js';
import { NODE, NODES } from '../../support/operations.js';

const gatehouse = useGatehouse();

let ada: SignedIn;
beforeAll(async () => {
  ada = await gatehouse.api.newUser();
});

const node = (id: string, token?: string) => gatehouse.api.send(NODE, { id }, token === undefined ? {} : { token });

describe('node', () => {
  test('node finds the signed-in user by ID', async () => {
    const { data } = await node(ada.user.id, ada.accessToken);
    expect(data.node).toEqual({ __typename: 'User', id: ada.user.id, email: ada.user.email });
  });

  test('node finds one of the user’s sessions by ID', async () => {
    const { data } = await node(ada.session.id, ada.accessToken);
    expect(data.node).toMatchObject({ __typename: 'Session', id: ada.session.id });
  });

  test('node does not find other users’ objects', async () => {
    const bob = await gatehouse.api.newUser();
    expect((await node(bob.user.id, ada.accessToken)).data.node).toBeNull();
    expect((await node(bob.session.id, ada.accessToken)).data.node).toBeNull();
  });

  test.each(['', 'no-uuid', '00000000-0000-0000-0000-000000000000', "'; drop table users; --"])(
    'node finds nothing for %j',
    async (id) => {
      expect(await node(id, ada.accessToken)).toEqual({ data: { node: null }, status: 200 });
    },
  );

  test('node finds anything for an administrator', async () => {
    const root = await gatehouse.newAdministrator();
    for (const id of [ada.user.id.toUpperCase(), ada.session.id]) {
      expect((await node(id, root.accessToken)).data.node.id).toBe(id.toLowerCase());
    }
  });

  test('node finds nothing for a client that is not signed in', async () => {
    expect((await node(ada.user.id)).data.node).toBeNull();
  });

  test('node rejects a bad token', async () => {
    const { errors } = await node(ada.user.id, 'rubbish');
    expect(errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' });
  });
});

describe('nodes', () => {
  const nodes = (ids: string[], token: string) => gatehouse.api.send(NODES, { ids }, { token });

  test('nodes returns an object or null for each ID, in the order of the IDs', async () => {
    const bob = await gatehouse.api.newUser();
    const { data } = await nodes(
      [ada.session.id, bob.user.id, 'rubbish', ada.user.id, ada.session.id],
      ada.accessToken,
    );
    expect(data.nodes.map((found: { id: string } | null) => found?.id)).toEqual([
      ada.session.id,
      undefined,
      undefined,
      ada.user.id,
      ada.session.id,
    ]);
  });

  test('nodes finds users and sessions of others for an administrator', async () => {
    const root = await gatehouse.newAdministrator();
    const { data } = await nodes([ada.user.id.toUpperCase(), ada.session.id], root.accessToken);
    expect(data.nodes.map(({ __typename }: { __typename: string }) => __typename)).toEqual(['User', 'Session']);
  });

  test('nodes rejects more than 100 IDs', async () => {
    const { errors } = await nodes(
      Array.from({ length: 101 }, () => ada.user.id),
      ada.accessToken,
    );
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});
