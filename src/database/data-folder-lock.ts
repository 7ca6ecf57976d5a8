import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderUnusableError, StartupError } from '../config/startup-error.js';

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/** Of several who start at the same moment one gets the lock, rather than each being refused because of another. */
const PATIENCE_MILLIS = 250;

/** Another process has the embedded database open; a second one would destroy it. */
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
 * Keeps the folder for this process, for as long as it lives.
 *
 * The lock is an open transaction of SQLite, which comes with Node.js: the operating system's, so it goes with its
 * process however that ends, holds between containers, and nothing stale is ever taken over
 * (https://www.sqlite.org/lockingv3.html). A process ID says nothing in another container or after a reboot, and a sign
 * of life comes late while PGlite computes (https://github.com/garrytan/gbrain/pull/2400).
 *
 * @returns what gives the folder free again.
 * @throws {DataFolderInUseError} a living process has it.
 * @throws {DataFolderUnusableError}
 */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
    const lock = takeLock(join(folder, 'lock.sqlite'));
    return async () => lock.close();
  } catch (error) {
    const isInUse = (error as { errcode?: number }).errcode === SQLITE_BUSY;
    throw isInUse ? new DataFolderInUseError(folder) : new DataFolderUnusableError(folder, error as Error);
  }
}

function takeLock(file: string): DatabaseSync {
  const lock = new DatabaseSync(file, { timeout: PATIENCE_MILLIS });
  try {
    // In memory: a journal on the disk would outlive a process that is killed.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}
