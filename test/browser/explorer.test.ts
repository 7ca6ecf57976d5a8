import type { Page } from 'playwright-core';
import { describeInBrowser, listen, useBrowser } from '../support/browser.js';
import { useGatehouse } from '../support/gatehouse.js';

/** Clicks on a tab, then on "Execute query", and reads what is shown. */
async function run(page: Page, operation: string): Promise<string> {
  await page.getByRole('button', { name: operation, exact: true }).click();
  // GraphiQL takes a moment to notice which operation it shows; then it stands in the address too.
  await page.waitForURL(({ searchParams }) => !!searchParams.get('query')?.includes(`${operation} {`));
  const answered = page.waitForResponse((response) => response.request().postDataJSON()?.operationName === operation);
  await page.getByRole('button', { name: /^Execute query/ }).click();
  await answered;
  const shown = page.locator('.graphiql-response', { hasText: /\S/ });
  await shown.waitFor();
  return (await shown.innerText()).replace(/\s+/g, ' ');
}

describeInBrowser('the explorer, in a browser,', () => {
  const gatehouse = useGatehouse();
  const browser = useBrowser();
  let server: string;
  beforeAll(async () => {
    server = await listen(gatehouse);
  });

  test('takes somebody from Register to Logout by clicks alone', async () => {
    const page = await browser.open(`${server}/graphql`);
    for (const [operation, shown] of [
      ['Register', 'ada@example.com'],
      ['Me', 'ada@example.com'],
      ['RefreshToken', 'AuthPayload'],
      ['Me', 'ada@example.com'],
      ['Logout', '"endedSessionCount": 1'],
      ['Me', '"me": null'],
      ['Login', 'AuthPayload'],
      ['Me', 'ada@example.com'],
    ] as const) {
      expect([operation, await run(page, operation)]).toEqual([operation, expect.stringContaining(shown)]);
    }
  });

  test('is there again, with its query and the user, when it is loaded anew', async () => {
    const page = await browser.open(`${server}/graphql`);
    for (const operation of ['Register', 'Login', 'Me']) await run(page, operation);
    await page.reload();
    expect(await run(page, 'Me')).toContain('ada@example.com');
  });
});
