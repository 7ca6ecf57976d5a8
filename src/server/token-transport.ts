import type { CookieSerializeOptions } from '@fastify/cookie';
import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OriginNotAllowedError, UnknownTokenTransportError } from '../api/request-errors.js';
import type { Clock } from '../clock.js';
import {
  BEARER_TRANSPORT,
  type BrowserFlow,
  type DeliveredAccessToken,
  type DeliveredTokens,
  type TokenTransport,
  type TokenTransportOf,
} from '../sessions/context.js';
import type { IssuedAccessToken, IssuedTokens } from '../sessions/session-tokens.js';
import { type IsAllowedOrigin, isSameOrigin } from './origins.js';
import { SESSION_PATH } from './paths.js';

/**
 * Strict has no drawback, because nobody follows a link to the API. Secure is unconditional, even behind a proxy that
 * terminates TLS; browsers treat http://localhost as secure.
 */
const ATTRIBUTES = { httpOnly: true, secure: true, sameSite: 'strict' } as const;

interface TokenCookie {
  readonly name: string;
  readonly attributes: CookieSerializeOptions;
}

/** `__Host-`: no other host of the domain can set it, RFC 6265bis §4.1.3.2. */
const ACCESS_COOKIE: TokenCookie = { name: '__Host-gatehouse-access', attributes: { ...ATTRIBUTES, path: '/' } };

/** `__Host-` would require the path `/`, but the refresh token should be sent only where it is used. */
const REFRESH_COOKIE: TokenCookie = {
  name: '__Secure-gatehouse-refresh',
  attributes: { ...ATTRIBUTES, path: SESSION_PATH },
};

/** One for each flow, so that two tabs do not disturb each other. */
function flowCookie(id: string): TokenCookie {
  return { name: `__Host-gatehouse-flow-${id}`, attributes: { ...ATTRIBUTES, path: '/' } };
}

/**
 * Keeps the tokens in cookies that scripts cannot read. Each mutation of a document sees the cookies set by the
 * previous ones, as if it were a separate request.
 */
export class CookieTransport implements TokenTransport {
  accessTokens: readonly string[];
  refreshTokens: readonly string[];
  private readonly pairs: readonly Record<string, string | undefined>[];

  constructor(
    { headers, server }: FastifyRequest,
    private readonly reply: FastifyReply,
    private readonly clock: Clock,
  ) {
    // Pair by pair, because the parser keeps only the first of several cookies with the same name.
    this.pairs = headers.cookie?.split(';').map((pair) => server.parseCookie(pair)) ?? [];
    this.accessTokens = valuesOf(ACCESS_COOKIE, this.pairs);
    this.refreshTokens = valuesOf(REFRESH_COOKIE, this.pairs);
  }

  /**
   * Both live as long as the session: an expired access token must still be sent, to be rejected as expired instead of
   * missing.
   */
  deliver(issued: IssuedTokens): DeliveredTokens {
    this.set(ACCESS_COOKIE, issued.accessToken, issued.refreshTokenExpiresAt);
    this.set(REFRESH_COOKIE, issued.refreshToken, issued.refreshTokenExpiresAt);
    this.accessTokens = [issued.accessToken];
    this.refreshTokens = [issued.refreshToken];
    return { ...issued, accessToken: null, refreshToken: null };
  }

  deliverAccess(issued: IssuedAccessToken): DeliveredAccessToken {
    this.set(ACCESS_COOKIE, issued.accessToken, issued.session.expiresAt);
    this.accessTokens = [issued.accessToken];
    return { ...issued, accessToken: null };
  }

  deliverFlow({ id, token, expiresAt }: BrowserFlow): null {
    this.set(flowCookie(id), token, expiresAt);
    return null;
  }

  takeFlow(flowId: string): string | undefined {
    const cookie = flowCookie(flowId);
    const [token] = valuesOf(cookie, this.pairs);
    if (token) this.reply.clearCookie(cookie.name, cookie.attributes);
    return token;
  }

  private set({ name, attributes }: TokenCookie, token: string, expiresAt: Date): void {
    const maxAge = Math.floor((expiresAt.getTime() - this.clock().getTime()) / 1000);
    this.reply.setCookie(name, token, { ...attributes, maxAge });
  }

  clear(): void {
    for (const { name, attributes } of [ACCESS_COOKIE, REFRESH_COOKIE]) this.reply.clearCookie(name, attributes);
    this.accessTokens = [];
    this.refreshTokens = [];
  }
}

function valuesOf({ name }: TokenCookie, pairs: readonly Record<string, string | undefined>[]): string[] {
  const values = pairs.flatMap((pair) => pair[name] || []);
  return [...new Set(values)];
}

/** A header that no form, link or image of another site can send: https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
const TRANSPORT_HEADER = 'x-auth-transport';

/** Cookies are accepted only from requests that ask for them with a header and come from an allowed origin. */
export async function createTokenTransports(
  server: FastifyInstance,
  isAllowedOrigin: IsAllowedOrigin,
  clock: Clock,
): Promise<TokenTransportOf> {
  await server.register(cookie, { hook: false });
  return (request, reply) => {
    const transport = request.headers[TRANSPORT_HEADER];
    if (transport === undefined || transport === 'bearer') return BEARER_TRANSPORT;
    if (transport !== 'cookie') throw new UnknownTokenTransportError();
    if (!isSameOrigin(request) && !isAllowedOrigin(request.headers.origin)) throw new OriginNotAllowedError();
    return new CookieTransport(request, reply, clock);
  };
}
