import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cleanup } from '../../shared/cleanup.ts';

/** Exact, so that a run can be repeated. Not devDependencies: nobody but this program needs them. */
const PACKAGES = [
  '@apollo/server@5.5.1',
  'better-auth@1.7.25',
  'fastify@5.12.8',
  'graphql@16.15.0',
  'jsonwebtoken@9.0.3',
  'mercurius@16.10.1',
  'pg@8.23.0',
];

/** Installs the peers into a temporary folder, which also gets the scripts that serve them. @returns the folder. */
export async function installPeers(cleanup: Cleanup): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-peers-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  await cp(fileURLToPath(new URL('servers', import.meta.url)), folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const quietly = ['--no-audit', '--no-fund', '--loglevel', 'error'];
  execFileSync('npm', ['install', '--prefix', folder, ...quietly, ...PACKAGES], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return folder;
}
