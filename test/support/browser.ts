import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const executablePath = CANDIDATES.find((path) => path && existsSync(path));

/** For tests in a real browser: they are skipped, and say so, on a machine that has none. CHROMIUM_PATH names one. */
export const testInBrowser = (name: string, run: () => Promise<void>) =>
  executablePath ? test(name, run, 90_000) : test.skip(name, run);

/** A browser for the tests of the file, or of the `describe`. Its pages note what their security policy blocks. */
export function useBrowser() {
  let browser: Browser | undefined;
  const violations: string[] = [];
  beforeAll(async () => {
    // Root may start Chromium without its sandbox only.
    if (executablePath) browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());
  const open = async (url: string): Promise<Page> => {
    const page = (await browser?.newPage()) as Page;
    await page.exposeFunction('noteViolation', (what: string) => violations.push(what));
    await page.addInitScript(
      `addEventListener('securitypolicyviolation', (event) => noteViolation(event.violatedDirective))`,
    );
    await page.goto(url);
    return page;
  };
  return { open, violations };
}
