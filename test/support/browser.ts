import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { COOKIE_TRANSPORT } from './cookie-client.js';

/** Playwright's default. */
const VIEWPORT = { width: 1280, height: 720 };

/** Each test file has its own `describe`, while this module is loaded once. */
const describeOrSkip = () => (process.env.CHROMIUM_PATH ? describe : describe.skip);

/** Skipped where there is no browser; global-setup.js has looked for one, and said so. */
export const describeInBrowser = Object.assign((name: string, tests: () => void) => describeOrSkip()(name, tests), {
  each: ((cases: never) => describeOrSkip().each(cases)) as jest.Describe['each'],
});

/** A browser for the tests of the file, which tells what security policies of pages have blocked. */
export function useBrowser(options: BrowserContextOptions = {}) {
  let browser: Browser;
  let page: Page | undefined;
  const violations: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH as string });
  });
  afterAll(() => browser.close());

  async function newPage(more: BrowserContextOptions = {}): Promise<Page> {
    const created = await browser.newPage({ ...options, ...more });
    await created.exposeFunction('noteViolation', (directive: string) => violations.push(directive));
    await created.addInitScript(
      `addEventListener('securitypolicyviolation', (e) => noteViolation(e.violatedDirective))`,
    );
    return created;
  }

  return {
    violations,
    /** Opens an address as somebody does who was never there. */
    async open(url: string): Promise<Page> {
      if (page) await forgetEverything(page);
      else page = await newPage();
      await page.goto(url);
      return page;
    },
    /** The browser of somebody else, which shares nothing with the first. */
    openAnother: newPage,
  };
}

/** A page that is used again costs a fifth of the work of a new one, for which Chromium starts a process. */
async function forgetEverything(page: Page): Promise<void> {
  const context = page.context();
  for (const other of context.pages()) if (other !== page) await other.close();
  await page.goto('about:blank');
  await context.setStorageState({ cookies: [], origins: [] });
  await page.setViewportSize(VIEWPORT);
}

/**
 * Writes a picture for the documentation, if it is asked for: `npm run docs:screenshots`.
 *
 * @param fullPage whether also of what is below the window; a dialog covers only that.
 */
export async function takePicture(
  page: Page,
  name: string,
  width: number,
  height: number,
  fullPage = true,
): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  await page.setViewportSize({ width, height });
  await page.screenshot({ path: `docs/images/${name}.png`, fullPage });
}

/** Serves a page from an origin of its own: at `localhost` and, another site to browsers, at `127.0.0.1`. */
export class FrontEnd {
  /** All that the page has. */
  script = '';
  readonly server = createServer((_request, response) => {
    const html = `<!doctype html><title>front end</title><script>${this.script}</script>`;
    response.setHeader('content-type', 'text/html').end(html);
  });

  url(host = 'localhost'): string {
    return `http://${host}:${(this.server.address() as AddressInfo).port}`;
  }
}

export function useFrontEnd(): FrontEnd {
  const frontEnd = new FrontEnd();
  beforeAll(() => new Promise<void>((resolve) => frontEnd.server.listen(0, resolve)));
  afterAll(() => new Promise((resolve) => frontEnd.server.close(resolve)));
  return frontEnd;
}

/** What a script of the page reads of the answer; undefined where the browser keeps it from reading one. */
// biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests are there to assert.
export function sendFrom(page: Page, url: string, query: string, headers: object = COOKIE_TRANSPORT): Promise<any> {
  return page.evaluate(
    async ({ address, body, more }) => {
      const all = { 'content-type': 'application/json', ...more };
      const answer = fetch(address, { method: 'POST', credentials: 'include', headers: all, body });
      return answer.then((response) => response.json()).catch(() => undefined);
    },
    { address: url, body: JSON.stringify({ query }), more: headers },
  );
}
