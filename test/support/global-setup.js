import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';
import { startPostgres } from './postgres.ts';

/** The databases of the tests need not survive a power cut. */
const FAST = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/** Finds a browser, and starts PostgreSQL for all test files, unless TEST_DATABASE_URL names one. */
export default async function setUp() {
  findBrowser();
  process.env.GATEHOUSE_TEST_FOLDER = await mkdtemp(join(tmpdir(), 'gatehouse-test-'));
  if (process.env.TEST_DATABASE_URL) return;
  const { postgres, url } = await startPostgres(join(process.env.GATEHOUSE_TEST_FOLDER, 'postgres'), FAST);
  process.env.TEST_DATABASE_URL = url;
  globalThis.postgres = postgres;
}

function findBrowser() {
  const found = findChromium();
  if (found) process.env.CHROMIUM_PATH = found;
  else console.warn('There is no Chromium, so test/browser is skipped. Install one, or set CHROMIUM_PATH.');
}
