import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

type RequestEndListener = (request: FastifyRequest, reply: FastifyReply) => void;

declare module 'fastify' {
  interface FastifyInstance {
    /** Called once for each request that is over. */
    requestEndListeners: RequestEndListener[];
  }
}

/**
 * Lets others know of the end of each request: answered, or given up by its client. Fastify calls onResponse only for
 * an answer that it has sent to the end.
 */
export function tellRequestEnds(server: FastifyInstance): void {
  server.decorate('requestEndListeners', []);
  server.addHook('onResponse', (request, reply, done) => {
    endRequest(request, reply);
    done();
  });
  server.addHook('onRequest', (request, reply, done) => {
    // Gone while the answer was on its way.
    reply.raw.once('close', () => reply.raw.headersSent && !reply.raw.writableFinished && abandon(request, reply));
    done();
  });
  server.addHook('onSend', (request, reply, _payload, done) => {
    // Gone while the request was worked on: only now is it known what it came to.
    if (reply.raw.destroyed) abandon(request, reply);
    done();
  });
}

function abandon(request: FastifyRequest, reply: FastifyReply): void {
  request.record.clientGone = true;
  endRequest(request, reply);
}

/** Tells that a request is over. Does nothing the second time. */
export function endRequest(request: FastifyRequest, reply: FastifyReply): void {
  const { record, server } = request;
  if (record.isOver) return;
  record.isOver = true;
  for (const listener of server.requestEndListeners) listener(request, reply);
}
