import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Cleanup } from './cleanup.ts';
import { type Environment, startScript } from './processes.ts';

/** Makes an empty database, on the server of LOAD_DATABASE_URL or else on one of its own. Answers its URL. */
export async function createDatabase(cleanup: Cleanup): Promise<string> {
  const serverUrl = process.env.LOAD_DATABASE_URL;
  return serverUrl ? createOn(serverUrl, cleanup) : (await startPostgresProcess(cleanup)).url;
}

async function createOn(serverUrl: string, cleanup: Cleanup): Promise<string> {
  const name = `gatehouse_load_${process.pid}_${Date.now()}`;
  await execute(serverUrl, `create database ${name}`);
  cleanup.add(() => execute(serverUrl, `drop database ${name} with (force)`));
  const url = new URL(serverUrl);
  url.pathname = name;
  return url.href;
}

/** Starts a PostgreSQL in a process of its own, which the messages of postgres.ts restart. */
export async function startPostgresProcess(
  cleanup: Cleanup,
  more: Environment = {},
): Promise<{ child: ChildProcess; url: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-load-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const environment = { POSTGRES_FOLDER: join(folder, 'postgres'), ...more };
  const script = new URL('postgres.ts', import.meta.url);
  const { child, ready } = await startScript<{ url: string }>(script, environment, cleanup);
  return { child, url: ready.url };
}

export async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
