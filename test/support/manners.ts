import type { AccountVisitor } from './account-visitor.js';

/** Everything that is promised of each page, in both color schemes: to load it again would take most of the time. */
export async function expectManners(visitor: AccountVisitor): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await visitor.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await visitor.isDark()).toBe(colorScheme === 'dark');
    expect(await visitor.barriers()).toEqual([]);
  }
  for (const width of [1280, 390, 320]) {
    await visitor.page.setViewportSize({ width, height: 800 });
    expect(await visitor.overhang()).toBeLessThanOrEqual(0);
  }
  expect(await visitor.barriers()).toEqual([]);
}
