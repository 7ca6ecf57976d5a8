/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { AccountVisitor } from './account-visitor.js';
import { PASSWORD } from './api-client.js';

/** An administrator at the console, who goes by what is written there. */
export class ConsoleVisitor extends AccountVisitor {
  /** Opens a page by its address below `/admin`. */
  override async visit(path: string): Promise<void> {
    await this.page.goto(`${this.origin}/admin${path}`);
  }

  /** Signs in on the way to a page of the console. */
  async signInTo(path: string, email: string): Promise<void> {
    await this.visit(path);
    await this.send({ Email: email, Password: PASSWORD }, 'Sign in');
    await this.page.waitForURL(({ pathname }) => pathname.startsWith('/admin'));
  }

  override async arrives(path: string): Promise<void> {
    await this.page.waitForURL((url) => url.pathname === `/admin${path}`);
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** What the open dialog says that confirming it leads to. */
  async effects(): Promise<string[]> {
    await this.dialog.locator('.effects').waitFor();
    return this.dialog.locator('.effects').getByRole('listitem').allInnerTexts();
  }

  /** Opens the dialog of an act, and confirms it. */
  async confirm(button: string, confirmation: string): Promise<string[]> {
    await this.button(button).click();
    const effects = await this.effects();
    await this.button(confirmation, this.dialog).click();
    return effects;
  }

  /** The rows of the table, once it shows this many. */
  async rows(count: number): Promise<Locator> {
    const rows = this.page.locator('tbody tr');
    await rows.nth(count - 1).waitFor();
    await rows.nth(count).waitFor({ state: 'detached' });
    return rows;
  }

  /** The lines of the file that a button downloads. */
  async download(button: string): Promise<string[]> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.button(button).click()]);
    return (await readFile(await download.path(), 'utf8')).split('\r\n');
  }
}
