import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { DataFolderUnusableError, StartupError } from '../config/startup-error.js';

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/**
 * Of several processes that start at the same moment, one should get the lock, instead of all failing because of each
 * other.
 */
const PATIENCE_MILLIS = 250;

/** Another process has the embedded database open; a second one would corrupt it. */
export class DataFolderInUseError extends StartupError {
  override readonly name = 'DataFolderInUseError';

  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another process. Stop that process, choose another folder with ` +
        'DATA_DIR, or set DATABASE_URL: a PostgreSQL server can be shared.',
    );
  }
}

/**
 * Reserves the folder for this process.
 *
 * The lock is an open transaction of SQLite, which is part of Node.js. It is a lock of the operating system, so it
 * disappears with the process however that ends, works between containers, and cannot become stale
 * (https://www.sqlite.org/lockingv3.html). A process ID means nothing in another container or after a reboot, and a
 // heartbeat is late while PGlite computes (https://github.com/garrytan/gbrain/pull/2400).
 *
 * @returns a function that releases the folder.
 * @throws {DataFolderInUseError} another process has locked it.
 * @throws {DataFolderUnusableError}
 */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
    const lock = await takeLock(join(folder, 'lock.sqlite'));
    return async () => lock.close();
  } catch (error) {
    const isInUse = (error as { errcode?: number }).errcode === SQLITE_BUSY;
    throw isInUse ? new DataFolderInUseError(folder) : new DataFolderUnusableError(folder, error as Error);
  }
}

/** Loaded only here: Node.js 22 warns that it is experimental. */
async function takeLock(file: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await import('node:sqlite');
  const lock = new DatabaseSync(file, { timeout: PATIENCE_MILLIS });
  try {
    // In memory, because a journal on the disk would remain if the process is killed.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}
