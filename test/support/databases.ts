import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { Database, type DatabaseConfig } from '../../src/db/database.js';
import { runMigrations } from '../../src/db/migrate.js';

export type DatabaseKind = 'postgresql' | 'pglite';

/** A migrated database of one's own, as the settings that lead to it. */
export interface TestDatabase {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  remove(): Promise<void>;
}

export async function createTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(testFolder(), 'data-'));
  const removeFolder = () => rm(dataDir, { recursive: true, force: true });
  if (kind === 'pglite') {
    await cp(await pgliteTemplate(), dataDir, { recursive: true });
    return { databaseUrl: undefined, dataDir, remove: removeFolder };
  }
  const name = `gatehouse_${crypto.randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template ${await postgresTemplate()}`);
  const drop = () => administer(`drop database ${name} with (force)`);
  return { databaseUrl: databaseUrl(name), dataDir, remove: () => drop().then(removeFolder) };
}

/** Runs statements on the PostgreSQL server, outside every test's database. */
export async function administer(...statements: string[]): Promise<pg.QueryResult[]> {
  const client = new pg.Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  const results: pg.QueryResult[] = [];
  for (const statement of statements) results.push(await client.query(statement));
  await client.end();
  return results;
}

export function databaseUrl(name: string): string {
  return new URL(`/${name}`, process.env.TEST_DATABASE_URL).href;
}

/** An empty, migrated database to clone. The first worker of this run that needs it makes it. */
function postgresTemplate(): Promise<string> {
  const name = `gatehouse_template_${testFolder().split('-').at(-1)?.toLowerCase()}`;
  return onlyOneWorker(async () => {
    const [found] = await administer(`select from pg_database where datname = '${name}'`);
    if (found?.rowCount) return name;
    await administer(`create database ${name}`);
    await migrateEmpty({ databaseUrl: databaseUrl(name), databasePoolSize: 2, dataDir: testFolder() });
    return name;
  });
}

/** A data folder with an empty, migrated embedded database to copy. */
function pgliteTemplate(): Promise<string> {
  const folder = join(testFolder(), 'pglite-template');
  return onlyOneWorker(async () => {
    if (!existsSync(folder)) await migrateEmpty({ databaseUrl: undefined, databasePoolSize: 2, dataDir: folder });
    return folder;
  });
}

async function onlyOneWorker<T>(work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  await client.query('select pg_advisory_lock(1)');
  return work().finally(() => client.end());
}

async function migrateEmpty(config: DatabaseConfig): Promise<void> {
  const database = await Database.open(config);
  await runMigrations(database.orm);
  await database.close();
}

function testFolder(): string {
  return process.env.GATEHOUSE_TEST_FOLDER as string;
}
