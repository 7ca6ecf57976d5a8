import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** A browser for the tests: that of CHROMIUM_PATH, one on the PATH, or one that Playwright has downloaded. */
export function findChromium(environment = process.env): string | undefined {
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const installed = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return environment.CHROMIUM_PATH || [...installed, chromium.executablePath()].find((path) => existsSync(path));
}
