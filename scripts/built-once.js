import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * Builds what browsers load into a folder, unless it was built from the same inputs before: the content counts, not the
 * times, which a checkout changes.
 *
 * @param inputs files and folders.
 */
export async function buildOnce(target, inputs, build) {
  const files = ['package-lock.json', import.meta.filename, ...inputs.flatMap(filesOf)].sort();
  const hash = files.reduce((sum, file) => sum.update(file).update(readFileSync(file)), createHash('sha256'));
  const stamp = `${target}/.built-${hash.digest('hex').slice(0, 32)}`;
  if (existsSync(stamp)) return;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await build();
  writeFileSync(stamp, '');
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  const below = readdirSync(path, { recursive: true, withFileTypes: true });
  const files = below.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'));
  return files.map(({ parentPath, name }) => join(parentPath, name));
}

/** Writes a file and, beside it, its compressed forms: once, and as small as they get. */
export function writeCompressed(path, content) {
  const bytes = Buffer.from(content);
  // From 9 on, the explorer's 7 MB would take minutes.
  const quality = bytes.length > 1_000_000 ? 9 : 11;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(path, bytes);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
}
