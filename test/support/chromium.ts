import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** A browser for the tests: that of CHROMIUM_PATH, one on the PATH, or one that Playwright has downloaded. */
export function findChromium(environment = process.env): string | undefined {
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const installed = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return environment.CHROMIUM_PATH || [...installed, chromium.executablePath()].find(canRun);
}

/** A browser that was downloaded may lack libraries of the system. */
function canRun(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version'], { timeout: 10_000 }).status === 0;
}

/** As a program: exit code 0 where there is one. */
if (import.meta.main) process.exitCode = findChromium() ? 0 : 1;
