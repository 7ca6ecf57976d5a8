import { join } from 'node:path';
import { DataFolderUnusableError } from '../../src/config/startup-error.js';
import { DataFolderInUseError, lockDataFolder } from '../../src/database/data-folder-lock.js';
import { createDataFolder } from '../support/databases.js';

let folder: string;
beforeEach(async () => {
  folder = await createDataFolder();
});

test('a locked data folder is refused to a process with the same ID, as in another container', async () => {
  const unlock = await lockDataFolder(folder);
  await expect(lockDataFolder(folder)).rejects.toThrow(DataFolderInUseError);
  await unlock();
});

test('only one of several simultaneous attempts to lock the data folder succeeds', async () => {
  const results = await Promise.allSettled(Array.from({ length: 4 }, () => lockDataFolder(folder)));
  const refusals = results.filter(({ status }) => status === 'rejected');
  expect(refusals).toEqual(Array(3).fill({ status: 'rejected', reason: expect.any(DataFolderInUseError) }));
});

test('a data folder that cannot exist is reported, with what to do', async () => {
  await expect(lockDataFolder('package.json')).rejects.toThrow(DataFolderUnusableError);
  await expect(lockDataFolder('package.json/data')).rejects.toThrow(/package.json\/data.*ENOTDIR.*DATA_DIR/);
});

test('an unlocked data folder can be locked again', async () => {
  const unlock = await lockDataFolder(join(folder, 'not', 'there', 'yet'));
  await unlock();
  await expect(lockDataFolder(join(folder, 'not', 'there', 'yet'))).resolves.toBeInstanceOf(Function);
});
