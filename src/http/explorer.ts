import { createHash } from 'node:crypto';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pagePolicy } from './security-headers.js';

const AUTH_RESULT = `__typename
    ... on AuthPayload {
      accessToken
      accessTokenExpiresAt
      refreshToken
      user { id email username role }
    }
    ... on ErrorResult { code message }`;

const AUTHORIZATION = JSON.stringify({ Authorization: 'Bearer <paste the accessToken here>' }, null, 2);

/**
 * A tab ready to run for each of the five operations. The input stands in the operation: GraphiQL does not show the
 * variables of the tab that it opens with.
 */
const TABS = [
  {
    query: `mutation Register {
  register(input: { email: "ada@example.com", password: "correct horse battery", username: "ada" }) {
    ${AUTH_RESULT}
    ... on InvalidInputError { fieldErrors { field code message } }
  }
}`,
  },
  {
    query: `mutation Login {
  login(input: { email: "ada@example.com", password: "correct horse battery" }) {
    ${AUTH_RESULT}
  }
}`,
  },
  {
    query: `query Me {
  me { id email username role createdAt }
}`,
    headers: AUTHORIZATION,
  },
  {
    query: `mutation RefreshToken {
  refreshToken(input: { refreshToken: "<paste the refreshToken here>" }) {
    ${AUTH_RESULT}
  }
}`,
  },
  {
    query: `mutation Logout {
  logout { endedSessionCount }
}`,
    headers: AUTHORIZATION,
  },
];

/** Without it a tab that is pressed for the first time slides away from under the pointer, and is not selected. */
const KEEP_TABS_IN_PLACE = '<style>.graphiql-tab { transform: none !important }</style>';

/** GraphiQL as one page that loads nothing from elsewhere. */
const PAGE = renderGraphiQL({
  title: 'Gatehouse',
  defaultTabs: TABS,
  defaultEditorToolsVisibility: 'headers',
  credentials: 'same-origin',
}).replace('</head>', `${KEEP_TABS_IN_PLACE}</head>`);

/** The page is one large script, which runs because it has this hash; one that got into the page would not. */
function hashOfScript(page: string): string {
  const script = page.slice(page.indexOf('<script>') + '<script>'.length, page.lastIndexOf('</script>'));
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

/** The editor, Monaco, writes styles into the page, has its font and icons in it, and works in threads made of blobs. */
const POLICY = pagePolicy({
  scriptSrc: [hashOfScript(PAGE)],
  workerSrc: ['blob:'],
  styleSrc: ["'unsafe-inline'"],
  fontSrc: ['data:'],
  imgSrc: ['data:'],
  connectSrc: ["'self'"],
});

/** Whether a browser navigates to the address, rather than a client sending a query by GET. */
export function wantsExplorer(request: FastifyRequest): boolean {
  const { query } = request.query as { query?: unknown };
  return request.method === 'GET' && query === undefined && !!request.headers.accept?.includes('text/html');
}

export function sendExplorer(reply: FastifyReply): FastifyReply {
  return reply.headers(POLICY).type('text/html; charset=utf-8').send(PAGE);
}
