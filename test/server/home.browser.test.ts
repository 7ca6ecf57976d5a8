import { describeInBrowser, takePicture, useBrowser } from '../support/browser.js';
import { useGatehouse } from '../support/gatehouse.js';

describeInBrowser('the home page, in a browser', () => {
  const gatehouse = useGatehouse({ nodeEnv: 'development', smtpUrl: undefined });
  const browser = useBrowser();
  const open = async () => browser.open(`${await gatehouse.api.origin()}/`);

  test('the home page leads to the form for the first administrator', async () => {
    const page = await open();
    await takePicture(page, 'home', 900, 600);
    await page.getByRole('link', { name: 'Become the administrator' }).click();
    await page.waitForURL(/\/account\/.*/);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(browser.violations).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('the home page fits a phone, in %s mode', async (colorScheme) => {
    const page = await open();
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(browser.violations).toEqual([]);
  });
});
