import type { AccessTokens } from './access-token.js';

/** The tokens in a request's cookies. Of each name there may be several: another host of the domain can plant one. */
export interface CookieTokens {
  readonly accessTokens: readonly string[];
  readonly refreshTokens: readonly string[];
}

/** Refresh tokens to choose from. */
export interface PresentedRefreshTokens {
  readonly texts: readonly string[];
  /** The session that the token must belong to; undefined if any will do. */
  readonly sessionId?: string | undefined;
}

/**
 * The refresh tokens that may be exchanged, of those in cookies: what belongs to the session of the access cookie, which
 * no other host can plant (RFC 6265bis §4.1.3.2). Anything else could sign somebody in as the attacker (login CSRF). An
 * access cookie that does not verify, as its key was removed, vouches for a refresh cookie that comes alone.
 */
export function refreshTokensInCookies(cookies: CookieTokens, tokens: AccessTokens): PresentedRefreshTokens {
  const { accessTokens, refreshTokens: texts } = cookies;
  const [sessionId, ...others] = new Set(accessTokens.map((token) => tokens.sessionIdOf(token)));
  if (accessTokens.length === 0 || others.length > 0) return { texts: [] };
  if (sessionId) return { texts, sessionId };
  return { texts: texts.length === 1 ? texts : [] };
}
