import type { SqlEntityManager } from '@mikro-orm/sql';
import { withoutTimeout } from '../../src/database/faulty-connections.js';
import { runMigrations } from '../../src/database/migrate.js';
import { User } from '../../src/users/user.entity.js';
import { prune } from '../../src/wiring/maintenance.js';
import { PASSWORD } from '../support/api-client.js';
import { FreezingProxy } from '../support/freezing-proxy.js';
import { useGatehouse } from '../support/gatehouse.js';
import { holdUser, untilNoneWaits } from '../support/locks.js';
import { LOGIN } from '../support/operations.js';

describe('a PostgreSQL that stops responding', () => {
  const gatehouse = useGatehouse();
  let proxy: FreezingProxy;
  beforeAll(async () => {
    proxy = new FreezingProxy(new URL(gatehouse.databaseUrl as string));
    const settings = { databasePoolSize: 2, databaseTimeoutSeconds: 1 };
    await gatehouse.restart({ databaseUrl: await proxy.start(), ...settings });
  });
  afterAll(() => proxy.stop());

  test('a PostgreSQL that stops responding makes requests fail, and is used again when it responds', async () => {
    const { accessToken: token, user } = await gatehouse.api.newUser();
    proxy.freeze();
    const login = gatehouse.api.send(LOGIN, { input: { email: user.email, password: PASSWORD } });
    for (const { errors } of await Promise.all([gatehouse.api.me({ token }), login])) {
      expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', id: expect.any(String) });
    }
    proxy.thaw();
    expect(await gatehouse.api.refusal(token)).toBeUndefined();
  });

  test('connections that stop responding in the middle of transactions take no place in the pool', async () => {
    for (let count = 0; count < 3; count += 1) {
      const silenced = gatehouse.em.transactional(async (tx) => {
        await tx.execute('select 1');
        proxy.freeze();
        await tx.execute('select 1');
      });
      await expect(silenced).rejects.toThrow();
      proxy.thaw();
    }
    expect((await gatehouse.api.newUser()).user.email).toContain('@');
  });
});

describe('a statement that takes longer than requests may', () => {
  const gatehouse = useGatehouse({ databaseTimeoutSeconds: 1 });

  test('a statement of a request that takes too long is canceled, and takes no effect later', async () => {
    const { user } = await gatehouse.api.newUser();
    const { release } = await holdUser(gatehouse.em, user.id);
    const late = gatehouse.em.execute("update users set username = 'late' where id = ?", [user.id]);
    await expect(late).rejects.toThrow();
    await untilNoneWaits(gatehouse.em);
    await release();
    expect((await gatehouse.em.findOneOrFail(User, user.id)).username).toBeNull();
  });

  test.each([
    ['pruning', () => prune(gatehouse.em, new Date(), 365)],
    ['a migration', () => runMigrations(gatehouse.app.database.orm)],
  ])('a statement that takes long in %s is waited for', async (_what, work) => {
    const locked = Promise.withResolvers<void>();
    const lock = async (tx: SqlEntityManager) => {
      await tx.execute('lock table audit_events, mikro_orm_migrations');
      locked.resolve();
      await tx.execute('select pg_sleep(2)');
    };
    const locking = withoutTimeout(() => gatehouse.em.transactional(lock));
    await locked.promise;
    await expect(work()).resolves.toBeDefined();
    await locking;
  });
});
