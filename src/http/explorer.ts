import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyReply, FastifyRequest } from 'fastify';

const AUTH_PAYLOAD = `__typename
    ... on AuthPayload {
      accessToken
      accessTokenExpiresAt
      refreshToken
      user { id email username role }
    }
    ... on ErrorResult { code message }`;

const FIELD_ERRORS = '... on InvalidInputError { fieldErrors { field code message } }';

const AUTHORIZATION = { Authorization: 'Bearer <paste the accessToken here>' };

/** A tab ready to run for each of the five operations. */
const TABS = [
  tab(
    `mutation Register($input: RegisterInput!) {\n  register(input: $input) {\n    ${AUTH_PAYLOAD}\n    ${FIELD_ERRORS}\n  }\n}`,
    { input: { email: 'ada@example.com', password: 'correct horse battery', username: 'ada' } },
  ),
  tab(`mutation Login($input: LoginInput!) {\n  login(input: $input) {\n    ${AUTH_PAYLOAD}\n  }\n}`, {
    input: { email: 'ada@example.com', password: 'correct horse battery' },
  }),
  tab('query Me {\n  me {\n    id\n    email\n    username\n    role\n    createdAt\n  }\n}', undefined, AUTHORIZATION),
  tab(
    `mutation RefreshToken($input: RefreshTokenInput!) {\n  refreshToken(input: $input) {\n    ${AUTH_PAYLOAD}\n  }\n}`,
    {
      input: { refreshToken: '<paste the refreshToken here>' },
    },
  ),
  tab('mutation Logout {\n  logout {\n    endedSessionCount\n  }\n}', undefined, AUTHORIZATION),
];

function tab(query: string, variables?: object, headers?: object) {
  const json = (value?: object) => (value ? JSON.stringify(value, null, 2) : null);
  return { query, variables: json(variables), headers: json(headers) };
}

/** GraphiQL as one page that loads nothing from elsewhere. */
const PAGE = renderGraphiQL({
  title: 'Gatehouse',
  defaultTabs: TABS,
  defaultEditorToolsVisibility: 'headers',
  credentials: 'same-origin',
});

/** Whether a browser navigates to the address, rather than a client sending a query by GET. */
export function wantsExplorer(request: FastifyRequest): boolean {
  const { query } = request.query as { query?: unknown };
  return request.method === 'GET' && query === undefined && !!request.headers.accept?.includes('text/html');
}

export function sendExplorer(reply: FastifyReply): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(PAGE);
}
