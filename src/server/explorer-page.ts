import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pagePolicy } from './security-headers.js';

/** Where scripts/build-explorer.js puts the page. In the tests this module is `.ts`, outside of the build. */
const PAGE = fileURLToPath(
  new URL(`${extname(import.meta.url) === '.ts' ? '../../dist' : '../..'}/explorer/page.html`, import.meta.url),
);

const FILE_ENDINGS = { br: '.br', gzip: '.gz', identity: '' };

export type PageEncoding = keyof typeof FILE_ENDINGS;

/** In order of preference. Compression reduces the page from 7 MB to a quarter. */
export const PAGE_ENCODINGS = Object.keys(FILE_ENDINGS) as PageEncoding[];

/**
 * Read from the disk every time: it is requested rarely, and would take more memory than everything else that a server
 * caches.
 */
export function readExplorer(encoding: PageEncoding): NodeJS.ReadableStream {
  return createReadStream(PAGE + FILE_ENDINGS[encoding]);
}

/** The page is one large script, which runs because it has this hash; an injected script would not. */
function hashOfScript(page: string): string {
  const script = page.slice(page.indexOf('<script>') + '<script>'.length, page.lastIndexOf('</script>'));
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

function describePage() {
  const page = readFileSync(PAGE, 'utf8');
  return {
    tag: `W/"${createHash('sha256').update(page).digest('base64url')}"`,
    // The editor, Monaco, adds styles to the page, embeds its font and icons, and uses workers created from blobs.
    policy: pagePolicy({
      scriptSrc: [hashOfScript(page)],
      workerSrc: ['blob:'],
      styleSrc: ["'unsafe-inline'"],
      fontSrc: ['data:'],
      imgSrc: ['data:'],
      connectSrc: ["'self'"],
    }),
  };
}

/** The tag is weak, because it identifies the page in any encoding: RFC 9110 §8.8.1. */
export const { tag: EXPLORER_TAG, policy: EXPLORER_POLICY } = describePage();
