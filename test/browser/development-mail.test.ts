import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { useGatehouse } from '../support/gatehouse.js';

/** A front end that shows by its title that its script has run. */
const frontEnd = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html').end('<script>document.title = location.pathname</script>');
});
beforeAll(() => new Promise<void>((listening) => frontEnd.listen(0, '127.0.0.1', listening)));
afterAll(() => void frontEnd.close());

describeInBrowser('a link in an email at /dev/mail', () => {
  const gatehouse = useGatehouse({ nodeEnv: 'development', smtpUrl: undefined });
  const browser = useBrowser();

  test('opens the page of the front end, which works as usual', async () => {
    const { port } = frontEnd.address() as AddressInfo;
    await gatehouse.restart({ nodeEnv: 'development', smtpUrl: undefined, appUrl: `http://127.0.0.1:${port}` });
    await gatehouse.api.newUser();
    await gatehouse.app.deliverMail();
    const page = await browser.open(`${await gatehouse.api.origin()}/dev/mail`);
    const opened = page.context().waitForEvent('page');
    await page.frameLocator('iframe').first().getByRole('link', { name: 'Verify the address' }).click();
    const popup = await opened;
    await popup.waitForLoadState();
    expect(await popup.title()).toBe('/verify-email');
  });
});
