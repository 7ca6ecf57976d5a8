/// <reference lib="dom" />
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { AccountApp } from './account-app.js';

const { source: AXE } = createRequire(import.meta.url)('axe-core') as { source: string };

/** How much of axe's findings counts. */
const SERIOUS = ['serious', 'critical'];

/** Someone at the account pages, who goes by what is written there. */
export class AccountVisitor extends AccountApp {
  constructor(
    page: Page,
    protected readonly origin: string,
  ) {
    super(page);
  }

  /** Opens a page by its address below `/account`. */
  async visit(path: string): Promise<void> {
    await this.page.goto(`${this.origin}/account${path}`);
  }

  /** Not the part of the page that has the same name. */
  override field(label: string): Locator {
    return super.field(label).and(this.page.locator('input'));
  }

  async follow(link: string): Promise<void> {
    await this.page.getByRole('link', { name: link, exact: true }).click();
  }

  override async signUp(values: Record<string, string>): Promise<void> {
    await this.visit('/sign-up');
    await this.send(values, 'Create account');
  }

  async signIn(values: Record<string, string>): Promise<void> {
    await this.visit('/sign-in');
    await this.send(values, 'Sign in');
  }

  override async problemAt(label: string): Promise<string> {
    const wrong = this.field(label).and(this.page.locator('[aria-invalid=true]'));
    const ids = (await wrong.getAttribute('aria-describedby'))?.split(' ') ?? [];
    return this.page.locator(`[id="${ids.find((id) => id.endsWith('-error'))}"]`).innerText();
  }

  override devices() {
    return this.page.getByRole('region', { name: /Signed in/ }).getByRole('listitem');
  }

  path(): string {
    return new URL(this.page.url()).pathname;
  }

  async arrives(path: string): Promise<void> {
    await this.page.waitForURL((url) => url.pathname === `/account${path}`);
  }

  /** What axe finds that keeps people out, as rule and place. */
  async barriers(): Promise<string[]> {
    await this.page.evaluate(AXE);
    // biome-ignore lint/suspicious/noExplicitAny: axe is a global of the page.
    const { violations } = await this.page.evaluate(() => (globalThis as any).axe.run());
    type Finding = { id: string; impact: string; nodes: { target: string[] }[] };
    const serious = (violations as Finding[]).filter(({ impact }) => SERIOUS.includes(impact));
    return serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }

  isDark(): Promise<boolean> {
    return this.page.evaluate(() => {
      const [red = 255] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
      return red < 128;
    });
  }

  /** What buttons and links say, where not all of it can be seen. */
  cutTexts(): Promise<string[]> {
    return this.page.evaluate(() => {
      const texts = document.querySelectorAll<HTMLElement>('button, button *, a, a *, nav, nav *');
      const isCut = ({ scrollWidth, clientWidth }: HTMLElement) => clientWidth > 0 && scrollWidth > clientWidth + 1;
      return [...texts].filter(isCut).map(({ innerText }) => innerText);
    });
  }

  /** By how many pixels the page is wider than its window. */
  overhang(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }
}
