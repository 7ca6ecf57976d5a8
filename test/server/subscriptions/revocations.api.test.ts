import jwt from 'jsonwebtoken';
import { ApiKey, ServiceAccount } from '../../../src/credentials/api-keys/api-key.entities.js';
import { Permission } from '../../../src/sessions/permissions.js';
import { User } from '../../../src/users/user.entity.js';
import type { SignedIn } from '../../support/api-client.js';
import { useGatehouse } from '../../support/gatehouse.js';
import { TRANSPORTS } from '../../support/live-clients.js';
import { type Machine, newKey, newMachine } from '../../support/machines.js';
import { RevocationFeed } from '../../support/revocation-feed.js';
import { sessionEndings } from '../../support/session-endings.js';
import { until } from '../../support/until.js';

const gatehouse = useGatehouse();
const transports = Object.entries(TRANSPORTS);
const OTHERS = Object.values(Permission).filter((each) => each !== Permission.TOKENS_INTROSPECT);

let root: SignedIn;
let verifier: Machine;
beforeEach(async () => {
  root = await gatehouse.newAdministrator();
  verifier = await newMachine(gatehouse, root, [Permission.TOKENS_INTROSPECT]);
});

const open: RevocationFeed[] = [];
afterEach(async () => {
  for (const feed of open.splice(0)) {
    feed.stop();
    await feed.watcher.told;
  }
});

async function follow(token = verifier.accessToken, watch = TRANSPORTS.WebSocket): Promise<RevocationFeed> {
  const feed = await RevocationFeed.open(await gatehouse.api.url(), token, watch);
  open.push(feed);
  return feed;
}

const asRoot = (field: string, input: object) => gatehouse.api.mutate(field, input, root.accessToken);
const loggedOut = async () => {
  const device = await gatehouse.api.newUser();
  await gatehouse.api.logout({ token: device.accessToken });
  return device.session.id;
};
/** Why a request by a machine is refused; undefined if it is not. */
const refusalOf = async ({ accessToken }: Machine) => {
  const input = { input: { token: accessToken } };
  const query = 'mutation ($input: IntrospectTokenInput!) { introspectToken(input: $input) { active } }';
  return (await gatehouse.api.send(query, input)).data.introspectToken.active ? undefined : 'inactive';
};

describe('who may follow revocations', () => {
  const CALLERS: Record<string, [string | undefined, () => Promise<string>]> = {
    'a user': ['FORBIDDEN', async () => (await gatehouse.api.newUser()).accessToken],
    'an administrator': [undefined, async () => root.accessToken],
    'a machine with TOKENS_INTROSPECT': [undefined, async () => verifier.accessToken],
    'a machine with every other permission': [
      'FORBIDDEN',
      async () => (await newMachine(gatehouse, root, OTHERS)).accessToken,
    ],
  };

  describe.each(transports)('by %s', (_name, watch) => {
    test.each(Object.entries(CALLERS))(
      '%s may follow revocations, or is told why not: %#',
      async (_who, [code, login]) => {
        const feed = await follow(await login(), watch);
        expect(feed.watcher.results[0].errors?.[0]?.extensions?.code).toBe(code);
        expect(feed.events.length > 0).toBe(code === undefined);
      },
    );
  });

  test('without a token, nobody may follow revocations', async () => {
    const [byWebSocket, byEventStream] = [
      await follow('', TRANSPORTS.WebSocket),
      await follow('', TRANSPORTS['event stream']),
    ];
    expect(await byWebSocket.watcher.told).toMatchObject({ closeCode: 4401, results: [] });
    expect(byEventStream.watcher.results[0].errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });
});

/** Those who follow, and how they lose the right to. */
const LOSSES: Record<string, [follower: () => Promise<string>, lose: (token: string) => Promise<unknown>]> = {
  'an administrator who is demoted': [
    async () => (await gatehouse.newAdministrator()).accessToken,
    (token) => asRoot('setUserRole', { userId: subjectOf(token), role: 'USER' }),
  ],
  'a machine that loses TOKENS_INTROSPECT': [
    async () => verifier.accessToken,
    (token) => gatehouse.em.nativeUpdate(ServiceAccount, { id: subjectOf(token) }, { permissions: OTHERS }),
  ],
  // By whom and where the blacklist does not say it.
  'an administrator who is deleted from the database': [
    async () => (await gatehouse.newAdministrator()).accessToken,
    (token) => gatehouse.em.nativeDelete(User, { id: subjectOf(token) }),
  ],
  'a machine whose API key is deleted from the database': [
    async () => verifier.accessToken,
    () => gatehouse.em.nativeDelete(ApiKey, { id: verifier.apiKey.id }),
  ],
};
const subjectOf = (token: string) => String(jwt.decode(token)?.sub);

describe.each(transports)('revocations by %s', (_name, watch) => {
  test('what was revoked before comes first, then at once the event that makes the set complete', async () => {
    const before = await loggedOut();
    const { events } = await follow(verifier.accessToken, watch);
    const snapshot = events.filter(({ isSnapshot }) => isSnapshot);
    expect(snapshot.flatMap(({ revoked }) => revoked.map(({ id }) => id))).toContain(before);
    expect(events.map(({ isSnapshot }) => isSnapshot)).toEqual([...snapshot.map(() => true), false]);
  });

  test('a logout is reported, with the time at which its last access token expires', async () => {
    const feed = await follow(verifier.accessToken, watch);
    const sid = await loggedOut();
    await until(() => feed.ids.includes(sid));
    const expiresAt = new Date(gatehouse.clock.now().getTime() + 900_000).toISOString();
    expect(feed.events.at(-1)).toMatchObject({ isSnapshot: false, revoked: [{ id: sid, expiresAt }] });
  });

  test('the feed ends when the API key is revoked', async () => {
    const feed = await follow(verifier.accessToken, watch);
    await asRoot('revokeApiKey', { apiKeyId: verifier.apiKey.id });
    expect((await feed.watcher.told).completed).toBe(true);
  });

  test.each(Object.entries(LOSSES))('%s is reported nothing more', async (_who, [follower, lose]) => {
    const token = await follower();
    const feed = await follow(token, watch);
    await lose(token);
    const sid = await loggedOut();
    await feed.watcher.completed;
    expect(feed.ids).not.toContain(sid);
  });

  test('the feed ends with the access token, so that the service comes back with a fresh one', async () => {
    const feed = await follow(verifier.accessToken, watch);
    gatehouse.clock.advance({ minutes: 15 });
    expect((await feed.watcher.told).completed).toBe(false);
  });
});

describe('revocations', () => {
  test('more sessions than a notification can list are all reported, in events of at most 1,000', async () => {
    const device = await gatehouse.api.newUser();
    const feed = await follow();
    const more = `insert into sessions (id, user_id, created_at, last_used_at, expires_at, access_tokens_expire_at)
      select gen_random_uuid(), user_id, created_at, last_used_at, expires_at, access_tokens_expire_at
      from sessions, generate_series(1, 2500) where id = ?`;
    await gatehouse.em.execute(more, [device.session.id]);
    await gatehouse.api.logoutAll(device.accessToken);
    const changed = () => feed.events.filter(({ isSnapshot }) => !isSnapshot).flatMap(({ revoked }) => revoked);
    await until(() => changed().length >= 2501);
    expect([changed().length, new Set(feed.ids).size]).toEqual([2501, feed.ids.length]);
    const again = await follow();
    expect(new Set(again.ids).size).toBeGreaterThanOrEqual(2501);
    expect(Math.max(...[feed, again].flatMap(({ events }) => events.map(({ revoked }) => revoked.length)))).toBe(1000);
  });

  test.each(Object.entries(sessionEndings(gatehouse)))(
    'a service that follows refuses the tokens that the server refuses, and no others: %s',
    async (_reason, end) => {
      const [device, stranger] = [await gatehouse.api.newUser(), await gatehouse.api.newUser()];
      const feed = await follow();
      await end(device);
      await until(() => feed.refuses(device.accessToken));
      for (const { accessToken } of [device, stranger])
        expect(feed.refuses(accessToken)).toBe((await gatehouse.api.refusal(accessToken)) !== undefined);
    },
  );

  test.each([
    ['revokeApiKey', ({ apiKey }: Machine) => asRoot('revokeApiKey', { apiKeyId: apiKey.id })],
    ['deactivateServiceAccount', (machine: Machine) => deactivate(machine)],
    [
      'reactivateServiceAccount',
      async (machine: Machine) => {
        await deactivate(machine);
        await asRoot('reactivateServiceAccount', { serviceAccountId: machine.serviceAccountId });
      },
    ],
  ])('a service that follows refuses the machines that the server refuses, and no others: %s', async (_act, act) => {
    const [machine, other] = [await newMachine(gatehouse, root), await newMachine(gatehouse, root)];
    const secondKey = await newKey(gatehouse.api, root, machine.serviceAccountId);
    const feed = await follow();
    await act(machine);
    await until(() => feed.refuses(machine.accessToken));
    const exchanged = await Promise.all(
      [machine.secret, secondKey.secret].map((apiKey) => gatehouse.api.mutate('exchangeApiKey', { apiKey })),
    );
    const accepted = exchanged.filter(({ accessToken }) => accessToken);
    for (const each of [machine, other, ...accepted])
      expect(feed.refuses(each.accessToken)).toBe((await refusalOf(each)) !== undefined);
  });

  const deactivate = ({ serviceAccountId }: Machine) => asRoot('deactivateServiceAccount', { serviceAccountId });

  test('the feed of an administrator ends with the session', async () => {
    const feed = await follow(root.accessToken);
    await gatehouse.api.logout({ token: root.accessToken });
    expect(await feed.watcher.told).toMatchObject({ completed: true, closeCode: 4401, closeReason: 'SESSION_ENDED' });
  });

  test('the feed of a deactivated service account ends', async () => {
    const feed = await follow();
    await deactivate(verifier);
    expect(await feed.watcher.told).toMatchObject({ completed: true, closeCode: 4401, closeReason: 'SESSION_ENDED' });
  });

  test('feeds leave nothing behind when their connections are gone, not even in the log', async () => {
    await until(() => gatehouse.app.live.size === 0);
    expect([gatehouse.app.live.size, gatehouse.warnings()]).toEqual([0, []]);
  });
});
