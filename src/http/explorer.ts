import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EVENT_STREAM_PATH } from '../live/event-stream.js';

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
 * A tab ready to run for each of the main operations. The input stands in the operation: GraphiQL does not show the
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
  {
    query: `subscription SessionEnded {
  sessionEnded { sessionId reason endedAt }
}`,
    headers: AUTHORIZATION,
  },
];

/** Without it a tab that is pressed for the first time slides away from under the pointer, and is not selected. */
const KEEP_TABS_IN_PLACE = '<style>.graphiql-tab { transform: none !important }</style>';

/** Understood by the page, though its types do not say so: subscriptions would go by GET to the page's own address. */
const SUBSCRIPTIONS = { subscriptionsEndpoint: EVENT_STREAM_PATH, method: 'POST' } as const;

/** GraphiQL as one page that loads nothing from elsewhere. */
const PAGE = renderGraphiQL({
  title: 'Gatehouse',
  defaultTabs: TABS,
  defaultEditorToolsVisibility: 'headers',
  credentials: 'same-origin',
  ...SUBSCRIPTIONS,
}).replace('</head>', `${KEEP_TABS_IN_PLACE}</head>`);

/** Whether a browser navigates to the address, rather than a client sending a query by GET. */
export function wantsExplorer(request: FastifyRequest): boolean {
  const { query } = request.query as { query?: unknown };
  return request.method === 'GET' && query === undefined && !!request.headers.accept?.includes('text/html');
}

export function sendExplorer(reply: FastifyReply): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(PAGE);
}
