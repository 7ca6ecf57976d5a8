import { authorized } from './authorization.js';
import { type GraphQLRequest, type GraphQLResponse, parse } from './graphql.js';
import type { ClientSession } from './session.js';
import { type TokenRejection, tokenRejectionOf } from './token-rejection.js';

export interface AuthorizedFetchOptions {
  readonly url: string;
  readonly origins: readonly string[];
  readonly session: ClientSession;
  readonly send: typeof fetch;
}

/** `fetch` with the access token. A request that is rejected because the token has expired is repeated once. */
export function authorizedFetch({ url, origins, session, send }: AuthorizedFetchOptions): typeof fetch {
  // Without a page, as on a server, a relative URL has no base: https://developer.mozilla.org/docs/Web/API/URL/URL
  const endpoint = () => new URL(url, globalThis.location?.href);

  const isGatehouse = (request: Request) => request.url.startsWith(endpoint().href);

  function isTrusted(request: Request): boolean {
    // Cookies are Gatehouse's own: no other server can read them.
    if (session.usesCookies) return isGatehouse(request);
    const { origin } = new URL(request.url);
    return origin === endpoint().origin || origins.includes(origin);
  }

  async function rejectionIn(response: Response, request: Request): Promise<TokenRejection | undefined> {
    // Other servers reject a token by the status, before they do anything: RFC 6750 §3.1.
    if (!isGatehouse(request)) return response.status === 401 ? { retryable: true } : undefined;
    // A stream may never end; it reports a rejected token as an event.
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) return undefined;
    const text = await response.clone().text();
    if (!text.includes('"UNAUTHENTICATED"')) return undefined;
    return tokenRejectionOf((parse(text) ?? {}) as GraphQLResponse, await documentOf(request));
  }

  async function attempt(request: Request, isFirst: boolean): Promise<Response> {
    const authorization = await session.authorize(request.signal);
    const response = await send(authorized(request.clone(), authorization));
    const rejection = await rejectionIn(response, request);
    if (!rejection) return response;
    const retryable = isFirst && rejection.retryable;
    const canRetry = await session.afterRejection(authorization, { ...rejection, retryable }, request.signal);
    if (!canRetry) return response;
    await response.body?.cancel();
    return attempt(request, false);
  }

  return async (input, init) => {
    const request = new Request(input, init);
    const isOurs = isTrusted(request) && !request.headers.has('authorization');
    return isOurs ? attempt(request, true) : send(request);
  };
}

async function documentOf(request: Request): Promise<string | undefined> {
  if (request.method === 'GET') return new URL(request.url).searchParams.get('query') ?? undefined;
  return (parse(await request.clone().text()) as GraphQLRequest | undefined)?.query;
}
