import { loadConfig } from '../../src/config/config.js';
import { effectiveSettings } from '../../src/config/effective-settings.js';
import { complaint } from '../support/complaint.js';
import { LOGOS, writeLogo } from '../support/logos.js';

const read = (content: Buffer) => loadConfig({ BRAND_LOGO_FILE: writeLogo(content) }).brandLogoFile;

test.each([
  ['image/svg+xml', LOGOS.svg],
  ['image/svg+xml', Buffer.from('\uFEFF<svg/>'.replace('/', ' /'))],
  ['image/png', LOGOS.png],
  ['image/webp', LOGOS.webp],
  ['image/jpeg', LOGOS.jpeg],
])('a logo is of the type that its content has: %s', (type, content) => {
  expect(read(content)).toMatchObject({ type, content });
});

test('a logo of another content has another path', () => {
  const paths = [LOGOS.svg, LOGOS.png, LOGOS.png].map((content) => read(content)?.path);
  expect(new Set(paths).size).toBe(2);
});

test.each([
  ['a page', Buffer.from('<!doctype html><html><svg></svg></html>'), /must be an SVG, PNG, WebP or JPEG image/],
  ['nothing', Buffer.alloc(0), /must be an SVG/],
  ['a large image', Buffer.concat([LOGOS.png, Buffer.alloc(256 * 1024)]), /must have at most 256 KiB; make the image/],
])('no server starts with %s for a logo', (_, content, problem) => {
  const message = complaint({ BRAND_LOGO_FILE: writeLogo(content) });
  expect(message).toContain('BRAND_LOGO_FILE: ');
  expect(message).toMatch(problem);
});

test('no server starts with a logo that does not exist', () => {
  expect(complaint({ BRAND_LOGO_FILE: '/nowhere/logo.png' })).toMatch(/BRAND_LOGO_FILE: cannot be read \(ENOENT\); /);
});

test('no server starts with two logos', () => {
  const settings = { BRAND_LOGO_FILE: writeLogo(LOGOS.png), BRAND_LOGO_URL: 'https://cdn.example.com/logo.png' };
  expect(complaint(settings)).toContain('BRAND_LOGO_FILE: must not be set together with BRAND_LOGO_URL');
});

test('administrators see the path of the file of the logo, as it was set', () => {
  const path = writeLogo(LOGOS.png);
  const shown = effectiveSettings(loadConfig({ BRAND_LOGO_FILE: path })).find(({ name }) => name === 'BRAND_LOGO_FILE');
  expect([shown?.value, shown?.source]).toEqual([path, 'ENVIRONMENT']);
});
