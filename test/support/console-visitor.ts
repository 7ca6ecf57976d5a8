/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { AccountVisitor } from './account-visitor.js';
import { PASSWORD } from './api-client.js';
import { COOKIE_TRANSPORT, SESSION_PATH } from './cookie-client.js';
import { LOGIN } from './operations.js';

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

  /** Opens a page with a session that has begun before: how one signs in takes two more pages, and is tested by itself. */
  async openAs(path: string, email: string): Promise<void> {
    const data = { query: LOGIN, variables: { input: { email, password: PASSWORD } } };
    const response = await this.page.request.post(`${this.origin}${SESSION_PATH}`, { headers: COOKIE_TRANSPORT, data });
    const { session, accessTokenExpiresAt } = (await response.json()).data.login;
    const times = { accessTokenExpiresAt, refreshAfterMillis: Date.parse(accessTokenExpiresAt) };
    const kept = { sessionId: session.id, accessToken: null, refreshToken: null, ...times };
    // A page without scripts, from where the storage of the origin can be filled.
    await this.page.goto(`${this.origin}/livez`);
    await this.page.evaluate((text) => localStorage.setItem('gatehouse', text), JSON.stringify(kept));
    await this.visit(path);
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
