import { Database } from '../../src/database/database.js';
import { dataModel } from '../../src/wiring/data-model.js';
import { administer, createDataFolder, databaseUrl } from '../support/databases.js';
import { ServerProcess } from '../support/server-process.js';
import { until } from '../support/until.js';

describe.each(['LATIN1', 'WIN1251', 'SQL_ASCII'])('a database encoded in %s', (encoding) => {
  const name = `gatehouse_${encoding.toLowerCase()}_${crypto.randomUUID().slice(0, 8)}`;
  beforeAll(() => administer(`create database ${name} encoding '${encoding}' locale 'C' template template0`));
  afterAll(() => administer(`drop database ${name} with (force)`));

  test('a database that is not encoded in UTF-8 is rejected, and nothing is written to it', async () => {
    const config = { databaseUrl: databaseUrl(name), databasePoolSize: 2, dataDir: await createDataFolder() };
    await expect(Database.open(config, dataModel)).rejects.toThrow(
      new RegExp(`/${name}: its encoding is not UTF8.*'UTF8'`),
    );
    const connections = async () =>
      (await administer(`select from pg_stat_activity where datname = '${name}'`))[0]?.rowCount;
    await until(async () => (await connections()) === 0);
    expect(await connections()).toBe(0);
  });

  test('a server whose database is not encoded in UTF-8 exits with one line that says what to do', async () => {
    const { exited } = new ServerProcess({ DATABASE_URL: databaseUrl(name), DATA_DIR: await createDataFolder() });
    const { code, output } = await exited;
    expect([code, output.trim().split('\n')]).toEqual([1, [expect.stringContaining("encoding 'UTF8'")]]);
  });
});
