import { createHash } from 'node:crypto';
import { escapeHtml } from '../mail/html.js';
import { DOCUMENTATION_PATH, GRAPHQL_PATH } from './paths.js';
import { pagePolicy } from './security-headers.js';

export interface HomeLink {
  readonly path: string;
  readonly name: string;
  readonly purpose: string;
}

/** There is no administrator yet. */
export interface HomeNotice {
  /** What makes the person who follows it the administrator; undefined if this page must not show it. */
  readonly claimPath?: string;
}

/** The content of an icon, 32 by 32. */
export const GATE = `<rect width="32" height="32" rx="6" fill="#2f5d62"/>
<path d="M7 26V15a9 9 0 0 1 18 0v11M12 26V12M16 26V7M20 26V12M7 18h18" fill="none" stroke="#fff" stroke-width="2"/>`;

/** A gate. Chromium, Firefox and Safari accept SVG icons. */
export const HOME_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${GATE}</svg>`;

/** Of the pages for developers, in light and dark mode. */
export const PALETTE = `
:root { color-scheme: light dark; --ink: light-dark(#17272a, #e4ecec); --soft: light-dark(#4c6165, #9fb3b5);
  --paper: light-dark(#f4f7f6, #101819); --card: light-dark(#fff, #182325); --line: light-dark(#d7e0df, #2b3a3c);
  --gate: light-dark(#2f5d62, #8fc6cb); --on-gate: light-dark(#fff, #0d1a1c) }`;

const STYLE = `${PALETTE}
* { box-sizing: border-box }
body { font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 }
body > * { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem }
header { display: flex; gap: 1rem; align-items: center; padding-top: 3.5rem; padding-bottom: 1.75rem }
header svg { width: 3.5rem; flex: none } h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 }
p { margin: 0; color: var(--soft) } code { color: var(--ink); overflow-wrap: anywhere }
h2 { font-size: 1.05rem; margin: 0 0 0.25rem }
.first div { background: var(--card); border: 1px solid var(--gate); border-radius: 0.75rem; padding: 1.25rem }
.first a { display: inline-block; margin-top: 1rem; padding: 0.6rem 1.1rem; border-radius: 0.5rem; font-weight: 600;
  background: var(--gate); color: var(--on-gate); text-decoration: none }
ul { list-style: none; margin: 1.25rem 0 0; padding: 0; display: grid; gap: 0.75rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr)) }
li a { display: block; height: 100%; padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 0.75rem; color: inherit; text-decoration: none }
li a:hover { border-color: var(--gate) } li b { color: var(--gate) } li span { display: block; color: var(--soft); font-size: 0.925rem }
a:focus-visible { outline: 3px solid var(--gate); outline-offset: 2px }
footer { padding-top: 1.75rem; padding-bottom: 3rem; font-size: 0.925rem } footer a { color: var(--gate) }
@media (max-width: 30rem) { header { padding-top: 1.75rem; padding-bottom: 1.25rem } }
`;

const DOCUMENTS = [
  ['README.md', 'Overview'],
  ['docs/tour.md', 'A tour'],
  ['docs/getting-started.md', 'Build a front end'],
  ['docs/api.md', 'Operations'],
  ['docs/errors.md', 'Errors'],
  ['docs/account-pages.md', 'Account pages'],
  ['docs/settings.md', 'Settings'],
  ['docs/operations.md', 'Run it in production'],
] as const;

/** The page needs no script. */
export const homePolicy = pagePolicy({
  styleSrc: [`'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`],
  imgSrc: ["'self'"],
});

export function renderHome(links: readonly HomeLink[], notice: HomeNotice | undefined): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Gatehouse</title>
<style>${STYLE}</style>
<header>
<svg viewBox="0 0 32 32" aria-hidden="true">${GATE}</svg>
<div><h1>Gatehouse</h1><p>Running, for development. The GraphQL API is at <code>POST ${GRAPHQL_PATH}</code>.</p></div>
</header>
<main>
${notice ? renderNotice(notice) : ''}
<ul>
${links.map(renderLink).join('\n')}
</ul>
</main>
<footer>
<h2>Documentation</h2>
<p>${DOCUMENTS.map(([path, name]) => `<a href="${DOCUMENTATION_PATH}/${path}">${name}</a>`).join(' · ')}</p>
</footer>
</html>
`;
}

function renderNotice({ claimPath }: HomeNotice): string {
  const how = claimPath
    ? `<p>Sign up or sign in there, and your account becomes the first administrator’s.</p>
<a href="${escapeHtml(claimPath)}">Become the administrator</a>`
    : '<p>The terminal in which the server was started shows how to become the first one. This page does not, since anyone could read it here.</p>';
  return `<section class="first"><div><h2>There is no administrator yet</h2>\n${how}</div></section>`;
}

function renderLink({ path, name, purpose }: HomeLink): string {
  return `<li><a href="${path}"><b>${name}</b><span>${purpose}</span></a></li>`;
}
