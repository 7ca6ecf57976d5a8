import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Cleanup } from './cleanup.ts';
import { startScript } from './processes.ts';

/** Makes an empty database, on the server of LOAD_DATABASE_URL or else on one of its own. Answers its URL. */
export function createDatabase(cleanup: Cleanup): Promise<string> {
  const serverUrl = process.env.LOAD_DATABASE_URL;
  return serverUrl ? createOn(serverUrl, cleanup) : startServer(cleanup);
}

async function createOn(serverUrl: string, cleanup: Cleanup): Promise<string> {
  const name = `gatehouse_load_${process.pid}_${Date.now()}`;
  await execute(serverUrl, `create database ${name}`);
  cleanup.add(() => execute(serverUrl, `drop database ${name} with (force)`));
  const url = new URL(serverUrl);
  url.pathname = name;
  return url.href;
}

async function startServer(cleanup: Cleanup): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-load-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const environment = { POSTGRES_FOLDER: join(folder, 'postgres') };
  const { ready } = await startScript<{ url: string }>(new URL('postgres.ts', import.meta.url), environment, cleanup);
  return ready.url;
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
