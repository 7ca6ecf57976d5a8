import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What `npm pack` says about the package. */
export interface Packed {
  readonly filename: string;
  /** Of the archive, in bytes. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** Packs what was built. */
export function pack(folder: string): Packed {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [packed] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8' })) as [Packed];
  return packed;
}

interface LockFile {
  readonly packages: Record<string, { readonly dev?: boolean; readonly link?: boolean }>;
}

/**
 * What `npm install` makes of the package in an empty folder, but without a registry: its dependencies are links to those of this
 * repository, of which those for development are left out.
 */
export function install(archive: string, folder: string): void {
  const target = join(folder, 'node_modules/gatehouse');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', target, '--strip-components=1']);
  const { packages }: LockFile = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  for (const [path, { dev, link }] of Object.entries(packages))
    if (!dev && !link && /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path)) linkTo(resolve(path), join(folder, path));
  const { bin } = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'));
  chmodSync(join(target, bin.gatehouse), 0o755);
  linkTo(join(target, bin.gatehouse), join(folder, 'node_modules/.bin/gatehouse'));
}

function linkTo(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
