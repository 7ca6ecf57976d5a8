import { useGatehouse } from '../support/gatehouse.js';

describe('connections that break in the middle of a transaction', () => {
  const gatehouse = useGatehouse({ databasePoolSize: 2 });

  const breakOne = () =>
    gatehouse.em.transactional((tx) => tx.execute('select pg_terminate_backend(pg_backend_pid())')).catch(() => {});

  test('connections that break in the middle of a transaction are replaced, however many they are', async () => {
    for (let count = 0; count < 4; count += 1) await breakOne();
    expect((await gatehouse.api.newUser()).user.email).toContain('@');
  });
});
