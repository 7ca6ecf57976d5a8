import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cleanup } from '../shared/cleanup.ts';
import type { Environment } from '../shared/processes.ts';

/** A new key for ES256. */
export interface KeyPair {
  readonly privateKey: KeyObject;
  /** With which Gatehouse signs by it. */
  readonly setting: Environment;
}

export async function newKeyPair(cleanup: Cleanup): Promise<KeyPair> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-keys-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'key.pem');
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return { privateKey, setting: { JWT_KEY_FILES: file } };
}
