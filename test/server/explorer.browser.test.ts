import type { Page } from 'playwright-core';
import { describeInBrowser, takePicture, useBrowser } from '../support/browser.js';
import { useGatehouse } from '../support/gatehouse.js';

const EMAIL = 'grace@example.com';

describeInBrowser('the explorer, in a browser', () => {
  const gatehouse = useGatehouse();
  const browser = useBrowser();
  let page: Page;
  beforeAll(async () => {
    page = await browser.open(await gatehouse.api.url());
  });

  /** The editor takes a moment to load. */
  const isShown = (operation: string) => page.locator('.graphiql-query-editor').getByText(operation).first().waitFor();

  /** Clicks on a tab, then on "Execute query". */
  async function execute(operation: string): Promise<void> {
    await page.getByRole('button', { name: operation, exact: true }).click();
    await isShown(operation);
    await page.getByRole('button', { name: /^Execute query/ }).click();
  }

  /** What is shown of the answer, once there is one. */
  async function shown(): Promise<string> {
    const response = page.locator('.graphiql-response', { hasText: /\S/ });
    await response.waitFor();
    return (await response.innerText()).replace(/\s+/g, ' ');
  }

  async function run(operation: string): Promise<string> {
    const answered = page.waitForResponse((response) => response.request().postDataJSON()?.operationName === operation);
    await execute(operation);
    await answered;
    return shown();
  }

  test('the explorer takes a user from Register to Logout by clicks alone', async () => {
    for (const [operation, answer] of [
      ['Register', EMAIL],
      ['Me', EMAIL],
      ['RefreshToken', 'AuthPayload'],
      ['Me', EMAIL],
      ['Logout', '"endedSessionCount": 1'],
      ['Me', '"me": null'],
      ['Login', 'AuthPayload'],
    ] as const) {
      expect([operation, await run(operation)]).toEqual([operation, expect.stringContaining(answer)]);
    }
    await takePicture(page, 'explorer', 960, 480);
  });

  test('the explorer keeps its query and the user when it is reloaded', async () => {
    await run('Login');
    await page.reload();
    expect(await run('Me')).toContain(EMAIL);
  });

  test('the explorer shows that the session was ended elsewhere', async () => {
    await run('Login');
    const watching = page.waitForRequest((request) => request.postDataJSON()?.operationName === 'SessionEnded');
    await execute('SessionEnded');
    await watching;
    await page.getByRole('status').getByText('Waiting for the first event').waitFor();
    await gatehouse.api.logoutAll((await gatehouse.api.login({ email: EMAIL })).accessToken);
    await page.locator('.graphiql-response', { hasText: 'LOGOUT_ALL' }).waitFor();
    expect(await shown()).toContain('"reason": "LOGOUT_ALL"');
    expect(await page.getByRole('status').getByText('Waiting').count()).toBe(0);
  });

  test('the explorer lists all operations by group, and opens one that is clicked', async () => {
    await page.getByRole('button', { name: 'Show Operations' }).click();
    await page.getByRole('region', { name: 'Sessions' }).getByRole('button', { name: 'LogoutAll' }).click();
    await isShown('LogoutAll');
    const answered = page.waitForResponse((each) => each.request().postDataJSON()?.operationName === 'LogoutAll');
    await page.getByRole('button', { name: /^Execute query/ }).click();
    expect(await (await answered).json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});
