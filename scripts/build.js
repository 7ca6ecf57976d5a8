import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { buildExplorer } from './build-explorer.js';

// `npm ci --omit=dev` installs no compiler: such an installation runs what was built before.
const COMPILER = 'node_modules/typescript/bin/tsc';

if (existsSync(COMPILER)) {
  execFileSync(process.execPath, [COMPILER, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  await buildExplorer();
} else if (!existsSync('dist/src/main.js')) {
  console.error(
    'There is no build to run, and no compiler to make one. Run "npm ci && npm run build", then "npm ci --omit=dev".',
  );
  process.exit(1);
}
