import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { RequestContext } from './graphql/context.js';

/**
 * Passes requests to Apollo Server. @as-integrations/fastify builds a URL from the client's Host and the proxy's
 * X-Forwarded-Proto to find the query string, and fails if they do not form a valid one:
 * https://www.apollographql.com/docs/apollo-server/integrations/building-integrations
 */
export function apolloHandler(
  apollo: ApolloServer<RequestContext>,
  createContext: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
): RouteHandlerMethod {
  return async (request, reply) => {
    const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: toGraphQLRequest(request),
      context: () => createContext(request, reply),
    });
    for (const [name, value] of headers) void reply.header(name, value);
    void reply.code(status ?? 200);
    return body.kind === 'complete' ? body.string : reply.send(Readable.from(body.asyncIterator));
  };
}

function toGraphQLRequest({ method, headers, url, body }: FastifyRequest): HTTPGraphQLRequest {
  return { method, headers: toHeaderMap(headers), search: queryString(url), body };
}

function toHeaderMap(headers: FastifyRequest['headers']): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) if (value) map.set(name, [value].flat().join(', '));
  return map;
}

/** With the question mark, as Apollo Server expects it. */
function queryString(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : (url.slice(start).split('#', 1)[0] as string);
}
