import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** The version of this server, as in package.json. */
export function serverVersion(): string {
  const file = findPackageJSON('..', import.meta.url) as string;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
