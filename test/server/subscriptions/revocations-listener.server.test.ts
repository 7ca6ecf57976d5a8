import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { LISTENER_NAME, type Listener, listen } from '../../../src/database/notifications.js';
import { Bell, Revocations, type RevocationsEvent } from '../../../src/server/subscriptions/revocations.js';
import { RevokedTokens } from '../../../src/sessions/revoked-tokens.js';
import { SESSION_ENDS_CHANNEL } from '../../../src/sessions/session-ending.js';
import type { ApiClient } from '../../support/api-client.js';
import { administer } from '../../support/databases.js';
import { FreezingProxy } from '../../support/freezing-proxy.js';
import { useGatehouse } from '../../support/gatehouse.js';
import { RevocationFeed } from '../../support/revocation-feed.js';
import { until } from '../../support/until.js';

const gatehouse = useGatehouse();
const TIMES = { signOfLife: 20, read: 5 };

/** Follows by a connection to PostgreSQL of its own, which can be cut. */
class Follower {
  readonly proxy = new FreezingProxy(new URL(gatehouse.databaseUrl as string));
  readonly events: RevocationsEvent[] = [];
  listener!: Listener;
  isEntitled = async () => true;
  private readonly closing = new AbortController();
  private following: Promise<void> | undefined;

  constructor(private readonly times = TIMES) {}

  async start(): Promise<this> {
    const { database, server } = gatehouse.app;
    const bell = new Bell();
    const ring = () => bell.ring();
    const listening = { channel: SESSION_ENDS_CHANNEL, onNotification: ring, onListening: ring };
    this.listener = await listen(database, { databaseUrl: await this.proxy.start() }, listening, server.log);
    const tokens = new RevokedTokens(this.listener, gatehouse.clock.now);
    this.following = this.follow(new Revocations(tokens, bell, server.log, this.times));
    await until(() => this.last !== undefined);
    return this;
  }

  /** The last event that moved `asOf` on. */
  get last(): RevocationsEvent | undefined {
    return this.events.findLast(({ isSnapshot }) => !isSnapshot);
  }

  knows(id: string): boolean {
    return this.timesReported(id) > 0;
  }

  timesReported(id: string): number {
    return this.events.flatMap(({ revoked }) => revoked).filter((each) => each.id === id).length;
  }

  /** Whether a sign of life came before an id although it was revoked before that. */
  claimedTooMuch(id: string, since: Date): boolean {
    const known = this.events.findIndex(({ revoked }) => revoked.some((each) => each.id === id));
    return this.events.slice(0, known).some(({ asOf }) => asOf > since);
  }

  /** Resolves when its events have ended. */
  get ended(): Promise<void> | undefined {
    return this.following;
  }

  async stop(): Promise<void> {
    this.closing.abort();
    this.proxy.stop();
    await this.following;
    await this.listener.close();
  }

  private async follow(revocations: Revocations): Promise<void> {
    const { signal: closed } = this.closing;
    const recipient = { closed, drained: async () => {}, isEntitled: () => this.isEntitled() };
    for await (const event of revocations.events(recipient)) this.events.push(event);
  }
}

let follower: Follower;
beforeEach(async () => {
  follower = await new Follower().start();
});
afterEach(() => follower.stop());

async function loggedOut(): Promise<string> {
  const { accessToken, session } = await gatehouse.api.newUser();
  await gatehouse.api.logout({ token: accessToken });
  return session.id;
}

/** As an operator does, without a notification. */
const BLACKLIST = `insert into blacklisted_tokens (id, reason, blacklisted_at, expires_at)
  values ($1, 'LOGOUT', now(), now() + interval '1 day')`;

/** Cuts the connection, has something revoked meanwhile, and restores it. */
async function revokeUnheard(cut: () => void, revoke: () => Promise<string>): Promise<[string, Date]> {
  cut();
  await until(() => follower.listener.isListening === false);
  const { asOf } = follower.last as RevocationsEvent;
  const id = await revoke();
  // Ample for many signs of life.
  await sleep(200);
  follower.proxy.thaw();
  await until(() => follower.knows(id));
  return [id, asOf];
}

describe('the feed of revocations, and the connection that listens', () => {
  test('there is no sign of life while the listening connection is lost, and the first one after contains what was missed', async () => {
    const [id, asOf] = await revokeUnheard(() => follower.proxy.cut(), loggedOut);
    expect([follower.knows(id), follower.claimedTooMuch(id, asOf)]).toEqual([true, false]);
  });

  test('a connection that has fallen silent gives no sign of life, and is replaced', async () => {
    const [id, asOf] = await revokeUnheard(() => follower.proxy.freeze(), loggedOut);
    expect([follower.knows(id), follower.claimedTooMuch(id, asOf)]).toEqual([true, false]);
  });

  test('what another server, or one after a crash, counts as an old transaction is reported all the same', async () => {
    const asInAnOldTransaction = async () => {
      const id = crypto.randomUUID();
      await gatehouse.em.execute(BLACKLIST.replace('$1', '?'), [id]);
      await gatehouse.em.execute(`update blacklisted_tokens set transaction_id = '3' where id = ?`, [id]);
      return id;
    };
    const [id] = await revokeUnheard(() => follower.proxy.cut(), asInAnOldTransaction);
    expect(follower.knows(id)).toBe(true);
  });

  test('no sign of life comes after the right to them was lost', async () => {
    let isEntitled = true;
    follower.isEntitled = async () => isEntitled;
    isEntitled = false;
    const { length } = follower.events;
    await follower.ended;
    expect(follower.events.length - length).toBeLessThanOrEqual(1);
  });

  test('while nobody knows who may follow, there is no sign of life, and what was revoked comes after', async () => {
    let known = false;
    follower.isEntitled = async () => {
      if (!known) throw new Error('the database cannot be reached');
      return true;
    };
    const id = await loggedOut();
    await sleep(100);
    expect(follower.knows(id)).toBe(false);
    known = true;
    await until(() => follower.knows(id));
    expect(follower.timesReported(id)).toBe(1);
  });

  test('signs of life go on while nothing is revoked', async () => {
    const { length } = follower.events;
    await until(() => follower.events.length > length + 2);
    const times = follower.events.slice(length).map(({ asOf }) => asOf.getTime());
    expect(times.length).toBeGreaterThan(2);
    expect(times).toEqual([...new Set(times)].sort());
  });
});

describe('the feed of revocations, and transactions', () => {
  let client: pg.Client;
  beforeEach(async () => {
    client = new pg.Client({ connectionString: gatehouse.databaseUrl });
    await client.connect();
  });
  afterEach(() => client.end());

  test('a transaction that began before others and is committed after them is not missed, and nothing is repeated', async () => {
    const late = crypto.randomUUID();
    await client.query('begin');
    await client.query(BLACKLIST, [late]);
    const early = [await loggedOut(), await loggedOut()];
    await until(() => early.every((id) => follower.knows(id)));
    await client.query('commit');
    await until(() => follower.knows(late));
    expect([late, ...early].map((id) => follower.timesReported(id))).toEqual([1, 1, 1]);
  });

  test('what is written without a notification is reported, too', async () => {
    const id = crypto.randomUUID();
    await client.query(BLACKLIST, [id]);
    await until(() => follower.knows(id));
    expect(follower.knows(id)).toBe(true);
  });
});

describe('the feed of revocations, on another instance', () => {
  const LISTENERS = `pg_stat_activity where application_name = '${LISTENER_NAME}'`;
  let other: ApiClient;
  let feed: RevocationFeed;
  beforeAll(async () => {
    other = await gatehouse.startAnother();
  });
  beforeEach(async () => {
    const { accessToken } = await gatehouse.newAdministrator();
    feed = await RevocationFeed.open(await gatehouse.api.url(), accessToken);
  });
  afterEach(async () => {
    feed.stop();
    await feed.watcher.told;
  });

  async function loggedOutElsewhere(): Promise<string> {
    const { accessToken, session } = await gatehouse.api.newUser();
    await other.logout({ token: accessToken });
    return session.id;
  }

  test('a logout on another instance is reported by its notification, however seldom the blacklist is read', async () => {
    const attentive = await new Follower({ ...TIMES, read: 3_600_000 }).start();
    const id = await loggedOutElsewhere();
    await until(() => attentive.knows(id));
    await attentive.stop();
    expect(attentive.timesReported(id)).toBe(1);
  });

  test('the feed of an administrator who is demoted on another instance ends', async () => {
    const { user } = await gatehouse.newAdministrator();
    const root = await gatehouse.newAdministrator();
    const { accessToken } = await gatehouse.api.login(user);
    const following = await RevocationFeed.open(await gatehouse.api.url(), accessToken);
    await other.mutate('setUserRole', { userId: user.id, role: 'USER' }, root.accessToken);
    const sid = await loggedOutElsewhere();
    await following.watcher.completed;
    following.stop();
    expect(following.ids).not.toContain(sid);
  });

  test('a logout on another instance is reported although the listening connections were cut', async () => {
    const [cut] = await administer(`select pg_terminate_backend(pid) from ${LISTENERS}`);
    expect(cut?.rowCount).toBeGreaterThan(1);
    const id = await loggedOutElsewhere();
    await until(() => feed.ids.includes(id));
    expect(feed.ids).toContain(id);
  });
});
