import { existsSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import type { Config } from '../../config/config.js';
import { needsDevelopmentSecret } from '../../config/signing-keys.js';
import { DataFolderUnusableError } from '../../config/startup-error.js';
import { isReadableByOthers } from './configuration.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning, fault } = findingsOf('data folder');

const MEGABYTE = 2 ** 20;

/** PostgreSQL stops with a full disk. A segment of its log has 16 MB. */
const MIN_FREE_MEGABYTES = 100;
const PLENTY_MEGABYTES = 1000;

/** By `f_type` of statfs(2): NFS, SMB, CIFS and SMB 2. */
const NETWORK_FILE_SYSTEMS = [0x6969, 0x517b, 0xff534d42, 0xfe534d42];

/** Whether the folder of the embedded database and of generated secrets is private, writable, local and has space. */
export async function checkDataFolder(config: Config): Promise<Finding[]> {
  const { dataDir } = config;
  if (config.databaseUrl && !needsDevelopmentSecret(config)) return [];
  if (!existsSync(dataDir)) return [ok(`${dataDir} does not exist yet; the first start creates it`)];
  await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK).catch((error) => {
    throw new DataFolderUnusableError(dataDir, error);
  });
  const permissions = isReadableByOthers(dataDir)
    ? [warning(`Other users of this machine can read ${dataDir}. Run: chmod 700 ${forShell(dataDir)}`)]
    : [];
  return [...(await checkDisk(dataDir)), ...permissions];
}

async function checkDisk(folder: string): Promise<Finding[]> {
  const { bavail, bsize, type } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  const space = `${folder} has ${free} MB left`;
  const network = NETWORK_FILE_SYSTEMS.includes(type)
    ? [fault(`${folder} is on a network file system, whose locks cannot be relied on. Move it to a local disk.`)]
    : [];
  if (free >= PLENTY_MEGABYTES) return [ok(space), ...network];
  const message = `${space}. Make room, or move it to another disk and set DATA_DIR.`;
  return [free < MIN_FREE_MEGABYTES ? fault(message) : warning(message), ...network];
}

function forShell(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
