import { createHash } from 'node:crypto';
import { Marked, type Tokens } from 'marked';
import { escapeHtml } from '../mail/html.js';
import { GATE, PALETTE } from './home-page.js';
import { pagePolicy } from './security-headers.js';

const STYLE = `${PALETTE}
body { font: 1rem/1.6 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 }
nav, main { max-width: 52rem; margin: 0 auto; padding: 1rem 1.25rem }
nav a { display: inline-flex; gap: 0.6rem; align-items: center; color: var(--ink); font-weight: 600; text-decoration: none }
nav svg { width: 2rem } main { padding-bottom: 4rem } a { color: var(--gate) } h1 { line-height: 1.2 } h2 { margin-top: 2.5rem }
code { font-size: 0.9em; overflow-wrap: anywhere } img { max-width: 100% }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; padding: 1rem; overflow-x: auto; line-height: 1.45 }
table { display: block; overflow-x: auto; border-collapse: collapse }
td, th { border: 1px solid var(--line); padding: 0.4rem 0.7rem; text-align: left; vertical-align: top }
`;

/** Pages of the documentation run no script. */
export const documentPolicy = pagePolicy({
  styleSrc: [`'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`],
  imgSrc: ["'self'"],
});

/**
 * Makes a page of a document.
 *
 * @param path of the document, from which its links start.
 * @param files what can be linked to. Other files of the repository are not part of the package.
 */
export function renderDocument(markdown: string, path: string, files: ReadonlySet<string>): string {
  const marked = new Marked({
    renderer: {
      heading(token: Tokens.Heading) {
        const text = this.parser.parseInline(token.tokens);
        return `<h${token.depth} id="${anchorOf(token.text)}">${text}</h${token.depth}>\n`;
      },
      link(token: Tokens.Link) {
        const text = this.parser.parseInline(token.tokens);
        return leadsSomewhere(token.href, path, files) ? `<a href="${escapeHtml(token.href)}">${text}</a>` : text;
      },
    },
  });
  return layOut(path, marked.parse(markdown, { async: false }));
}

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function leadsSomewhere(href: string, path: string, files: ReadonlySet<string>): boolean {
  const { protocol, pathname } = new URL(href, `file:///${path}`);
  return protocol !== 'file:' || files.has(pathname.slice(1));
}

function layOut(path: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(path)} – Gatehouse</title>
<style>${STYLE}</style>
<nav><a href="/"><svg viewBox="0 0 32 32" aria-hidden="true">${GATE}</svg>Gatehouse</a></nav>
<main>
${content}
</main>
</html>
`;
}
