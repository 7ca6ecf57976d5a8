/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';

/** The page of an example, used as a person would: by what is written on it. */
export class AccountApp {
  constructor(readonly page: Page) {}

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  button(name: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: true });
  }

  /** Fills in fields by their labels, and presses a button. */
  async send(values: Record<string, string>, button: string): Promise<void> {
    for (const [label, value] of Object.entries(values)) await this.field(label).fill(value);
    await this.button(button).click();
  }

  /** Goes to another view, unless it is shown. */
  async open(view: string): Promise<void> {
    const shown = await this.page.getByRole('heading', { level: 1 }).innerText();
    if (shown !== view) await this.button(view).click();
  }

  async signUp(values: Record<string, string>): Promise<void> {
    await this.open('Sign up');
    await this.send(values, 'Sign up');
  }

  /** Waits until a heading is shown. */
  async shows(heading: string): Promise<void> {
    await this.page.getByRole('heading', { name: heading, exact: true }).waitFor();
  }

  /** What is shown below a field that is wrong, once it is. */
  async problemAt(label: string): Promise<string> {
    const wrong = this.field(label).and(this.page.locator('[aria-invalid=true]'));
    const id = await wrong.getAttribute('aria-describedby');
    return this.page.locator(`[id="${id}"]`).innerText();
  }

  /** What is said about a form as a whole, once something is. */
  problem(): Promise<string> {
    return this.page.locator('[role=alert]:not(:empty)').innerText();
  }

  async says(status: string): Promise<void> {
    await this.page.getByRole('status').filter({ hasText: status }).waitFor();
  }

  devices(): Locator {
    return this.page.getByRole('region', { name: 'Devices' }).getByRole('listitem');
  }

  /** Waits until the picture is shown, which fails if it is broken. */
  async seesQrCode(): Promise<void> {
    await this.page.getByAltText('QR code').evaluate((image: HTMLImageElement) => image.decode());
  }

  /** Of the authenticator app that is being added, as a person reads it who cannot scan the QR code. */
  secret(): Promise<string> {
    return this.page.locator('p code').innerText();
  }

  recoveryCodes(): Promise<string[]> {
    return this.page.locator('ol code').allInnerTexts();
  }

  /** By how many pixels the page is wider than the screen. */
  overflow(): Promise<number> {
    return this.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  /** Another tab of the same browser. */
  async openTab(): Promise<AccountApp> {
    const opening = this.page.evaluate(() => void window.open(location.href));
    const [page] = await Promise.all([this.page.waitForEvent('popup'), opening]);
    return new AccountApp(page);
  }
}
