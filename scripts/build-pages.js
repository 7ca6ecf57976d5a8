import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce, writeCompressed } from './built-once.js';

const SOURCE = 'pages';
const TARGET = 'dist/pages';

/** Builds the pages for people with an account. Does nothing where they are there. */
export async function buildPages() {
  await buildOnce(TARGET, [SOURCE, 'client/src', import.meta.filename], async () => {
    const { build } = await import('vite');
    await build({ root: SOURCE, mode: 'production', logLevel: 'warn' });
    for (const name of readdirSync(TARGET)) {
      const path = join(TARGET, name);
      writeCompressed(path, readFileSync(path));
    }
  });
}
