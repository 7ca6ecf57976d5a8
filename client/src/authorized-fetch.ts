import { authorized } from './authorization.js';
import { type GraphQLAnswer, type GraphQLRequest, parse } from './graphql.js';
import { type Refusal, refusalOf } from './refusal.js';
import type { ClientSession } from './session.js';

export interface AuthorizedFetchOptions {
  readonly url: string;
  readonly origins: readonly string[];
  readonly session: ClientSession;
  readonly send: typeof fetch;
}

/** `fetch` with the access token; what is refused because the token has expired is sent once more with a new one. */
export function authorizedFetch({ url, origins, session, send }: AuthorizedFetchOptions): typeof fetch {
  // A relative url is known in full only once there is a page: https://developer.mozilla.org/docs/Web/API/URL/URL
  const endpoint = () => new URL(url, globalThis.location?.href);

  const isGatehouse = (request: Request) => request.url.startsWith(endpoint().href);

  function isTrusted(request: Request): boolean {
    // Cookies are Gatehouse's own: no other server can read them.
    if (session.usesCookies) return isGatehouse(request);
    const { origin } = new URL(request.url);
    return origin === endpoint().origin || origins.includes(origin);
  }

  async function refusalIn(response: Response, request: Request): Promise<Refusal | undefined> {
    // Any other server says so by its status, before it has done anything: RFC 6750 §3.1.
    if (!isGatehouse(request)) return response.status === 401 ? { repeatable: true } : undefined;
    // A stream ends when it likes; what it has to say of the token comes as an event.
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) return undefined;
    const answer = await response.clone().text();
    if (!answer.includes('"UNAUTHENTICATED"')) return undefined;
    return refusalOf((parse(answer) ?? {}) as GraphQLAnswer, await documentOf(request));
  }

  async function attempt(request: Request, isFirst: boolean): Promise<Response> {
    const authorization = await session.authorize(request.signal);
    const response = await send(authorized(request.clone(), authorization));
    const refusal = await refusalIn(response, request);
    if (!refusal) return response;
    const repeatable = isFirst && refusal.repeatable;
    const again = await session.afterRefusal(authorization, { ...refusal, repeatable }, request.signal);
    if (!again) return response;
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
