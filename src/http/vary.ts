import type { FastifyReply } from 'fastify';

/** Adds a header that the answer depends on to those that caches know of: RFC 9110 §12.5.5. */
export function vary(reply: FastifyReply, header: string): void {
  const others = reply.getHeader('vary');
  void reply.header('vary', others ? `${others}, ${header}` : header);
}
