import { describeInBrowser, useBrowser } from '../support/browser.js';
import { useGatehouse } from '../support/gatehouse.js';

describeInBrowser('the explorer, under its security policy', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse();
  let origin: string;
  beforeAll(async () => {
    origin = await gatehouse.api.origin();
  });

  test('the explorer works under its security policy, and runs no script that was smuggled in', async () => {
    const page = await browser.open(`${origin}/graphql`);
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.result-window').getByText('"AuthPayload"').waitFor();
    expect(browser.violations).toEqual([]);
    await page.evaluate(`document.body.append(Object.assign(document.createElement('script'), { text: 'owned = 1' }))`);
    expect(await page.evaluate('typeof owned')).toBe('undefined');
    expect(browser.violations).toContain('script-src-elem');
  });
});
