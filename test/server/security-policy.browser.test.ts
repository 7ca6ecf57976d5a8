import { describeInBrowser, useBrowser } from '../support/browser.js';
import { useGatehouse } from '../support/gatehouse.js';

describeInBrowser('the pages, under their security policy', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse({ smtpUrl: undefined });
  let origin: string;
  beforeAll(async () => {
    origin = await gatehouse.api.origin();
  });

  test('the list of emails works under its security policy', async () => {
    const { user } = await gatehouse.api.newUser();
    await gatehouse.app.deliverMail();
    const page = await browser.open(`${origin}/dev/mail`);
    await page.getByText(`to ${user.email}`).waitFor();
    await page.frameLocator('iframe').first().getByText('Verify the address').waitFor();
    expect(browser.violations).toEqual([]);
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
