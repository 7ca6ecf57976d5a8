import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname } from 'node:path';

const packageFile = () => findPackageJSON('..', import.meta.url) as string;

/** The version of this server, as in package.json. */
export function serverVersion(): string {
  return (JSON.parse(readFileSync(packageFile(), 'utf8')) as { version: string }).version;
}

/** What to type before a command: in the folder of the repository, and where the package is installed. */
export function commandPrefix(): string {
  return dirname(packageFile()) === process.cwd() ? 'npm run cli --' : 'npx gatehouse';
}
