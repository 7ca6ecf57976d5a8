import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { COOKIE_TRANSPORT } from './cookie-client.js';
import type { Gatehouse } from './gatehouse.js';

/** Skipped where there is no browser; global-setup.js has looked for one, and said so. */
export const describeInBrowser = process.env.CHROMIUM_PATH ? describe : describe.skip;

/** A browser for the tests of the file; each page has cookies of its own, and tells what its security policy blocks. */
export function useBrowser(): { newPage(url: string): Promise<Page>; readonly violations: string[] } {
  let browser: Browser;
  const violations: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH as string });
  });
  afterAll(() => browser.close());
  return {
    violations,
    async newPage(url) {
      const page = await browser.newPage();
      await page.exposeFunction('noteViolation', (directive: string) => violations.push(directive));
      await page.addInitScript(
        `addEventListener('securitypolicyviolation', (e) => noteViolation(e.violatedDirective))`,
      );
      await page.goto(url);
      return page;
    },
  };
}

/** Listens on a port of its own, at `localhost`, and answers the origin. */
export async function listen({ app }: Gatehouse): Promise<string> {
  await app.server.listen({ host: 'localhost', port: 0 });
  return `http://localhost:${(app.server.server.address() as AddressInfo).port}`;
}

/** Serves an empty page from an origin of its own: at `localhost` and, another site to browsers, at `127.0.0.1`. */
export function useFrontEnd(): { url(host?: string): string } {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>front end</title>');
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  return { url: (host = 'localhost') => `http://${host}:${(server.address() as AddressInfo).port}` };
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
