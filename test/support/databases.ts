import { cpSync, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { Database, type DatabaseConfig } from '../../src/database/database.js';
import { runMigrations } from '../../src/database/migrate.js';
import { dataModel } from '../../src/wiring/data-model.js';

export type DatabaseKind = 'postgresql' | 'pglite';

/** A database of one's own, as the settings that lead to it. */
export interface TestDatabase {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  remove(): Promise<void>;
}

/** A migrated one. */
export async function createTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  if (kind === 'postgresql') return createPostgresDatabase(await postgresTemplate());
  const created = await createEmptyDatabase(kind);
  // A third of the work of its asynchronous twin, for a thousand files.
  cpSync(await pgliteTemplate(), created.dataDir, { recursive: true });
  return created;
}

/** One without any table, on PostgreSQL made with options of `create database`. */
export async function createEmptyDatabase(kind: DatabaseKind, options = ''): Promise<TestDatabase> {
  if (kind === 'postgresql') return createPostgresDatabase(`template0 ${options}`);
  const dataDir = await createDataFolder();
  return { databaseUrl: undefined, dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

async function createPostgresDatabase(template: string): Promise<TestDatabase> {
  const name = `gatehouse_${crypto.randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template ${template}`);
  const remove = () => administer(`drop database ${name} with (force)`).then(() => {});
  return { databaseUrl: databaseUrl(name), dataDir: await createDataFolder(), remove };
}

/** An empty folder, removed with all the others when the tests are over, if not before. */
export function createDataFolder(): Promise<string> {
  return mkdtemp(join(testFolder(), 'data-'));
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
  return Object.assign(new URL(process.env.TEST_DATABASE_URL as string), { pathname: name }).href;
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

/** While one does it, the others wait. */
export async function onlyOneWorker<T>(work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  await client.query('select pg_advisory_lock(1)');
  return work().finally(() => client.end());
}

async function migrateEmpty(config: DatabaseConfig): Promise<void> {
  const database = await Database.open(config, dataModel);
  await runMigrations(database.orm);
  await database.close();
}

/** Of this run, and removed after it. */
export function testFolder(): string {
  return process.env.GATEHOUSE_TEST_FOLDER as string;
}
