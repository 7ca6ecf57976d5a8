import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/**
 * Whether a browser navigates to the URL, rather than a client sending a query by GET. The URL may contain a query in
 * either case: GraphiQL keeps the edited query there for reloads of the page.
 */
export function wantsExplorer({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && !!headers.accept?.includes('text/html');
}

/** Sends GraphiQL, unless the browser has it already. Nothing is loaded before the first visit. */
export async function sendExplorer({ headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { EXPLORER_POLICY, EXPLORER_TAG, PAGE_ENCODINGS, readExplorer } = await import('./explorer-page.js');
  // With 304, too, because browsers replace the headers that they have cached.
  void reply.headers({ ...EXPLORER_POLICY, 'cache-control': 'no-cache', etag: EXPLORER_TAG });
  // Queries by GET use the same URL, but no cache may store their responses.
  void reply.header('vary', [reply.getHeader('vary') ?? [], 'Accept', 'Accept-Encoding'].flat().join(', '));
  if (headers['if-none-match']?.includes(EXPLORER_TAG)) return reply.code(304).send();
  void reply.type('text/html; charset=utf-8');
  const accepted = new Negotiator({ headers }).encodings(PAGE_ENCODINGS);
  const encoding = PAGE_ENCODINGS.find((each) => accepted.includes(each)) ?? 'identity';
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  return reply.send(readExplorer(encoding));
}
