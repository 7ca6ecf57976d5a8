import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const text = (latin1: string) => Buffer.from(latin1, 'latin1');

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The beginnings of images, which is what tells one kind from another; the first two are whole. */
export const LOGOS = {
  svg: Buffer.from(
    '<?xml version="1.0"?>\n<!-- A logo -->\n<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><script>document.title = "owned"</script><rect width="40" height="40" style="fill:teal"/></svg>',
  ),
  png: PNG,
  webp: text('RIFF\0\0\0\0WEBPVP8 '),
  jpeg: text('\xff\xd8\xff\xe0'),
};

/** Writes a file of that content. @returns its path. */
export function writeLogo(content: Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), 'logo-')), 'logo');
  writeFileSync(path, content);
  return path;
}
