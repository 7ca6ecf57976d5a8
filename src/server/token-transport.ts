import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { OriginNotAllowedError, UnknownTokenTransportError } from '../api/request-errors.js';
import type { Clock } from '../clock.js';
import { BEARER_TRANSPORT, type TokenTransportOf } from '../sessions/token-transport.js';
import { CookieTransport } from './cookie-transport.js';
import { type IsAllowedOrigin, isSameOrigin } from './origins.js';

/** A header that no form, link or image of another site can send: https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
const TRANSPORT_HEADER = 'x-auth-transport';

/** Cookies count only on requests that ask for them by a header and come from an allowed origin. */
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
