import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/**
 * Whether a browser navigates to the address, rather than a client sending a query by GET. The address may hold one all
 * the same: GraphiQL keeps the query there that is being edited, for when the page is loaded anew.
 */
export function wantsExplorer({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && !!headers.accept?.includes('text/html');
}

/** The page has 9 MB, which a server is spared until somebody looks at it, and a browser that has it already. */
export async function sendExplorer({ headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { COMPRESSED_PAGE, EXPLORER_PAGE, EXPLORER_POLICY, EXPLORER_TAG } = await import('./explorer-page.js');
  // With 304 too: a browser replaces the headers that it has kept.
  void reply.headers({ ...EXPLORER_POLICY, 'cache-control': 'no-cache', etag: EXPLORER_TAG });
  // Queries by GET are answered at the same address, but no cache may store them.
  void reply.header('vary', [reply.getHeader('vary') ?? [], 'Accept', 'Accept-Encoding'].flat().join(', '));
  if (headers['if-none-match']?.includes(EXPLORER_TAG)) return reply.code(304).send();
  void reply.type('text/html; charset=utf-8');
  if (new Negotiator({ headers }).encoding(['gzip', 'identity']) !== 'gzip') return reply.send(EXPLORER_PAGE);
  return reply.header('content-encoding', 'gzip').send(COMPRESSED_PAGE);
}
