import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockDataFolder } from '../../src/database/data-folder-lock.js';
import { DatabaseUnavailableError } from '../../src/database/database-errors.js';
import { createTestDatabase, type TestDatabase } from '../support/databases.js';
import { startApp } from '../support/gatehouse.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase('pglite');
  await writeFile(join(database.dataDir, 'pglite', 'global', 'pg_control'), 'damaged');
});
afterEach(() => database.remove());

test('an embedded database whose files are damaged is reported, with what to do', async () => {
  const started = startApp({ dataDir: database.dataDir }, []);
  await expect(started).rejects.toThrow(DatabaseUnavailableError);
  await expect(started).rejects.toThrow(/files are damaged.*Restore a backup of DATA_DIR/);
});

test('the folder of a damaged embedded database is free for another attempt', async () => {
  await startApp({ dataDir: database.dataDir }, []).catch(() => {});
  await expect(lockDataFolder(database.dataDir)).resolves.toBeInstanceOf(Function);
});
