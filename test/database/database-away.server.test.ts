import { writeFile } from 'node:fs/promises';
import { readiness } from '../support/account-life.js';
import { ApiClient } from '../support/api-client.js';
import { createDataFolder } from '../support/databases.js';
import { startApp } from '../support/gatehouse.js';
import { startPostgres } from '../support/postgres.js';
import { until } from '../support/until.js';

describe('a PostgreSQL that is stopped', () => {
  test('a PostgreSQL that is stopped makes the server not ready, ends no process, and is used again when it is back', async () => {
    const { postgres, url } = await startPostgres(`${await createDataFolder()}/postgres`);
    const log: string[] = [];
    const app = await startApp({ databaseUrl: url }, log);
    const api = new ApiClient(app.server);
    const { accessToken } = await api.newUser();
    const ready = async () => (await app.server.inject('/readyz')).statusCode;
    expect(await ready()).toBe(200);

    await postgres.stop();
    expect(await ready()).toBe(503);
    expect((await app.server.inject('/livez')).statusCode).toBe(200);
    const { errors } = await api.me({ token: accessToken });
    expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', id: expect.any(String) });
    expect(log.join('')).toContain(errors?.[0]?.extensions?.id);

    await postgres.start();
    expect(await ready()).toBe(200);
    expect(await api.refusal(accessToken)).toBeUndefined();
    await app.close();
    await postgres.stop();
  });
});

describe('a PostgreSQL that becomes a standby', () => {
  test('a PostgreSQL that has become a standby makes the server not ready until it is promoted', async () => {
    const folder = `${await createDataFolder()}/postgres`;
    const { postgres, url } = await startPostgres(folder);
    const app = await startApp({ databaseUrl: url }, []);
    await postgres.stop();
    await writeFile(`${folder}/standby.signal`, '');
    // It never says that it accepts all connections, which is waited for.
    void postgres.start();
    await until(async () => (await readiness(app)) !== 'The database does not respond.');
    expect(await readiness(app)).toBe('The database is read-only.');

    await app.database.em.execute('select pg_promote()');
    expect(await readiness(app)).toBe('ready');
    await app.close();
    await postgres.stop();
  });
});
