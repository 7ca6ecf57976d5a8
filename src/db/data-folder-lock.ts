import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Another process has the embedded database open; a second one would destroy it. */
export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError';

  constructor(folder: string, processId: number) {
    super(
      `The data folder ${folder} is in use by process ${processId}. Stop that process, choose another folder with ` +
        'DATA_DIR, or set DATABASE_URL: a PostgreSQL server can be shared.',
    );
  }
}

/**
 * Keeps the folder for this process. A lock whose process is gone, after a crash say, is taken over.
 *
 * @returns what gives the folder free again.
 * @throws {DataFolderInUseError} a living process has it.
 */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'lock');
  const owner = await readOwner(file);
  if (owner && owner !== process.pid && isAlive(owner)) throw new DataFolderInUseError(folder, owner);
  if (owner !== undefined) await rm(file, { force: true });
  await writeFile(file, String(process.pid), { flag: 'wx' });
  return () => rm(file, { force: true });
}

async function readOwner(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Number(text);
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
