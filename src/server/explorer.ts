import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/**
 * Whether a browser navigates to the address, rather than a client sending a query by GET. The address may hold one all
 * the same: GraphiQL keeps the query there that is being edited, for when the page is loaded anew.
 */
export function wantsExplorer({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && !!headers.accept?.includes('text/html');
}

/** Sends GraphiQL, unless the browser has it already. Nothing of it is loaded until somebody looks at it. */
export async function sendExplorer({ headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { EXPLORER_POLICY, EXPLORER_TAG, PAGE_ENCODINGS, readExplorer } = await import('./explorer-page.js');
  // With 304 too: a browser replaces the headers that it has kept.
  void reply.headers({ ...EXPLORER_POLICY, 'cache-control': 'no-cache', etag: EXPLORER_TAG });
  // Queries by GET are answered at the same address, but no cache may store them.
  void reply.header('vary', [reply.getHeader('vary') ?? [], 'Accept', 'Accept-Encoding'].flat().join(', '));
  if (headers['if-none-match']?.includes(EXPLORER_TAG)) return reply.code(304).send();
  void reply.type('text/html; charset=utf-8');
  const accepted = new Negotiator({ headers }).encodings(PAGE_ENCODINGS);
  const encoding = PAGE_ENCODINGS.find((each) => accepted.includes(each)) ?? 'identity';
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  return reply.send(readExplorer(encoding));
}
