import type { FastifyInstance } from 'fastify';
import { ACCOUNT_PATH, GRAPHQL_PATH } from './paths.js';
import { pagePolicy } from './security-headers.js';

const POLICY = pagePolicy({ styleSrc: ["'unsafe-inline'"], imgSrc: ["'self'"] });

/** A gate. Chromium, Firefox and Safari accept SVG icons. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#2f5d62"/>
<path d="M7 26V15a9 9 0 0 1 18 0v11M12 26V12M16 26V7M20 26V12M7 18h18" fill="none" stroke="#fff" stroke-width="2"/></svg>`;

export interface HomePageOptions {
  /** Whether there are pages at `/account`. */
  readonly accountPages: boolean;
  /** Whether `/graphql` shows GraphiQL. */
  readonly explorerEnabled: boolean;
  /** Whether emails are shown at `/dev/mail`. */
  readonly showsMail: boolean;
}

/** `/` links to everything there is, and `/favicon.ico` is its icon. In development only. */
export function addHomePage(server: FastifyInstance, options: HomePageOptions): void {
  const page = render(options);
  server.get('/', (_request, reply) => reply.headers(POLICY).type('text/html; charset=utf-8').send(page));
  server.get('/favicon.ico', (_request, reply) => reply.type('image/svg+xml').send(ICON));
}

function render({ accountPages, explorerEnabled, showsMail }: HomePageOptions): string {
  const links = [
    ...(accountPages ? [[ACCOUNT_PATH, 'Account', 'sign up, sign in, and manage your account'] as const] : []),
    ...(explorerEnabled ? [[GRAPHQL_PATH, 'Explorer', 'GraphiQL, with every operation ready to run'] as const] : []),
    ...(showsMail ? [['/dev/mail', 'Mail', 'the emails that would have been sent'] as const] : []),
    ['/readyz', 'Readiness', 'whether the database responds'] as const,
  ].map(([path, name, what]) => `<li><a href="${path}">${name}</a> <span>${what}</span></li>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Gatehouse</title>
<style>
  :root { color-scheme: light dark }
  body { font: 1rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem }
  ul { list-style: none; padding: 0 }
  li { padding: 0.75rem 0; border-top: 1px solid #8884 }
  span { display: block; opacity: 0.75 }
</style>
<h1>Gatehouse</h1>
<p>The GraphQL API is at <code>POST ${GRAPHQL_PATH}</code>.</p>
<ul>
${links.join('\n')}
</ul>
<p>The documentation is in the folder <code>docs</code>; start with <code>docs/getting-started.md</code>.</p>
</html>
`;
}
