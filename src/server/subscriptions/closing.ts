import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CloseCode } from 'graphql-ws';
import type { RequestErrorCode, UnauthenticatedReason } from '../../api/request-errors.js';
import { endRequest, type RequestRecord } from '../telemetry/request-record.js';
import type { ClosingReason } from './connections.js';

/** Why a WebSocket is closed: sent with the code. */
export type CloseReason =
  | ClosingReason
  | UnauthenticatedReason
  | typeof TOO_MANY_CONNECTIONS
  | typeof RequestErrorCode.INTERNAL_SERVER_ERROR;

/** RFC 6455 §7.4.1 and the registry it made: Try Again Later. */
const TRY_AGAIN_LATER = 1013;

/** Why a connection beyond the limits is refused. */
export const TOO_MANY_CONNECTIONS = 'TOO_MANY_CONNECTIONS';

/** RFC 6455 §7.4.1: Going Away. */
export const GOING_AWAY = 1001;

/**
 * What graphql-ws' client does by itself: after 4403 (Forbidden) and below 4000 it connects again, asking for its
 * connectionParams anew; after 4401 (Unauthorized) it gives up. https://the-guild.dev/graphql/ws/docs/modules/client
 */
const CLOSE_CODES: Record<CloseReason, number> = {
  TOKEN_EXPIRED: CloseCode.Forbidden,
  TOKEN_MISSING: CloseCode.Unauthorized,
  TOKEN_MALFORMED: CloseCode.Unauthorized,
  TOKEN_INVALID: CloseCode.Unauthorized,
  TOKEN_BLACKLISTED: CloseCode.Unauthorized,
  ACCOUNT_DEACTIVATED: CloseCode.Unauthorized,
  SESSION_ENDED: CloseCode.Unauthorized,
  SERVER_STOPS: GOING_AWAY,
  TOO_MANY_CONNECTIONS: TRY_AGAIN_LATER,
  INTERNAL_SERVER_ERROR: TRY_AGAIN_LATER,
};

/** Closes it, and notes why. */
export function closeWebSocket(socket: WebSocket, record: RequestRecord, closeReason: CloseReason): void {
  const closeCode = CLOSE_CODES[closeReason];
  record.closing ??= { closeCode, closeReason };
  socket.close(closeCode, closeReason);
}

/** RFC 9110 §15.2.2: what a handshake is answered with. */
export const SWITCHING_PROTOCOLS = 101;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the handshake is done. */
    webSocket: WebSocket | null;
  }
}

/** Tells the end of every WebSocket, whose handshake Fastify does not see answered. */
export function tellWebSocketEnds(server: FastifyInstance): void {
  server.decorateRequest('webSocket', null);
  server.addHook('onRequest', (request, reply, done) => {
    if (request.ws) reply.raw.once('close', () => tellEnd(request, reply));
    done();
  });
}

function tellEnd(request: FastifyRequest, reply: FastifyReply): void {
  const { webSocket, record } = request;
  // The connection is closed already, and the WebSocket learns it right after this.
  webSocket?.once('close', (closeCode) => {
    record.closing ??= { closeCode };
    endRequest(request, reply.code(SWITCHING_PROTOCOLS));
  });
  // The handshake was wrong, and was answered without Fastify. Had one of our hooks answered, it would be told by now.
  if (!webSocket && !reply.raw.headersSent) endRequest(request, reply.code(400));
}
