import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataFolderInUseError, lockDataFolder } from '../../src/db/data-folder-lock.js';
import { createDataFolder } from '../support/databases.js';

let folder: string;
beforeEach(async () => {
  folder = await createDataFolder();
});

const lockedBy = (processId: number) => writeFile(join(folder, 'lock'), String(processId));

describe('the lock on the data folder', () => {
  test('keeps another process out', async () => {
    await lockedBy(process.ppid);
    await expect(lockDataFolder(folder)).rejects.toThrow(DataFolderInUseError);
    await expect(lockDataFolder(folder)).rejects.toThrow(`in use by process ${process.ppid}`);
  });

  test('is taken over from a process that is gone', async () => {
    await lockedBy(2 ** 22 + 1);
    await expect(lockDataFolder(folder)).resolves.toBeInstanceOf(Function);
  });

  test('is free again when given back', async () => {
    const unlock = await lockDataFolder(join(folder, 'not', 'there', 'yet'));
    await unlock();
    await expect(lockDataFolder(join(folder, 'not', 'there', 'yet'))).resolves.toBeInstanceOf(Function);
  });
});
