import { chmod, mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';
import { startPostgres } from './postgres.ts';

/** The databases of the tests need not survive a power cut. */
const FAST = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

const MEMORY_FOLDER = '/dev/shm';

/** Four times what the tests have been seen to use. */
const WANTED_MEMORY_BYTES = 4 * 1024 ** 3;

/** Finds a browser, and starts PostgreSQL for all test files, unless TEST_DATABASE_URL names one. */
export default async function setUp() {
  findBrowser();
  process.env.GATEHOUSE_TEST_FOLDER = await mkdtemp(join(await fastFolder(), 'gatehouse-test-'));
  // Some tests start a PostgreSQL of their own in it, which root runs as another user.
  await chmod(process.env.GATEHOUSE_TEST_FOLDER, 0o755);
  if (process.env.TEST_DATABASE_URL) return;
  const { postgres, url } = await startPostgres(join(process.env.GATEHOUSE_TEST_FOLDER, 'postgres'), FAST);
  process.env.TEST_DATABASE_URL = url;
  globalThis.postgres = postgres;
}

/**
 * Memory, where Linux offers plenty of it as a folder. Each file on the embedded database copies a thousand files, which
 * takes six times as long on a disk.
 */
async function fastFolder() {
  const { bavail, bsize } = await statfs(MEMORY_FOLDER).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= WANTED_MEMORY_BYTES ? MEMORY_FOLDER : tmpdir();
}

function findBrowser() {
  const found = findChromium();
  if (found) process.env.CHROMIUM_PATH = found;
  else console.warn('There is no Chromium, so tests in a browser are skipped. Install one, or set CHROMIUM_PATH.');
}
