import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Device } from '../security/device.js';
import type { UserLoader } from '../users/user-queries.js';
import type { AccessTokens } from './access-token.js';
import type { Authentication, Caller, PresentedToken } from './authentication.js';
import type { IssuedAccessToken, IssuedTokens } from './session-tokens.js';

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
 * no other host can plant (RFC 6265bis §4.1.3.2). Anything else could sign someone in as the attacker (login CSRF). An
 * access cookie that does not verify, as its key was removed, vouches for a refresh cookie that comes alone.
 */
export function refreshTokensInCookies(cookies: CookieTokens, tokens: AccessTokens): PresentedRefreshTokens {
  const { accessTokens, refreshTokens: texts } = cookies;
  const [sessionId, ...others] = new Set(accessTokens.map((token) => tokens.sessionIdOf(token)));
  if (accessTokens.length === 0 || others.length > 0) return { texts: [] };
  if (sessionId) return { texts, sessionId };
  return { texts: texts.length === 1 ? texts : [] };
}

/** Tokens as they appear in the response body: null if the client receives them in another way. */
export type DeliveredTokens = Omit<IssuedTokens, 'accessToken' | 'refreshToken'> & {
  readonly accessToken: string | null;
  readonly refreshToken: string | null;
};

/** The same without a refresh token: the session keeps the one it has. */
export type DeliveredAccessToken = Omit<IssuedAccessToken, 'accessToken'> & { readonly accessToken: string | null };

/** Something that only the browser can complete that began it. Each tab has its own. */
export interface BrowserFlow {
  /** Letters and digits. */
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/** How a client gets its tokens, and which it sends beside header and input. */
export interface TokenTransport extends CookieTokens {
  deliver(issued: IssuedTokens): DeliveredTokens;
  deliverAccess(issued: IssuedAccessToken): DeliveredAccessToken;
  /** Hands over what a login elsewhere is bound to. @returns what the client has to keep itself; null if nothing. */
  deliverFlow(flow: BrowserFlow): string | null;
  /** What was kept of a flow. It is needed once. */
  takeFlow(flowId: string): string | undefined;
  /** Takes the tokens away from the client, as far as the server can. */
  clear(): void;
}

/**
 * Determines from a request how its client receives tokens.
 *
 * @throws {UnknownTokenTransportError} in a way that does not exist.
 * @throws {OriginNotAllowedError} in cookies, from a page of an origin that may not use them.
 */
export type TokenTransportOf = (request: FastifyRequest, reply: FastifyReply) => TokenTransport;

/** The client reads the tokens in the body, keeps them itself and sends them on its own account: RFC 6750. */
export const BEARER_TRANSPORT: TokenTransport = {
  accessTokens: [],
  refreshTokens: [],
  deliver: (issued) => issued,
  deliverAccess: (issued) => issued,
  deliverFlow: ({ token }) => token,
  takeFlow: () => undefined,
  clear() {},
};

/** A mutation with this extension is not authenticated before it starts, because it does so itself, if at all. */
export const AUTHENTICATES_ITSELF = 'authenticatesItself';

/** A request whose access token has been presented, but not necessarily checked. */
export interface Presenting extends Caller {
  readonly presented: PresentedToken;
  readonly device: Device;
  /** Checks the access token, once, and remembers the result as `authentication`. Never throws because of a token. */
  authenticate(): Promise<Authentication>;
}

/** What resolvers know about a request. */
export interface Context extends Presenting {
  readonly users: UserLoader;
  /** How the client receives its tokens. */
  readonly transport: TokenTransport;
  /** The header `Accept-Language`. */
  readonly acceptLanguage: string | undefined;
}
