import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EVENT_STREAM_PATH } from '../http/paths.js';
import { logRequest } from '../telemetry/request-log.js';
import type { Tracing } from '../telemetry/tracing.js';

/** RFC 9110 §15.2.2: what a handshake is answered with. */
export const SWITCHING_PROTOCOLS = 101;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the handshake is done. */
    webSocket: WebSocket | null;
  }
}

/**
 * Logs the end of every WebSocket, and of every event stream whose client has gone. Fastify calls onResponse only for
 * an answer that it has sent to the end.
 */
export function tellOfConnectionEnds(server: FastifyInstance, tracing: Tracing): void {
  server.decorateRequest('webSocket', null);
  server.addHook('onRequest', (request, reply, done) => {
    const staysOpen = request.ws || request.routeOptions.url === EVENT_STREAM_PATH;
    if (staysOpen) reply.raw.once('close', () => tellOfEnd(request, reply, tracing));
    done();
  });
}

function tellOfEnd(request: FastifyRequest, reply: FastifyReply, tracing: Tracing): void {
  const { headersSent, writableFinished } = reply.raw;
  if (request.webSocket) logWebSocket(request.webSocket, request, reply);
  else if (!writableFinished && (headersSent || request.ws)) tellOfUnfinished(request, reply, tracing);
}

/** The connection is closed already, and the WebSocket learns it right after this. */
function logWebSocket(socket: WebSocket, request: FastifyRequest, reply: FastifyReply): void {
  socket.once('close', (closeCode) => {
    request.record.closing ??= { closeCode };
    logRequest(request, reply.code(SWITCHING_PROTOCOLS));
  });
}

function tellOfUnfinished(request: FastifyRequest, reply: FastifyReply, tracing: Tracing): void {
  // The handshake was wrong, and has been answered without Fastify.
  if (!reply.raw.headersSent) reply.code(400);
  tracing.endRequest(request, reply.statusCode);
  logRequest(request, reply);
}
