import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HOME_ICON, type HomeLink, type HomeNotice, homePolicy, renderHome } from './home-page.js';
import { ACCOUNT_PATH, ADMIN_PATH, GRAPHQL_PATH } from './paths.js';
import { isFromThisMachine } from './this-machine.js';

export interface HomePageOptions {
  /** Whether `/graphql` shows GraphiQL. */
  readonly explorerEnabled: boolean;
  /** Whether emails are shown at `/dev/mail`. */
  readonly showsMail: boolean;
  /** What makes a user the first administrator; undefined once there is one. */
  claimToken(): Promise<string | undefined>;
}

/**
 * `/` leads to everything there is and, while there is no administrator, to the first one's account. `/favicon.ico` is its
 * icon. In development only.
 */
export function addHomePage(server: FastifyInstance, options: HomePageOptions): void {
  server.get('/', async (request, reply) => {
    const page = renderHome(linksOf(server, options), await noticeFor(request, server, options));
    return reply
      .headers({ ...homePolicy, 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(page);
  });
  server.get('/favicon.ico', (_request, reply) => reply.type('image/svg+xml').send(HOME_ICON));
}

/** What is switched off has no route. */
function linksOf(server: FastifyInstance, { explorerEnabled }: HomePageOptions): HomeLink[] {
  const links: HomeLink[] = [
    { path: ACCOUNT_PATH, name: 'Account', purpose: 'Sign up, sign in, and manage your account.' },
    { path: ADMIN_PATH, name: 'Console', purpose: 'Manage the accounts of others, as an administrator.' },
    { path: GRAPHQL_PATH, name: 'Explorer', purpose: 'GraphiQL, with every operation ready to run.' },
    { path: '/dev/mail', name: 'Mail', purpose: 'The emails that would have been sent.' },
    { path: '/readyz', name: 'Readiness', purpose: 'Whether the database responds.' },
  ];
  return links.filter(({ path: url }) =>
    url === GRAPHQL_PATH ? explorerEnabled : server.hasRoute({ method: 'GET', url }),
  );
}

/**
 * Anyone who has the token becomes the administrator. So it is shown where `/dev/mail` is, by which a program on this machine
 * can take over every account anyway; elsewhere, only the person at the terminal sees it.
 */
async function noticeFor(
  request: FastifyRequest,
  server: FastifyInstance,
  { claimToken, showsMail }: HomePageOptions,
): Promise<HomeNotice | undefined> {
  // While the database is away, the page leads to /readyz all the same.
  const token = await claimToken().catch(() => undefined);
  if (!token) return undefined;
  const isShown = showsMail && isFromThisMachine(request) && server.hasRoute({ method: 'GET', url: ACCOUNT_PATH });
  return isShown ? { claimPath: `${ACCOUNT_PATH}/first-administrator?token=${token}` } : {};
}
