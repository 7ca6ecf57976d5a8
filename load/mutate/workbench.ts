import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import pg from 'pg';
import { NODE_FLAGS } from '../../test/support/node-flags.ts';
import type { Cleanup } from '../shared/cleanup.ts';
import { startPostgresProcess } from '../shared/database.ts';
import { stopProcess } from '../shared/processes.ts';
import { type Mutation, mutate, projectsOf } from './mutation.ts';
import { type JestReport, judge, type Verdict } from './verdict.ts';

const NOT_COPIED = new Set(['node_modules', 'dist', '.git', '.data', '.env']);

/** Enough for what waits for something that a mutation keeps from happening. */
const TEST_TIMEOUT_MILLIS = 45_000;
const RUN_TIMEOUT_MILLIS = 600_000;

const JEST = [
  ...NODE_FLAGS,
  ...['node_modules/jest/bin/jest.js', '--runInBand', '--forceExit', `--testTimeout=${TEST_TIMEOUT_MILLIS}`],
  '--testEnvironment=./load/mutate/fail-fast-environment.ts',
];

/** A copy of the project with a PostgreSQL of its own, in which mutations are tried one after the other. */
export class Workbench {
  private readonly folder: string;
  private readonly databaseUrl: string;
  private readonly cleanup: Cleanup;

  private constructor(folder: string, databaseUrl: string, cleanup: Cleanup) {
    this.folder = folder;
    this.databaseUrl = databaseUrl;
    this.cleanup = cleanup;
  }

  static async open(root: string, cleanup: Cleanup): Promise<Workbench> {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-mutate-'));
    cleanup.add(() => rm(folder, { recursive: true, force: true }));
    await cp(root, folder, { recursive: true, filter: (path) => path === root || !NOT_COPIED.has(basename(path)) });
    await symlink(resolve(root, 'node_modules'), join(folder, 'node_modules'));
    const { url } = await startPostgresProcess(cleanup);
    return new Workbench(folder, url, cleanup);
  }

  /** Runs tests, each in the Jest projects given, on the copy as it is. */
  async run(tests: readonly string[], projects: readonly string[]): Promise<Verdict> {
    const reportFile = join(this.folder, 'jest-report.json');
    await rm(reportFile, { force: true });
    const output = await this.jest([
      ...['--json', `--outputFile=${reportFile}`, `--cacheDirectory=${join(this.folder, '.jest-cache')}`],
      ...['--selectProjects', ...projects, '--runTestsByPath', ...tests],
    ]);
    await this.dropDatabases();
    const report = await readFile(reportFile, 'utf8').catch(() => undefined);
    return report ? judge(JSON.parse(report) as JestReport) : { kind: 'invalid', reason: output.slice(-2000) };
  }

  /** Makes the fault, runs the tests nearest to it until one fails, and undoes it. */
  async try(mutation: Mutation): Promise<Verdict> {
    const file = join(this.folder, mutation.file);
    const source = await readFile(file, 'utf8');
    await writeFile(file, mutate(source, mutation));
    try {
      return await this.firstFailure(mutation);
    } finally {
      await writeFile(file, source);
    }
  }

  /** With `--bail` Jest would write no report. */
  private async firstFailure(mutation: Mutation): Promise<Verdict> {
    for (const test of mutation.tests) {
      const verdict = await this.run([test], projectsOf({ ...mutation, tests: [test] }));
      if (verdict.kind !== 'survived') return verdict;
    }
    return { kind: 'survived' };
  }

  /** @returns what Jest has printed. */
  private async jest(options: string[]): Promise<string> {
    // None of these tests needs a browser, for which each run of Jest would look.
    const env = { ...process.env, TEST_DATABASE_URL: this.databaseUrl, CHROMIUM_PATH: 'none' };
    const child = spawn(process.execPath, [...JEST, ...options], {
      ...{ cwd: this.folder, env, timeout: RUN_TIMEOUT_MILLIS, killSignal: 'SIGKILL' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.cleanup.add(() => stopProcess(child));
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    await once(child, 'close');
    return output;
  }

  /** Each run of Jest makes a template, and one that failed may leave the databases of its tests behind. */
  private async dropDatabases(): Promise<void> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    await client.connect();
    const { rows } = await client.query(`select datname from pg_database where datname like 'gatehouse\\_%'`);
    for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`);
    await client.end();
  }
}
