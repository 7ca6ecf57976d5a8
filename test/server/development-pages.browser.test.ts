import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeInBrowser, takePicture, useBrowser } from '../support/browser.js';
import { useGatehouse } from '../support/gatehouse.js';

/** A front end that shows by its title that its script has run. */
const frontEnd = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html').end('<script>document.title = location.pathname</script>');
});
beforeAll(() => new Promise<void>((listening) => frontEnd.listen(0, '127.0.0.1', listening)));
afterAll(() => void frontEnd.close());

const DEVELOPMENT = { nodeEnv: 'development', smtpUrl: undefined } as const;

describeInBrowser('pages of a server in development', () => {
  const gatehouse = useGatehouse(DEVELOPMENT);
  const browser = useBrowser();
  const open = async (path: string) => browser.open(`${await gatehouse.api.origin()}${path}`);
  afterEach(() => expect(browser.violations).toEqual([]));

  const receiveMail = async () => {
    const { user } = await gatehouse.api.newUser();
    await gatehouse.app.deliverMail();
    return user.email;
  };

  test('the home page leads to the form for the first administrator', async () => {
    const page = await open('/');
    await takePicture(page, 'home', 900, 600);
    await page.getByRole('link', { name: 'Become the administrator' }).click();
    await page.waitForURL(/\/account\/.*/);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  test.each(['light', 'dark'] as const)('the home page fits a phone, in %s mode', async (colorScheme) => {
    const page = await open('/');
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  test('/dev/mail shows a new email without being reloaded', async () => {
    const page = await open('/dev/mail');
    await page.getByText('None yet').waitFor();
    const email = await receiveMail();
    await page.getByRole('article').getByText(`to ${email}`).waitFor();
    expect(await page.getByText('None yet').isVisible()).toBe(false);
  });

  test.each([1280, 390])(
    '/dev/mail shows emails under its security policy without cutting them off, at a width of %d pixels',
    async (width) => {
      const email = await receiveMail();
      const page = await open('/dev/mail');
      await page.setViewportSize({ width, height: 800 });
      const frame = page.frameLocator('iframe').first();
      await page.getByText(`to ${email}`).waitFor();
      await frame.getByText('Verify the address').waitFor();
      const { scroll, height } = await frame.locator('html').evaluate((html) => ({
        scroll: html.scrollHeight,
        height: html.ownerDocument.defaultView?.innerHeight,
      }));
      expect(height).toBe(scroll);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    },
  );

  test('a link in /dev/mail opens the page of the front end, which works as usual', async () => {
    const { port } = frontEnd.address() as AddressInfo;
    await gatehouse.restart({ ...DEVELOPMENT, appUrl: `http://127.0.0.1:${port}` });
    await receiveMail();
    const page = await open('/dev/mail');
    const opened = page.context().waitForEvent('page');
    await page.frameLocator('iframe').first().getByRole('link', { name: 'Verify the address' }).click();
    const popup = await opened;
    await popup.waitForLoadState();
    expect(await popup.title()).toBe('/verify-email');
  });
});
