import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CloseCode } from 'graphql-ws';
import type { RequestErrorCode, UnauthenticatedReason } from '../../api/request-errors.js';
import { endRequest, type RequestRecord } from '../telemetry/request-record.js';
import type { ClosingReason } from './connections.js';

/** Why a WebSocket is closed; sent with the code. */
export type CloseReason =
  | ClosingReason
  | UnauthenticatedReason
  | typeof TOO_MANY_CONNECTIONS
  | typeof RequestErrorCode.INTERNAL_SERVER_ERROR;

/** Try Again Later, from the registry of RFC 6455 §7.4.1. */
const TRY_AGAIN_LATER = 1013;

/** Why a connection beyond the limits is refused. */
export const TOO_MANY_CONNECTIONS = 'TOO_MANY_CONNECTIONS';

/** RFC 6455 §7.4.1: Going Away. */
export const GOING_AWAY = 1001;

/**
 * Chosen for graphql-ws' client, which after 4403 (Forbidden) and codes below 4000 connects again, with new
 * connectionParams, and after 4401 (Unauthorized) gives up. https://the-guild.dev/graphql/ws/docs/modules/client
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

export function closeWebSocket(socket: WebSocket, record: RequestRecord, closeReason: CloseReason): void {
  const closeCode = CLOSE_CODES[closeReason];
  record.closing ??= { closeCode, closeReason };
  socket.close(closeCode, closeReason);
}

/** RFC 9110 §15.2.2: the status of a successful handshake. */
export const SWITCHING_PROTOCOLS = 101;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the handshake is done. */
    webSocket: WebSocket | null;
  }
}

/** Reports the end of every WebSocket, because Fastify does not see the response to its handshake. */
export function reportWebSocketEnds(server: FastifyInstance): void {
  server.decorateRequest('webSocket', null);
  server.addHook('onRequest', (request, reply, done) => {
    if (request.ws) reply.raw.once('close', () => tellEnd(request, reply));
    done();
  });
}

function tellEnd(request: FastifyRequest, reply: FastifyReply): void {
  const { webSocket, record } = request;
  // The connection is already closed; the WebSocket is notified right after this.
  webSocket?.once('close', (closeCode) => {
    record.closing ??= { closeCode };
    endRequest(request, reply.code(SWITCHING_PROTOCOLS));
  });
  // The handshake was invalid, and rejected without Fastify. Had one of our hooks rejected it, its end would have been
  // reported by now.
  if (!webSocket && !reply.raw.headersSent) endRequest(request, reply.code(400));
}
