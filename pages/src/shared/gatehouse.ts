import { cookieTokens, createGatehouseClient } from 'gatehouse-client';
import { preferredLocale } from './language/preference';

/** Signs in and out. The tokens are in cookies, which no script can read. */
export const gatehouse = createGatehouseClient({ url: '/graphql', tokens: cookieTokens(), fetch: inLanguage });

/** New accounts get the language of the page in place of the browser's. */
function inLanguage(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  request.headers.set('accept-language', preferredLocale());
  return fetch(request);
}
