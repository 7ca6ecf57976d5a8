import type { TokenStore, Tokens } from './tokens.js';

/** What to send with a request, and the tokens that it was derived from. */
export interface Authorization {
  readonly headers: Readonly<Record<string, string>>;
  /** `include` where tokens are kept in cookies. */
  readonly credentials?: RequestCredentials;
  readonly tokens: Tokens | null;
}

export function authorizationFor(tokens: Tokens | null, { transport }: TokenStore): Authorization {
  if (transport === 'cookie') return { headers: { 'x-auth-transport': 'cookie' }, credentials: 'include', tokens };
  return { headers: tokens ? { authorization: `Bearer ${tokens.accessToken}` } : {}, tokens };
}

export function authorized(request: Request, { headers, credentials }: Authorization): Request {
  const result = new Request(request, credentials && { credentials });
  for (const [name, value] of Object.entries(headers)) result.headers.set(name, value);
  return result;
}
