import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { endRequest } from '../telemetry/request-end.js';

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
