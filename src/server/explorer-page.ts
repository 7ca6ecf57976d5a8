import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type BuiltFile, builtFolder } from './built-files.js';
import { pagePolicy } from './security-headers.js';

/** Where scripts/build-explorer.js puts the page. */
const PATH = `${builtFolder('explorer')}page.html`;

/** The page is one large script, which runs because it has this hash; an injected script would not. */
function hashOfScript(page: string): string {
  const script = page.slice(page.indexOf('<script>') + '<script>'.length, page.lastIndexOf('</script>'));
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

function describePage() {
  const page = readFileSync(PATH, 'utf8');
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

const { tag, policy } = describePage();

export const EXPLORER_PAGE: BuiltFile = { path: PATH, type: 'text/html; charset=utf-8', tag };

export const EXPLORER_POLICY = policy;
