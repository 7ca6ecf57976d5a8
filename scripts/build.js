import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildExplorer } from './build-explorer.js';
import { buildPages } from './build-pages.js';

// `npm ci --omit=dev` installs no compiler: such an installation runs what was built before.
const COMPILER = 'node_modules/typescript/bin/tsc';

/** Its time is that of the last compilation. */
const STAMP = 'dist/.built';

/** What is compiled depends on these, too. */
const FILES = ['mikro-orm.config.ts', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];

if (!existsSync(COMPILER)) requireBuild();
else {
  if (!isFresh()) compile();
  await buildExplorer();
  await buildPages();
}

function requireBuild() {
  if (existsSync('dist/src/main.js')) return;
  console.error(
    'There is no build to run, and no compiler to make one. Run "npm ci && npm run build", then "npm ci --omit=dev".',
  );
  process.exit(1);
}

function isFresh() {
  if (!existsSync(STAMP) || !existsSync('dist/src/main.js')) return false;
  const builtAt = statSync(STAMP).mtimeMs;
  // Folders are among them: their times change when a file is removed.
  const sources = ['.', ...readdirSync('src', { recursive: true })].map((path) => join('src', path));
  return [...FILES, ...sources].every((file) => statSync(file).mtimeMs < builtAt);
}

function compile() {
  // What is changed while the compiler runs is newer than what it makes.
  const startedAt = new Date();
  execFileSync(process.execPath, [COMPILER, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  writeFileSync(STAMP, '');
  utimesSync(STAMP, startedAt, startedAt);
}
