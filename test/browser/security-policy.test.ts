import { describeInBrowser, listen, useBrowser } from '../support/browser.js';
import { useGatehouse } from '../support/gatehouse.js';

describeInBrowser('the pages, under their security policy', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse({ smtpUrl: undefined });
  let origin: string;
  beforeAll(async () => {
    origin = await listen(gatehouse);
  });

  test('work', async () => {
    const { user } = await gatehouse.api.newUser();
    await gatehouse.app.deliverMail();
    const explorer = await browser.open(`${origin}/graphql`);
    await explorer.getByRole('button', { name: /Execute query/ }).click();
    await explorer.locator('.result-window').getByText('"AuthPayload"').waitFor();
    const mails = await browser.open(`${origin}/dev/mail`);
    await mails.getByText(`to ${user.email}`).waitFor();
    await mails.frameLocator('iframe').first().getByText('Verify the address').waitFor();
    expect(browser.violations).toEqual([]);
  });

  test('run no script that was smuggled in', async () => {
    const page = await browser.open(`${origin}/graphql`);
    await page.evaluate(`document.body.append(Object.assign(document.createElement('script'), { text: 'owned = 1' }))`);
    expect(await page.evaluate('typeof owned')).toBe('undefined');
    expect(browser.violations.splice(0)).toContain('script-src-elem');
  });
});
