import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CookieTokens } from './presented-tokens.js';
import type { IssuedTokens } from './session-tokens.js';

/** Tokens as the body of an answer shows them: null where the client gets them in another way. */
export type DeliveredTokens = Omit<IssuedTokens, 'accessToken' | 'refreshToken'> & {
  readonly accessToken: string | null;
  readonly refreshToken: string | null;
};

/** How a client gets its tokens, and which it sends beside header and input. */
export interface TokenTransport extends CookieTokens {
  deliver(issued: IssuedTokens): DeliveredTokens;
  /** Takes the tokens away from the client, as far as the server can. */
  clear(): void;
}

/**
 * Tells by a request how its client wants to get its tokens.
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
  clear() {},
};
