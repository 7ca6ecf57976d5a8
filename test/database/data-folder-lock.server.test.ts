import { join } from 'node:path';
import { DataFolderUnusableError } from '../../src/config/startup-error.js';
import { DataFolderInUseError, lockDataFolder } from '../../src/database/data-folder-lock.js';
import { createDataFolder } from '../support/databases.js';

let folder: string;
beforeEach(async () => {
  folder = await createDataFolder();
});

describe('the lock on the data folder', () => {
  test('keeps out who has the same process ID, as in another container', async () => {
    const unlock = await lockDataFolder(folder);
    await expect(lockDataFolder(folder)).rejects.toThrow(DataFolderInUseError);
    await unlock();
  });

  test('goes to one of several who want it at the same moment', async () => {
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => lockDataFolder(folder)));
    const refusals = results.filter(({ status }) => status === 'rejected');
    expect(refusals).toEqual(Array(3).fill({ status: 'rejected', reason: expect.any(DataFolderInUseError) }));
  });

  test('says where no folder can be, and what to do', async () => {
    await expect(lockDataFolder('package.json')).rejects.toThrow(DataFolderUnusableError);
    await expect(lockDataFolder('package.json/data')).rejects.toThrow(/package.json\/data.*ENOTDIR.*DATA_DIR/);
  });

  test('is free again when given back', async () => {
    const unlock = await lockDataFolder(join(folder, 'not', 'there', 'yet'));
    await unlock();
    await expect(lockDataFolder(join(folder, 'not', 'there', 'yet'))).resolves.toBeInstanceOf(Function);
  });
});
